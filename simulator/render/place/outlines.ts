import { ShapeUtils, Vector2 } from 'three';
import type { Outline, Polyline } from '../../world/ground-plan.ts';
import { distance } from '../../world/ground.ts';
import type { GroundPoint, GroundPose } from '../../world/ground.ts';

/** Positive where the outline runs counter-clockwise. */
export function signedArea(outline: Outline): number {
  return outline.reduce((sum, a, at) => {
    const b = outline[(at + 1) % outline.length] ?? a;
    return sum + (a.x * b.y - b.x * a.y) / 2;
  }, 0);
}

export function counterClockwise(outline: Outline): Outline {
  return signedArea(outline) >= 0 ? outline : [...outline].reverse();
}

export type Triangle = readonly [GroundPoint, GroundPoint, GroundPoint];

/** The outline in triangles that all look up. */
export function trianglesOf(outline: Outline): Triangle[] {
  const kept = outline.filter((point, at) => at === 0 || distance(point, outline[at - 1] ?? point) > 1e-3);
  const corners = counterClockwise(kept).map(({ x, y }) => new Vector2(x, y));
  return ShapeUtils.triangulateShape(corners, []).flatMap((indices) => {
    const [a, b, c] = indices.map((index) => corners[index]);
    return a === undefined || b === undefined || c === undefined ? [] : [[a, b, c] as const];
  });
}

export function isInside(point: GroundPoint, outline: Outline): boolean {
  let inside = false;
  let from = outline.at(-1);
  for (const to of outline) {
    if (from !== undefined && from.y > point.y !== to.y > point.y) {
      const x = from.x + ((point.y - from.y) / (to.y - from.y)) * (to.x - from.x);
      if (point.x < x) inside = !inside;
    }
    from = to;
  }
  return inside;
}

export function distanceToLine(point: GroundPoint, line: Polyline): number {
  let least = Infinity;
  for (let at = 1; at < line.length; at += 1) {
    const [from, to] = [line[at - 1], line[at]];
    if (from === undefined || to === undefined) continue;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const share = ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.min(1, Math.max(0, share));
    least = Math.min(least, Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy));
  }
  return least;
}

/** Metres from a set of outlines; 0 within one of them. */
export function distanceToOutlines(point: GroundPoint, outlines: readonly Outline[]): number {
  return outlines.reduce((least, outline) => {
    const [first] = outline;
    if (first === undefined) return least;
    return isInside(point, outline) ? 0 : Math.min(least, distanceToLine(point, [...outline, first]));
  }, Infinity);
}

export function middleOf(points: readonly GroundPoint[]): GroundPoint {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

export function lengthOf(line: Polyline): number {
  return line.reduce((sum, point, at) => sum + (at === 0 ? 0 : distance(line[at - 1] ?? point, point)), 0);
}

/** The line moved `left` metres to its left. */
export function beside(line: Polyline, left: number): Polyline {
  return line.map((point, at) => {
    const before = line[Math.max(0, at - 1)] ?? point;
    const after = line[Math.min(line.length - 1, at + 1)] ?? point;
    const heading = Math.atan2(after.y - before.y, after.x - before.x);
    return { x: point.x - left * Math.sin(heading), y: point.y + left * Math.cos(heading) };
  });
}

/** The place and heading at a length along the line. */
export function alongLine(line: Polyline, station: number): GroundPose {
  let left = station;
  for (let at = 1; at < line.length; at += 1) {
    const [from, to] = [line[at - 1], line[at]];
    if (from === undefined || to === undefined) continue;
    const length = distance(from, to);
    if (left > length && at < line.length - 1) {
      left -= length;
      continue;
    }
    const share = length === 0 ? 0 : Math.min(1, left / length);
    const heading = Math.atan2(to.y - from.y, to.x - from.x);
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, heading };
  }
  const [only = { x: 0, y: 0 }] = line;
  return { ...only, heading: 0 };
}

/** The stretch of a line between two lengths along it. */
export function stretchOf(line: Polyline, from: number, to: number): Polyline {
  const points: GroundPoint[] = [alongLine(line, from)];
  let station = 0;
  line.forEach((point, at) => {
    station += at === 0 ? 0 : distance(line[at - 1] ?? point, point);
    if (station > from + 1e-6 && station < to - 1e-6) points.push(point);
  });
  points.push(alongLine(line, to));
  return points;
}

/** What lies on the left of the line through two points (Sutherland and Hodgman). */
export function clipLeftOf(outline: Outline, from: GroundPoint, to: GroundPoint): Outline {
  const side = (p: GroundPoint): number => (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x);
  return outline.flatMap((a, at) => {
    const b = outline[(at + 1) % outline.length] ?? a;
    const [sa, sb] = [side(a), side(b)];
    const share = sa / (sa - sb);
    const crossing = { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
    return [...(sa >= 0 ? [a] : []), ...(sa >= 0 !== sb >= 0 ? [crossing] : [])];
  });
}
