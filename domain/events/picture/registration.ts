import type { GreyPicture } from './grey-picture.ts';

/** How far a picture lies from another one, in cells, and how alike they are there (1: the same). */
export interface Shift {
  readonly x: number;
  readonly y: number;
  readonly likeness: number;
}

/** Farther than this share of the picture nothing is left to compare. */
const REACH_SHARE = 0.22;

/** The strength of edges: light changes over a day, edges of kerbs and houses stay. */
export function edgesOf({ width, height, cells }: GreyPicture): Float32Array {
  const edges = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const across = (cells[at + 1] ?? 0) - (cells[at - 1] ?? 0);
      const down = (cells[at + width] ?? 0) - (cells[at - width] ?? 0);
      // The root keeps one bright edge from outweighing all others.
      edges[at] = Math.sqrt(Math.abs(across) + Math.abs(down));
    }
  return edges;
}

/** The correlation of two edge pictures of which the second is moved by whole cells. */
export function likenessAt(
  a: Float32Array,
  b: Float32Array,
  width: number,
  height: number,
  dx: number,
  dy: number,
): number {
  let [sumA, sumB, sumAA, sumBB, sumAB, count] = [0, 0, 0, 0, 0, 0];
  const [top, bottom] = [Math.max(1, 1 - dy), Math.min(height - 1, height - 1 - dy)];
  const [left, right] = [Math.max(1, 1 - dx), Math.min(width - 1, width - 1 - dx)];
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const one = a[y * width + x] ?? 0;
      const other = b[(y + dy) * width + x + dx] ?? 0;
      sumA += one;
      sumB += other;
      sumAA += one * one;
      sumBB += other * other;
      sumAB += one * other;
      count += 1;
    }
  const [spreadA, spreadB] = [sumAA - (sumA * sumA) / count, sumBB - (sumB * sumB) / count];
  if (count < (width * height) / 3 || spreadA <= 0 || spreadB <= 0) return 0;
  return (sumAB - (sumA * sumB) / count) / Math.sqrt(spreadA * spreadB);
}

/** Where the second picture fits the first best, between cells by the parabola through its neighbours. */
export function bestShift(a: Float32Array, b: Float32Array, width: number, height: number): Shift {
  const [reachX, reachY] = [Math.floor(width * REACH_SHARE), Math.floor(height * REACH_SHARE)];
  const at = (dx: number, dy: number): number => likenessAt(a, b, width, height, dx, dy);
  let best: Shift = { x: 0, y: 0, likeness: at(0, 0) };
  for (let dy = -reachY; dy <= reachY; dy += 1)
    for (let dx = -reachX; dx <= reachX; dx += 1) {
      const likeness = at(dx, dy);
      if (likeness > best.likeness) best = { x: dx, y: dy, likeness };
    }
  const { x, y, likeness } = best;
  const fine = (before: number, after: number): number => {
    const bend = before + after - 2 * likeness;
    return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)));
  };
  return { x: x + fine(at(x - 1, y), at(x + 1, y)), y: y + fine(at(x, y - 1), at(x, y + 1)), likeness };
}
