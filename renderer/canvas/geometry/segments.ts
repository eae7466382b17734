export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Positive on the side that "in" leads to. The counter uses the same sign, so the arrow never contradicts a count. */
export function sideOf(from: Point, to: Point, point: Point): number {
  return (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
}

export function distanceToSegment(from: Point, to: Point, point: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length2;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - (from.x + t * dx), point.y - (from.y + t * dy));
}

export function midpoint(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

export function pointInPolygon(points: readonly Point[], point: Point): boolean {
  let inside = false;
  for (const [a, b] of edgesOf(points)) {
    const crosses = a.y > point.y !== b.y > point.y;
    if (crosses && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** The edges of a closed polygon, in drawing order. */
export function edgesOf<P extends Point>(points: readonly P[]): readonly (readonly [P, P])[] {
  return points.flatMap((point, index) => {
    const next = points[(index + 1) % points.length];
    return next === undefined ? [] : [[point, next] as const];
  });
}

function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const crossing = sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0;
  return crossing || onSegment(a, b, c) || onSegment(a, b, d) || onSegment(c, d, a) || onSegment(c, d, b);
}

function onSegment(from: Point, to: Point, point: Point): boolean {
  return Math.abs(sideOf(from, to, point)) < 1e-12 && distanceToSegment(from, to, point) < 1e-9;
}

/** True when two edges that are not neighbours touch: such a polygon has no clear inside. */
export function polygonCrossesItself(points: readonly Point[]): boolean {
  const edges = edgesOf(points);
  return edges.some(([a, b], i) =>
    edges.some(([c, d], j) => {
      const neighbours = Math.abs(i - j) <= 1 || Math.abs(i - j) === edges.length - 1;
      return j > i && !neighbours && segmentsCross(a, b, c, d);
    }),
  );
}

export function centreOf(points: readonly Point[]): Point {
  const sum = points.reduce((total, point) => ({ x: total.x + point.x, y: total.y + point.y }), { x: 0, y: 0 });
  const count = Math.max(1, points.length);
  return { x: sum.x / count, y: sum.y / count };
}

/** From the middle of a line towards its positive side: where vehicles counted as "in" go. */
export function inArrow(from: Point, to: Point, length: number): { readonly tail: Point; readonly tip: Point } {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const size = Math.hypot(dx, dy) || 1;
  const normal = { x: -dy / size, y: dx / size };
  const middle = midpoint(from, to);
  return { tail: middle, tip: { x: middle.x + normal.x * length, y: middle.y + normal.y * length } };
}
