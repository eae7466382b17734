import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { ViewHead } from '../../domain/contracts/messages.ts';
import { overlayTrackSchema } from '../../domain/contracts/messages.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { findFfmpeg } from '../../workers/ingest/index.ts';

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

const boxSchema = z.object({
  kind: z.literal('box'),
  frame: z.number().int(),
  id: z.number().int(),
  class: z.string(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});
type Box = z.infer<typeof boxSchema>;
const tracksSchema = z.array(z.array(overlayTrackSchema));

/** Turns the first seconds of the demo clips into JPEGs and tracks under this folder. */
export async function recordWall(folder: string): Promise<void> {
  const demo = path.join(repositoryRoot, 'assets', 'demo');
  const ffmpeg = await findFfmpeg();
  if (!ffmpeg.ok) throw new Error(`${ffmpeg.failure.message} ${ffmpeg.failure.hint}`);
  for (const clip of CLIPS) {
    const own = path.join(folder, clip);
    mkdirSync(own, { recursive: true });
    const input = ['-v', 'error', '-i', path.join(demo, `${clip}.mp4`), '-frames:v', String(FRAMES)];
    execFileSync(ffmpeg.value.path, [
      ...input,
      '-vf',
      `scale=${WIDTH}:${HEIGHT}`,
      '-q:v',
      '5',
      path.join(own, '%04d.jpg'),
    ]);
    writeFileSync(path.join(own, 'tracks.json'), JSON.stringify(tracksOf(path.join(demo, `${clip}.truth.json.gz`))));
  }
}

/** The largest vehicles of every frame, in the form in which screens get them. */
function tracksOf(truthFile: string): NonNullable<ViewHead['tracks']>[] {
  const frames: Box[][] = Array.from({ length: FRAMES }, () => []);
  for (const line of gunzipSync(readFileSync(truthFile)).toString('utf8').split('\n')) {
    if (!line.startsWith('{"kind":"box"')) continue;
    const box = boxSchema.parse(JSON.parse(line));
    frames[box.frame]?.push(box);
  }
  const area = ({ box: [x1, y1, x2, y2] }: Box): number => (x2 - x1) * (y2 - y1);
  return frames.map((boxes) =>
    boxes
      .sort((a, b) => area(b) - area(a))
      .slice(0, MOST_TRACKS)
      .map(({ id, class: c, box: [x1, y1, x2, y2] }) => ({
        n: id + 1,
        c: c === 'person' ? 'pedestrian' : c,
        s: 0.873,
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
