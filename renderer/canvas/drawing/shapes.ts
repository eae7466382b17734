import type { ZoneWatch } from '../../../domain/events/watch-zone.ts';
import { normPoint } from '../../../domain/geometry/points.ts';
import type { NormPoint } from '../../../domain/geometry/points.ts';
import type { ApproachPlan } from '../../../domain/traffic/queue/approach.ts';
import { edgesOf, midpoint, polygonCrossesItself } from '../geometry/segments.ts';
import { clamp01 } from '../geometry/view-transform.ts';

/** A directed counting line as it is drawn; `id` is the line's id at the site, or a local one until it is saved. */
export interface LineShape {
  readonly kind: 'line';
  readonly id: string;
  readonly name: string;
  readonly from: NormPoint;
  readonly to: NormPoint;
  readonly inName: string;
  readonly outName: string;
  readonly reference: { readonly x: number; readonly y: number };
}

export type AreaKind = 'zone' | 'region' | 'mask';
export interface ZoneShape {
  readonly kind: 'zone';
  readonly id: string;
  readonly name: string;
  readonly area: AreaKind;
  readonly points: readonly NormPoint[];
  readonly reference: { readonly x: number; readonly y: number };
  /** The road under it; absent or null: not known. */
  readonly road?: { readonly lanes: number; readonly lengthMetres: number | null } | null | undefined;
  /** Set: it leads to a stop line, and its queue is measured. */
  readonly approach?: ApproachPlan | null | undefined;
  /** What it is and what is looked for in it; absent: nothing. */
  readonly watch?: ZoneWatch | undefined;
}

export type Shape = LineShape | ZoneShape;
export type ShapeProblem = 'line-too-short' | 'too-few-points' | 'too-many-points' | 'crosses-itself' | 'no-name';

export const SHORTEST_LINE = 0.01;
export const MOST_POINTS = 64;
const DEFAULT_REFERENCE = { x: 0.5, y: 1 };

/** Directions that nobody named carry the site's own plain words; screens say them in the language of the person. */
export function newLine(id: string, name: string, from: NormPoint, to: NormPoint): LineShape {
  return { kind: 'line', id, name, from, to, inName: 'in', outName: 'out', reference: DEFAULT_REFERENCE };
}

export function newZone(id: string, name: string, points: readonly NormPoint[]): ZoneShape {
  return { kind: 'zone', id, name, area: 'zone', points, reference: DEFAULT_REFERENCE };
}

export function pointsOf(shape: Shape): readonly NormPoint[] {
  return shape.kind === 'line' ? [shape.from, shape.to] : shape.points;
}

export function withPoints(shape: Shape, points: readonly NormPoint[]): Shape {
  if (shape.kind === 'zone') return { ...shape, points };
  return { ...shape, from: points[0] ?? shape.from, to: points[1] ?? shape.to };
}

/** Moves the whole shape, stopping at the edge of the picture so that it keeps its form. */
export function moveShape(shape: Shape, dx: number, dy: number): Shape {
  const points = pointsOf(shape);
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const byX = Math.min(1 - Math.max(...xs), Math.max(-Math.min(...xs), dx));
  const byY = Math.min(1 - Math.max(...ys), Math.max(-Math.min(...ys), dy));
  return withPoints(
    shape,
    points.map((point) => normPoint(clamp01(point.x + byX), clamp01(point.y + byY))),
  );
}

export function movePoint(shape: Shape, index: number, to: NormPoint): Shape {
  return withPoints(
    shape,
    pointsOf(shape).map((point, at) => (at === index ? normPoint(clamp01(to.x), clamp01(to.y)) : point)),
  );
}

/** Swaps the ends of a line: what was "in" is "out" from the next version on. The names stay with their meaning. */
export function flipLine(line: LineShape): LineShape {
  return { ...line, from: line.to, to: line.from };
}

export function insertPoint(zone: ZoneShape, afterIndex: number): ZoneShape {
  const edge = edgesOf(zone.points)[afterIndex];
  if (edge === undefined || zone.points.length >= MOST_POINTS) return zone;
  const middle = midpoint(edge[0], edge[1]);
  return { ...zone, points: zone.points.toSpliced(afterIndex + 1, 0, normPoint(middle.x, middle.y)) };
}

export function removePoint(zone: ZoneShape, index: number): ZoneShape {
  return zone.points.length <= 3 ? zone : { ...zone, points: zone.points.toSpliced(index, 1) };
}

/** What is wrong with a shape, by the same limits that the site checks; null when it can be saved. */
export function problemOf(shape: Shape): ShapeProblem | null {
  if (shape.name.trim() === '') return 'no-name';
  if (shape.kind === 'line') {
    const length = Math.hypot(shape.to.x - shape.from.x, shape.to.y - shape.from.y);
    return length < SHORTEST_LINE ? 'line-too-short' : null;
  }
  if (shape.points.length < 3) return 'too-few-points';
  if (shape.points.length > MOST_POINTS) return 'too-many-points';
  return polygonCrossesItself(shape.points) ? 'crosses-itself' : null;
}
