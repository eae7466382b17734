import { addCandidate } from '../../../domain/detection/candidates.ts';
import type { Candidates } from '../../../domain/detection/candidates.ts';
import type { Size } from '../../../domain/detection/letterbox.ts';

/** Adds a box given as centre and size in 0..1 of the input. */
export function addUnitBox(
  into: Candidates,
  values: Float32Array,
  at: number,
  { width, height }: Size,
  score: number,
  code: number,
): void {
  const x = (values[at] as number) * width;
  const y = (values[at + 1] as number) * height;
  const halfWidth = ((values[at + 2] as number) * width) / 2;
  const halfHeight = ((values[at + 3] as number) * height) / 2;
  addCandidate(into, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score, code);
}
