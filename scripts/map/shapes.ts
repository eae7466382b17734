import { curveThrough, poseAt } from '../../simulator/network/curve.ts';
import type { Curve } from '../../simulator/network/curve.ts';
import type { GroundPoint, GroundPose } from '../../simulator/world/ground.ts';
import { directionTo, distance, fromPose } from '../../simulator/world/ground.ts';

/** Shapes on the ground of the town, in metres from its middle. */
export type Shape = readonly GroundPoint[];

/** A point every so many metres is enough for a bend of a street. */
const STEP = 8;

/** A smooth way through points. */
export function wayThrough(points: readonly GroundPoint[]): Curve {
  return wayAlong(
    points.map((point, at) => {
      const [before, after] = [points[at - 1] ?? point, points[at + 1] ?? point];
      return { ...point, heading: directionTo(before, after) };
    }),
  );
}

/** A way that leaves one end and arrives at another as their roads lead: both look away from where they end. */
export function wayBetween(start: GroundPose, end: GroundPose, via: readonly GroundPoint[] = []): Curve {
  const between = via.map((point, at) => ({
    ...point,
    heading: directionTo(via[at - 1] ?? start, via[at + 1] ?? end),
  }));
  return wayAlong([start, ...between, { ...end, heading: end.heading + Math.PI }]);
}

function wayAlong(poses: readonly GroundPose[]): Curve {
  return curveThrough(
    poses.flatMap((from, at) => {
      const to = poses[at + 1];
      if (to === undefined) return [{ x: from.x, y: from.y }];
      const count = Math.max(1, Math.round(distance(from, to) / STEP));
      return Array.from({ length: count }, (_, step) => onBend(from, to, step / count));
    }),
  );
}

/** Between two poses, leaving and arriving in their headings (Hermite). */
function onBend(from: GroundPose, to: GroundPose, t: number): GroundPoint {
  const length = distance(from, to);
  const [start, end] = [fromPose({ ...from, x: 0, y: 0 }, length), fromPose({ ...to, x: 0, y: 0 }, length)];
  const [h0, h1, h2, h3] = [
    2 * t ** 3 - 3 * t ** 2 + 1,
    t ** 3 - 2 * t ** 2 + t,
    3 * t ** 2 - 2 * t ** 3,
    t ** 3 - t ** 2,
  ];
  return {
    x: h0 * from.x + h1 * start.x + h2 * to.x + h3 * end.x,
    y: h0 * from.y + h1 * start.y + h2 * to.y + h3 * end.y,
  };
}

/** The ground within so many metres on either side of a way. */
export function ribbon(curve: Curve, left: number, right = left): Shape {
  const side = (offset: number): GroundPoint[] => curve.stations.map((station) => pointAt(curve, station, offset));
  return [...side(left), ...side(-right).reverse()];
}

export function pointAt(curve: Curve, station: number, left = 0): GroundPoint {
  const { x, y } = poseAt(curve, station, left);
  return { x, y };
}

/** A shape moved to where a scene stands in the town, and turned as it is there. */
export function placed(shape: Shape, { x, y, heading }: GroundPose): Shape {
  return shape.map((point) => {
    const { x: east, y: north } = fromPose({ x, y, heading }, point.x, point.y);
    return { x: east, y: north };
  });
}

export function isInside(shape: Shape, { x, y }: GroundPoint): boolean {
  let inside = false;
  for (const [at, a] of shape.entries()) {
    const b = shape[(at + 1) % shape.length] ?? a;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

/** Whether a point lies within so many metres of a way. */
export function isNear(way: Shape, { x, y }: GroundPoint, metres: number): boolean {
  for (let at = 0; at + 1 < way.length; at += 1) {
    const [a, b] = [way[at], way[at + 1]];
    if (a === undefined || b === undefined) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const share = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    if (Math.hypot(x - a.x - share * dx, y - a.y - share * dy) < metres) return true;
  }
  return false;
}

/** The corners that matter (Douglas and Peucker): nobody sees the rest at a map's scale. */
export function simplerWay(way: Shape, tolerance = 0.15): Shape {
  const [from, to] = [way[0], way.at(-1)];
  if (from === undefined || to === undefined || way.length <= 2) return way;
  const off = way.map((point) => distanceTo(from, to, point));
  const worst = off.indexOf(Math.max(...off));
  if ((off[worst] ?? 0) <= tolerance) return [from, to];
  return [...simplerWay(way.slice(0, worst + 1), tolerance).slice(0, -1), ...simplerWay(way.slice(worst), tolerance)];
}

export function simplerOutline(outline: Shape, tolerance = 0.15): Shape {
  const half = outline.length >> 1;
  const [first] = outline;
  if (first === undefined || half < 2) return outline;
  const there = simplerWay(outline.slice(0, half + 1), tolerance);
  const back = simplerWay([...outline.slice(half), first], tolerance);
  return [...there.slice(0, -1), ...back.slice(0, -1)];
}

function distanceTo(from: GroundPoint, to: GroundPoint, { x, y }: GroundPoint): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < 1e-9) return Math.hypot(x - from.x, y - from.y);
  return Math.abs(dx * (y - from.y) - dy * (x - from.x)) / length;
}
