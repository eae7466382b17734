import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findFfmpeg } from '../../workers/ingest/index.ts';
import type { Encoding } from './film-plan.ts';

/** ffmpeg at work: it takes what is written to it, and ends with a file or with a reason. */
export interface Encoder {
  write(pixels: Buffer): Promise<void>;
  finish(): Promise<void>;
  /** Ends it without a result: whoever goes on waiting for it would wait for ever. */
  abandon(): void;
}

async function ffmpegPath(): Promise<string> {
  const found = await findFfmpeg();
  if (!found.ok) throw new Error(`${found.failure.message}: ${found.failure.hint}`);
  return found.value.path;
}

async function startFfmpeg(args: readonly string[]): Promise<Encoder> {
  const child = spawn(await ffmpegPath(), ['-hide_banner', '-v', 'error', '-y', ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  // What it could not take is told by its exit.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close');
  return {
    async write(pixels) {
      if (!child.stdin.write(pixels)) await Promise.race([once(child.stdin, 'drain'), ended]);
    },
    abandon() {
      child.kill('SIGKILL');
    },
    async finish() {
      child.stdin.end();
      const [code] = await ended;
      if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}: ${said.trim()}`);
    },
  };
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

/** Keeps pictures as they are, in a format from which any part can be taken. */
export function losslessFile(file: string, { width, height, fps }: PictureSize): Promise<Encoder> {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${width}x${height}`, '-r', String(fps), '-i', 'pipe:0'];
  return startFfmpeg([...input, '-vf', 'vflip', '-pix_fmt', 'bgr0', '-c:v', 'ffv1', '-level', '3', file]);
}

/** One video as a camera would send it: H.264 with a key picture every two seconds. */
export async function encodeVideo(
  listFile: string,
  file: string,
  { fps }: PictureSize,
  encoding: Encoding,
): Promise<void> {
  const rate =
    'crf' in encoding
      ? ['-crf', String(encoding.crf)]
      : ['-b:v', `${encoding.kbit}k`, '-maxrate', `${encoding.kbit}k`, '-bufsize', `${encoding.kbit}k`];
  const encoder = await startFfmpeg([
    ...['-f', 'concat', '-safe', '0', '-i', listFile, '-an', '-c:v', 'libx264', '-preset', 'slow', ...rate],
    // One thread: more of them cut the picture differently from machine to machine.
    ...['-threads', '1', '-pix_fmt', 'yuv420p', '-g', String(Math.round(2 * fps)), '-movflags', '+faststart'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', file],
  ]);
  await encoder.finish();
}
