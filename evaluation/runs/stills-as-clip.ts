import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { findFfmpeg } from '../../workers/ingest/index.ts';

/** Puts JPEGs behind each other into one file, untouched: so they come through the product's own decoder like any recording. */
export async function stillsAsClip(pictures: readonly string[], folder: string): Promise<string> {
  const ffmpeg = await findFfmpeg();
  if (!ffmpeg.ok) throw new Error(`${ffmpeg.failure.message} ${ffmpeg.failure.hint}`);
  const list = path.join(folder, 'stills.txt');
  const clip = path.join(folder, 'stills.mkv');
  const quoted = (file: string): string => `'${path.resolve(file).replaceAll("'", String.raw`'\''`)}'`;
  writeFileSync(list, pictures.map((file) => `file ${quoted(file)}\nduration 0.04\n`).join(''));
  execFileSync(ffmpeg.value.path, [
    ...['-hide_banner', '-v', 'error', '-y', '-f', 'concat', '-safe', '0', '-i', list],
    ...['-c:v', 'copy', clip],
  ]);
  return clip;
}
