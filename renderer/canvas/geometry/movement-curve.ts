import type { Shape } from '../drawing/shapes.ts';
import { centreOf, inArrow, midpoint } from './segments.ts';
import type { Point } from './segments.ts';

/** A place where a movement comes in or goes out, as it is drawn. */
export interface CurveEnd {
  readonly shape: Shape;
  /** Of a line: which way it is passed. */
  readonly direction: 'in' | 'out';
}

/** How strongly a curve leaves the line that it crosses, as a share of the way between both ends. */
const PULL = 0.45;
const STEPS = 24;

/**
 * A smooth way from one gate to another: over a line at right angles, in the direction in which it is counted; in and out of
 * an area straight. It shows what belongs together and not where anybody drove.
 */
export function movementCurve(entry: CurveEnd, exit: CurveEnd): readonly Point[] {
  const from = middleOf(entry.shape);
  const to = middleOf(exit.shape);
  const pull = PULL * Math.hypot(to.x - from.x, to.y - from.y);
  const first = beside(entry, from, pull);
  const last = beside(exit, to, -pull);
  return Array.from({ length: STEPS + 1 }, (_, step) => bezier(from, first, last, to, step / STEPS));
}

function middleOf(shape: Shape): Point {
  return shape.kind === 'line' ? midpoint(shape.from, shape.to) : centreOf(shape.points);
}

function beside({ shape, direction }: CurveEnd, at: Point, length: number): Point {
  if (shape.kind !== 'line') return at;
  return inArrow(shape.from, shape.to, direction === 'in' ? length : -length).tip;
}

function bezier(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const s = 1 - t;
  const of = (pick: (point: Point) => number) =>
    s * s * s * pick(a) + 3 * s * s * t * pick(b) + 3 * s * t * t * pick(c) + t * t * t * pick(d);
  return { x: of((point) => point.x), y: of((point) => point.y) };
}
