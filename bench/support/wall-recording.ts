import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { ViewHead } from '../../domain/contracts/messages.ts';
import { overlayTrackSchema } from '../../domain/contracts/messages.ts';
import { findFfmpeg } from '../../workers/ingest/index.ts';
import { readClipTruth, type TrueObject } from './clip-truth.ts';
import { demoCamera } from './demo-clips.ts';

/** What a camera showed, frame by frame: the JPEG as the product makes it, and the vehicles that were there. */
export interface RecordedFrame {
  readonly jpeg: Uint8Array;
  readonly tracks: ViewHead['tracks'];
}

const CLIPS = ['north-bridge', 'market-street', 'station-road'];
const FRAMES = 150;
const MOST_TRACKS = 15;
const WIDTH = 640;
const HEIGHT = 360;

const tracksSchema = z.array(z.array(overlayTrackSchema));

/** Turns the first seconds of the demo clips into JPEGs and tracks under this folder. */
export async function recordWall(folder: string): Promise<void> {
  const ffmpeg = await findFfmpeg();
  if (!ffmpeg.ok) throw new Error(`${ffmpeg.failure.message} ${ffmpeg.failure.hint}`);
  for (const { id: clip, file, truth } of CLIPS.map(demoCamera)) {
    const own = path.join(folder, clip);
    mkdirSync(own, { recursive: true });
    const input = ['-v', 'error', '-i', file, '-frames:v', String(FRAMES)];
    execFileSync(ffmpeg.value.path, [
      ...input,
      '-vf',
      `scale=${WIDTH}:${HEIGHT}`,
      '-q:v',
      '5',
      path.join(own, '%04d.jpg'),
    ]);
    writeFileSync(path.join(own, 'tracks.json'), JSON.stringify(tracksOf(truth)));
  }
}

/** The largest vehicles of every frame, in the form in which screens get them. */
function tracksOf(truthFile: string): NonNullable<ViewHead['tracks']>[] {
  const area = ({ box: [x1, y1, x2, y2] }: TrueObject): number => (x2 - x1) * (y2 - y1);
  return readClipTruth(truthFile)
    .frames.slice(0, FRAMES)
    .map((there) =>
      [...there]
        .sort((a, b) => area(b) - area(a))
        .slice(0, MOST_TRACKS)
        .map(({ id, class: c, box: [x1, y1, x2, y2] }) => ({
          ...{ n: id + 1, c, s: 0.873 },
          b: [unit(x1, WIDTH), unit(y1, HEIGHT), unit(x2, WIDTH), unit(y2, HEIGHT)],
        })),
    );
}

const unit = (pixels: number, of: number): number => Math.round((pixels / of) * 65_535);

/** All recorded clips. */
export function readWall(folder: string): readonly (readonly RecordedFrame[])[] {
  return CLIPS.map((clip) => {
    const own = path.join(folder, clip);
    const tracks = tracksSchema.parse(JSON.parse(readFileSync(path.join(own, 'tracks.json'), 'utf8')));
    const files = readdirSync(own).filter((file) => file.endsWith('.jpg'));
    return files.sort().map((file, frame) => ({
      jpeg: readFileSync(path.join(own, file)),
      tracks: tracks[frame] ?? [],
    }));
  });
}
