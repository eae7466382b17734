import type { Matrix3 } from './matrix.ts';
import { inverse, mapped, multiply } from './matrix.ts';
import { addOuter, eigenOf, inverseOf, symmetric, times } from './symmetric.ts';
import type { Symmetric } from './symmetric.ts';
import type { GroundPoint } from './types.ts';

/** A place on the ground and where the straightened picture shows it, with how much it counts. */
export interface Pairing {
  readonly ground: GroundPoint;
  readonly picture: GroundPoint;
  readonly weight: number;
}

/** Moves points to their middle and to a mean distance of the square root of two (Hartley): the equations are then well scaled. */
export function normaliser(points: readonly GroundPoint[]): Matrix3 {
  const [sumX, sumY] = points.reduce(([x, y], point) => [x + point.x, y + point.y], [0, 0] as readonly [
    number,
    number,
  ]);
  const [x, y] = [sumX / points.length, sumY / points.length];
  const mean = points.reduce((sum, point) => sum + Math.hypot(point.x - x, point.y - y), 0) / points.length;
  const scale = mean > 0 ? Math.SQRT2 / mean : 1;
  return [scale, 0, -scale * x, 0, scale, -scale * y, 0, 0, 1];
}

/** Points in scaled frames, with the way into and out of them. */
export interface ScaledPairs {
  readonly pairs: readonly Pairing[];
  readonly intoGround: Matrix3;
  readonly outOfPicture: Matrix3;
  /** How much larger a length of the picture is in its scaled frame. */
  readonly pictureScale: number;
}

/** The points in scaled frames; null where all lie in one place. */
export function scaledPairs(pairs: readonly Pairing[]): ScaledPairs | null {
  const intoGround = normaliser(pairs.map(({ ground }) => ground));
  const intoPicture = normaliser(pairs.map(({ picture }) => picture));
  const outOfPicture = inverse(intoPicture);
  if (outOfPicture === null) return null;
  const scaled = pairs.map(({ ground, picture, weight }) => ({
    ground: mapped(intoGround, ground),
    picture: mapped(intoPicture, picture),
    weight,
  }));
  return { pairs: scaled, intoGround, outOfPicture, pictureScale: intoPicture[0] ?? 1 };
}

/** The direct linear transformation: from ground to picture, in the scaled frames, with the last number 1. Null: not determined. */
export function directLinear(pairs: readonly Pairing[]): Matrix3 | null {
  const equations = symmetric(9);
  for (const { ground, picture, weight } of pairs) {
    const [x, y, u, v] = [ground.x, ground.y, picture.x, picture.y];
    addOuter(equations, [x, y, 1, 0, 0, 0, -u * x, -u * y, -u], weight);
    addOuter(equations, [0, 0, 0, x, y, 1, -v * x, -v * y, -v], weight);
  }
  const [least, next, ...others] = eigenOf(equations);
  const most = others.at(-1);
  if (least === undefined || next === undefined || most === undefined || next.value < 1e-9 * most.value) return null;
  const last = least.vector[8] ?? 0;
  // The middle of the points would lie on the horizon.
  return Math.abs(last) < 1e-6 ? null : least.vector.map((value) => value / last);
}

/** How a projected point changes with the eight free numbers of a homography. */
export function slopesOf(m: Matrix3, { x, y }: GroundPoint): readonly [readonly number[], readonly number[]] {
  const { x: u, y: v, w } = mapped(m, { x, y });
  const [a, b, c] = [x / w, y / w, 1 / w];
  return [
    [a, b, c, 0, 0, 0, -u * a, -u * b],
    [0, 0, 0, a, b, c, -v * a, -v * b],
  ];
}

/** Least squares of the picture's errors by Gauss and Newton, from a homography that is nearly right. */
export function refined(start: Matrix3, pairs: readonly Pairing[], steps = 12): Matrix3 {
  let m = start;
  for (let step = 0; step < steps; step += 1) {
    const normal = normalEquations(m, pairs);
    const solved = inverseOf(normal.matrix);
    if (solved === null) return m;
    const change = times(solved, normal.right);
    const next = [...m.slice(0, 8).map((value, at) => value + (change[at] ?? 0)), 1];
    if (cost(next, pairs) > cost(m, pairs)) return m;
    m = next;
  }
  return m;
}

function normalEquations(m: Matrix3, pairs: readonly Pairing[]): { matrix: Symmetric; right: number[] } {
  const matrix = symmetric(8);
  const right = new Array<number>(8).fill(0);
  for (const { ground, picture, weight } of pairs) {
    const seen = mapped(m, ground);
    const slopes = slopesOf(m, ground);
    const errors = [picture.x - seen.x, picture.y - seen.y];
    slopes.forEach((slope, axis) => {
      addOuter(matrix, slope, weight);
      slope.forEach((value, at) => (right[at] = (right[at] ?? 0) + weight * value * (errors[axis] ?? 0)));
    });
  }
  return { matrix, right };
}

function cost(m: Matrix3, pairs: readonly Pairing[]): number {
  return pairs.reduce((sum, { ground, picture, weight }) => {
    const seen = mapped(m, ground);
    return sum + weight * ((picture.x - seen.x) ** 2 + (picture.y - seen.y) ** 2);
  }, 0);
}

/** How sure the eight numbers are where each picture coordinate is off by one unit; null where they are not determined. */
export function sureness(m: Matrix3, pairs: readonly Pairing[]): Symmetric | null {
  return inverseOf(normalEquations(m, pairs).matrix);
}

/** A homography of the scaled frames in the frames of the points. */
export function unscaled(m: Matrix3, { intoGround, outOfPicture }: ScaledPairs): Matrix3 {
  return multiply(outOfPicture, multiply(m, intoGround));
}
