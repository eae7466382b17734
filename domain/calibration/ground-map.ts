import type { NormPoint } from '../geometry/points.ts';
import { normPoint } from '../geometry/points.ts';
import { pointInPolygon } from '../geometry/polygon.ts';
import { bent, fromMiddle, ofPicture, straightened } from './lens.ts';
import { inverse, mapped } from './matrix.ts';
import type { Matrix3 } from './matrix.ts';
import type { GroundPoint } from './types.ts';

/** The way between the picture and the road, ready for use. */
export interface GroundMap {
  readonly aspect: number;
  readonly k1: number;
  readonly toPicture: Matrix3;
  readonly toGround: Matrix3;
}

/** How metres on the ground change with picture heights in the picture: d(x, y) / d(u, v). */
export interface GroundSlopes {
  readonly xu: number;
  readonly xv: number;
  readonly yu: number;
  readonly yv: number;
}

/** The map of a homography from ground to the straightened picture; null where it cannot be turned round. */
export function groundMap(groundToPicture: Matrix3, k1: number, aspect: number): GroundMap | null {
  const toGround = inverse(groundToPicture);
  return toGround === null ? null : { aspect, k1, toPicture: groundToPicture, toGround };
}

/** The place on the ground that a point of the picture shows; null on the horizon, above it and beyond the lens. */
export function toGround(map: GroundMap, point: NormPoint): GroundPoint | null {
  const { x, y, w } = mapped(map.toGround, straightened(map.k1, fromMiddle(point, map.aspect)));
  // The inverse of a homography that is positive before the camera is positive there too.
  return w > 1e-9 && Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
}

/** Where a place on the ground is seen, also outside the picture; null behind the camera. */
export function toPicture(map: GroundMap, point: GroundPoint): NormPoint | null {
  const { x, y, w } = mapped(map.toPicture, point);
  return w > 1e-9 ? ofPicture(bent(map.k1, { x, y }), map.aspect) : null;
}

const STEP = 1e-4;

/** The Jacobian of the way to the ground, by central differences; null near the horizon. */
export function slopesAt(map: GroundMap, point: NormPoint): GroundSlopes | null {
  const sides = [
    [STEP / map.aspect, 0],
    [-STEP / map.aspect, 0],
    [0, STEP],
    [0, -STEP],
  ] as const;
  const [right, left, below, above] = sides.map(([dx, dy]) => toGround(map, normPoint(point.x + dx, point.y + dy)));
  if (!right || !left || !below || !above) return null;
  return {
    xu: (right.x - left.x) / (2 * STEP),
    xv: (below.x - above.x) / (2 * STEP),
    yu: (right.y - left.y) / (2 * STEP),
    yv: (below.y - above.y) / (2 * STEP),
  };
}

/** Variances and covariance of a place on the ground, in square metres. */
export interface GroundCovariance {
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** What errors of a picture point, independent to the right and down (picture heights), become on the ground. */
export function groundCovariance(slopes: GroundSlopes, sigmaU: number, sigmaV: number): GroundCovariance {
  const [uu, vv] = [sigmaU ** 2, sigmaV ** 2];
  const { xu, xv, yu, yv } = slopes;
  return { xx: xu * xu * uu + xv * xv * vv, xy: xu * yu * uu + xv * yv * vv, yy: yu * yu * uu + yv * yv * vv };
}

/** Whether metres are believed at a point of the picture. */
export function isInRegion(region: readonly NormPoint[], point: NormPoint): boolean {
  return pointInPolygon(region, point);
}

const SAMPLES = 8;

/** Whether all of an outline shows ground, with the horizon outside it. */
export function showsGround(map: GroundMap, outline: readonly NormPoint[]): boolean {
  return outline.every((corner, at) => {
    const next = outline[(at + 1) % outline.length] ?? corner;
    return Array.from({ length: SAMPLES }, (_, step) => step / SAMPLES).every((share) => {
      const point = normPoint(corner.x + (next.x - corner.x) * share, corner.y + (next.y - corner.y) * share);
      return toGround(map, point) !== null;
    });
  });
}
