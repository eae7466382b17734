import type { NormPoint } from '../geometry/points.ts';
import { normPoint } from '../geometry/points.ts';
import { isInRegion, toGround, toPicture } from './ground-map.ts';
import type { GroundMap } from './ground-map.ts';
import type { GroundPoint } from './types.ts';

/** Lines of equal x and of equal y on the ground as they lie over the picture, and how many metres are between two. */
export interface GroundGrid {
  readonly step: number;
  readonly lines: readonly (readonly NormPoint[])[];
}

const STEPS = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500];
/** More lines hide the picture. */
const MOST_LINES = 14;
const SAMPLES = 60;

/** A grid over the region of a calibration: it lies on the road if the calibration is right. */
export function groundGrid(map: GroundMap, region: readonly NormPoint[]): GroundGrid {
  const ground = edgeOf(region).flatMap((point) => toGround(map, point) ?? []);
  const [xs, ys] = [ground.map(({ x }) => x), ground.map(({ y }) => y)];
  if (ground.length === 0) return { step: 1, lines: [] };
  const [left, right, near, far] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const span = Math.max(right - left, far - near);
  const step = STEPS.find((one) => span / one <= MOST_LINES) ?? 1000;
  const along = marks(left, right, step).map((x) => line({ x, y: near }, { x, y: far }));
  const across = marks(near, far, step).map((y) => line({ x: left, y }, { x: right, y }));
  const lines = [...along, ...across].flatMap((points) => insideParts(map, region, points));
  return { step, lines };
}

/** Points along an outline. */
function edgeOf(outline: readonly NormPoint[]): NormPoint[] {
  return outline.flatMap((corner, at) => {
    const next = outline[(at + 1) % outline.length] ?? corner;
    return [0, 0.25, 0.5, 0.75].map((share) =>
      normPoint(corner.x + (next.x - corner.x) * share, corner.y + (next.y - corner.y) * share),
    );
  });
}

function marks(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, at) => (first + at) * step);
}

function line(from: GroundPoint, to: GroundPoint): GroundPoint[] {
  return Array.from({ length: SAMPLES + 1 }, (_, at) => {
    const share = at / SAMPLES;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  });
}

function insideParts(map: GroundMap, region: readonly NormPoint[], points: readonly GroundPoint[]): NormPoint[][] {
  const parts: NormPoint[][] = [[]];
  for (const point of points) {
    const seen = toPicture(map, point);
    if (seen !== null && isInRegion(region, seen)) parts.at(-1)?.push(seen);
    else parts.push([]);
  }
  return parts.filter((part) => part.length > 1);
}
