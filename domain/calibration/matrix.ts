import type { GroundPoint } from './types.ts';

/** Nine numbers, row by row. */
export type Matrix3 = readonly number[];

/** The product of two matrices: the second is applied first. */
export function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const [a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0, a6 = 0, a7 = 0, a8 = 0] = a;
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0, b6 = 0, b7 = 0, b8 = 0] = b;
  return [
    ...[a0 * b0 + a1 * b3 + a2 * b6, a0 * b1 + a1 * b4 + a2 * b7, a0 * b2 + a1 * b5 + a2 * b8],
    ...[a3 * b0 + a4 * b3 + a5 * b6, a3 * b1 + a4 * b4 + a5 * b7, a3 * b2 + a4 * b5 + a5 * b8],
    ...[a6 * b0 + a7 * b3 + a8 * b6, a6 * b1 + a7 * b4 + a8 * b7, a6 * b2 + a7 * b5 + a8 * b8],
  ];
}

/** The inverse; null where there is none. */
export function inverse(m: Matrix3): Matrix3 | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = m;
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const determinant = a * A + b * B + c * C;
  const size = Math.max(...m.map(Math.abs));
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-12 * size ** 3) return null;
  return [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d].map(
    (value) => value / determinant,
  );
}

/** Where a homography puts a point, and the third coordinate by which it divided. */
export function mapped(
  m: Matrix3,
  { x, y }: GroundPoint,
): { readonly x: number; readonly y: number; readonly w: number } {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = m;
  const w = g * x + h * y + i;
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w, w };
}
