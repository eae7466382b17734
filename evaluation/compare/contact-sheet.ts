import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { SourceFrame } from '../../workers/ingest/index.ts';
import type { PixelBox } from '../metrics/boxes.ts';
import type { FrameAgreement } from './agreement.ts';

/** Brightness and two colour differences, as the pictures hold them. */
type Paint = readonly [y: number, u: number, v: number];

export const PAINTS = {
  /** Both see it. */
  matched: [150, 54, 34],
  /** Only the reference sees it. */
  missed: [81, 90, 240],
  /** Only the examined detector sees it. */
  invented: [210, 16, 146],
} as const satisfies Record<keyof FrameAgreement, Paint>;

const COLUMNS = 3;
const THICK = 2;

/** A copy of the picture that was analysed, with the boxes of both drawn in. */
export function drawnPicture({ raw, width, height }: SourceFrame, agreement: FrameAgreement): Uint8Array {
  const picture = Uint8Array.from(raw);
  const draw = (box: PixelBox, paint: Paint): void => outline(picture, { width, height }, box, paint);
  for (const { examined } of agreement.matched) draw(examined.box, PAINTS.matched);
  for (const { box } of agreement.missed) draw(box, PAINTS.missed);
  for (const { box } of agreement.invented) draw(box, PAINTS.invented);
  return picture;
}

function outline(
  picture: Uint8Array,
  { width, height }: { width: number; height: number },
  box: PixelBox,
  [y, u, v]: Paint,
): void {
  const chroma = (width / 2) * (height / 2);
  const set = (column: number, row: number): void => {
    if (column < 0 || row < 0 || column >= width || row >= height) return;
    picture[row * width + column] = y;
    const at = (row >> 1) * (width / 2) + (column >> 1);
    picture[width * height + at] = u;
    picture[width * height + chroma + at] = v;
  };
  const [left, top, right, bottom] = box.map(Math.round) as [number, number, number, number];
  for (let line = 0; line < THICK; line += 1) {
    for (let column = left; column <= right; column += 1) {
      set(column, top + line);
      set(column, bottom - line);
    }
    for (let row = top; row <= bottom; row += 1) {
      set(left + line, row);
      set(right - line, row);
    }
  }
}

/** Pictures of one size, side by side, as one JPEG. */
export async function writeSheet(
  ffmpeg: string,
  pictures: readonly Uint8Array[],
  { width, height, file }: { width: number; height: number; file: string },
): Promise<void> {
  const rows = Math.ceil(pictures.length / COLUMNS);
  const input = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`, '-r', '1', '-i', 'pipe:0'];
  const output = ['-vf', `tile=${COLUMNS}x${rows}:padding=4`, '-frames:v', '1', '-q:v', '3', '-y', file];
  const child = spawn(ffmpeg, ['-v', 'error', ...input, ...output], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  for (const picture of pictures) child.stdin.write(picture);
  child.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`the contact sheet ${file} could not be written`);
}
