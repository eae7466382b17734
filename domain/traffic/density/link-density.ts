import { convexHull } from '../../calibration/convex-hull.ts';
import { toGround } from '../../calibration/ground-map.ts';
import type { GroundMap } from '../../calibration/ground-map.ts';
import { normPoint } from '../../geometry/points.ts';
import type { NormPoint } from '../../geometry/points.ts';

/** A stretch of road under a zone. */
export interface RoadStretch {
  readonly lanes: number;
  readonly metres: number;
}

/** Vehicles, or passenger car units, per kilometre and lane. */
export function perKmAndLane(vehicles: number, { lanes, metres }: RoadStretch): number {
  return vehicles / (metres / 1000) / lanes;
}

/** Levels of service, from free flow to breakdown. */
export const LEVELS_OF_SERVICE = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
/** A level of service. */
export type LevelOfService = (typeof LEVELS_OF_SERVICE)[number];

/** The level of service of a link by its density in passenger cars per km and lane; `most` are the bounds of A to E. */
export function linkLevelOfService(density: number, most: readonly number[]): LevelOfService {
  const passed = most.filter((bound) => density > bound).length;
  return LEVELS_OF_SERVICE[Math.min(passed, LEVELS_OF_SERVICE.length - 1)] ?? 'F';
}

/**
 * The length of an area on the ground: the longer side of the smallest rectangle around it. Null where
 * a corner shows no ground.
 */
export function lengthOnGround(map: GroundMap, outline: readonly NormPoint[]): number | null {
  const ground: NormPoint[] = [];
  for (const corner of outline) {
    const place = toGround(map, corner);
    if (place === null) return null;
    ground.push(normPoint(place.x, place.y));
  }
  const hull = convexHull(ground);
  let [least, length] = [Infinity, 0];
  hull.forEach((from, at) => {
    const to = hull[(at + 1) % hull.length] ?? from;
    const [along, across] = extents(hull, Math.atan2(to.y - from.y, to.x - from.x));
    if (along * across >= least) return;
    least = along * across;
    length = Math.max(along, across);
  });
  return length > 0 ? length : null;
}

function extents(points: readonly NormPoint[], angle: number): readonly [along: number, across: number] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = points.map(({ x, y }) => x * cos + y * sin);
  const across = points.map(({ x, y }) => y * cos - x * sin);
  const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  return [span(along), span(across)];
}
