import type { Matrix3 } from './matrix.ts';

/**
 * From metres in space (x, y on the ground, z up) to the straightened picture: three rows of four numbers. A homography of
 * the ground says it all where pixels are square and the lens looks through the middle of the picture.
 */
export type SpaceProjection = readonly number[];

/** The projection behind a homography from ground to picture; null where the camera looks straight down and the height stays open. */
export function spaceProjection(m: Matrix3): SpaceProjection | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = m;
  // The two directions of the ground are at right angles and of one length, in space: two equations for 1 / f².
  const first = [a * b + d * e, g * h] as const;
  const second = [a * a + d * d - b * b - e * e, g * g - h * h] as const;
  const squares = first[0] ** 2 + second[0] ** 2;
  const perFocal = squares === 0 ? 0 : -(first[0] * first[1] + second[0] * second[1]) / squares;
  if (!(perFocal > 1e-6)) return null;
  const focal = 1 / Math.sqrt(perFocal);
  const [x1, y1, z1] = [a / focal, d / focal, g];
  const [x2, y2, z2] = [b / focal, e / focal, h];
  const scale = (Math.hypot(x1, y1, z1) + Math.hypot(x2, y2, z2)) / 2;
  const up = [(y1 * z2 - z1 * y2) / scale, (z1 * x2 - x1 * z2) / scale, (x1 * y2 - y1 * x2) / scale] as const;
  return [a, b, focal * up[0], c, d, e, focal * up[1], f, g, h, up[2], i];
}
