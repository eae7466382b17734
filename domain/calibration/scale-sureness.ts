import type { NormPoint } from '../geometry/points.ts';
import type { GroundMap } from './ground-map.ts';
import { toGround } from './ground-map.ts';
import { scaledPairs, slopesOf, sureness } from './homography.ts';
import { fromMiddle, straightened } from './lens.ts';
import { inverse, mapped, multiply } from './matrix.ts';
import type { Matrix3 } from './matrix.ts';
import { PLACED_TO } from './robust-fit.ts';
import type { Symmetric } from './symmetric.ts';
import { times } from './symmetric.ts';
import type { CalibrationFit, CalibrationPoint, GroundPoint } from './types.ts';

/** How sure a calibration's lengths are: its eight numbers with their covariance, in frames in which they are of one size. */
export interface LengthSureness {
  readonly map: GroundMap;
  readonly scaled: Matrix3;
  readonly intoGround: Matrix3;
  readonly groundScale: number;
  readonly covariance: Symmetric;
  /** Share by which the check line came out wrong; 0 without one. */
  readonly checkShare: number;
}

/** What the points and their errors say of the sureness of lengths; null where they say nothing. */
export function lengthSureness(
  map: GroundMap,
  points: readonly CalibrationPoint[],
  { reprojection, check }: CalibrationFit,
): LengthSureness | null {
  const pairs = points.flatMap((point, at) => {
    if (reprojection.points[at]?.used !== true) return [];
    return [{ ground: point.ground, picture: straightened(map.k1, fromMiddle(point.picture, map.aspect)), weight: 1 }];
  });
  const frames = scaledPairs(pairs);
  const [outOfGround, intoPicture] =
    frames === null ? [null, null] : [inverse(frames.intoGround), inverse(frames.outOfPicture)];
  if (frames === null || outOfGround === null || intoPicture === null) return null;
  const m = multiply(intoPicture, multiply(map.toPicture, outOfGround));
  const scaled = m.map((value) => value / (m[8] ?? 1));
  const unit = sureness(scaled, frames.pairs);
  if (unit === null) return null;
  const sigma = placedTo(map, pairs) * frames.pictureScale;
  return {
    map,
    scaled,
    intoGround: frames.intoGround,
    groundScale: frames.intoGround[0] ?? 1,
    covariance: { size: 8, values: unit.values.map((value) => value * sigma ** 2) },
    checkShare: Math.abs(check?.errorPercent ?? 0) / 100,
  };
}

/** How well the points were placed in each direction: by what is left over of them, and never better than a hand does. */
function placedTo(map: GroundMap, pairs: readonly { ground: GroundPoint; picture: GroundPoint }[]): number {
  const spare = 2 * pairs.length - 8;
  if (spare <= 0) return PLACED_TO;
  const squares = pairs.reduce((sum, { ground, picture }) => {
    const seen = mapped(map.toPicture, ground);
    return sum + (seen.x - picture.x) ** 2 + (seen.y - picture.y) ** 2;
  }, 0);
  return Math.max(PLACED_TO, Math.sqrt(squares / spare));
}

/**
 * The standard deviation, in metres, of the way between two points of the picture along a direction on the ground: errors
 * that both ends share cancel out.
 */
export function lengthSigma(sure: LengthSureness, from: NormPoint, to: NormPoint, along: GroundPoint): number {
  const [a, b] = [toGround(sure.map, from), toGround(sure.map, to)];
  if (a === null || b === null) return 0;
  const [first, last] = [pull(sure, a, along), pull(sure, b, along)];
  const row = last.map((value, at) => value - (first[at] ?? 0));
  const variance = times(sure.covariance, row).reduce((sum, value, at) => sum + value * (row[at] ?? 0), 0);
  const check = sure.checkShare * Math.hypot(b.x - a.x, b.y - a.y);
  return Math.hypot(Math.sqrt(Math.max(0, variance)), check);
}

/** How a place on the ground moves along a direction when the eight numbers change and the picture stays. */
function pull({ scaled, intoGround, groundScale }: LengthSureness, at: GroundPoint, along: GroundPoint): number[] {
  const place = mapped(intoGround, at);
  const [du, dv] = slopesOf(scaled, place);
  const [g0 = 0, g1 = 0, , g3 = 0, g4 = 0, , g6 = 0, g7 = 0] = scaled;
  const { x: u, y: v, w } = mapped(scaled, place);
  const [ux, uy, vx, vy] = [(g0 - u * g6) / w, (g1 - u * g7) / w, (g3 - v * g6) / w, (g4 - v * g7) / w];
  const determinant = ux * vy - uy * vx;
  return du.map((value, index) => {
    const [eu, ev] = [value, dv[index] ?? 0];
    const x = -(vy * eu - uy * ev) / determinant;
    const y = -(-vx * eu + ux * ev) / determinant;
    return (x * along.x + y * along.y) / groundScale;
  });
}
