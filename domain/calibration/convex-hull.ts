import type { NormPoint } from '../geometry/points.ts';
import { normPoint } from '../geometry/points.ts';

/** The smallest outline without dents around points (Andrew's chain), counter-clockwise in its own frame. */
export function convexHull(points: readonly NormPoint[]): NormPoint[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const lower = halfHull(sorted);
  const upper = halfHull([...sorted].reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function halfHull(points: readonly NormPoint[]): NormPoint[] {
  const chain: NormPoint[] = [];
  for (const point of points) {
    while (chain.length >= 2 && turnOf(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
    chain.push(point);
  }
  return chain;
}

function turnOf(a: NormPoint | undefined, b: NormPoint | undefined, c: NormPoint): number {
  if (a === undefined || b === undefined) return 1;
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** An outline made larger around its middle and cut at the edges of the picture. */
export function widened(outline: readonly NormPoint[], factor: number): NormPoint[] {
  const x = outline.reduce((sum, point) => sum + point.x, 0) / outline.length;
  const y = outline.reduce((sum, point) => sum + point.y, 0) / outline.length;
  const wide = outline.map((point) => normPoint(x + (point.x - x) * factor, y + (point.y - y) * factor));
  const insides: readonly ((point: NormPoint) => number)[] = [
    (point) => point.x,
    (point) => 1 - point.x,
    (point) => point.y,
    (point) => 1 - point.y,
  ];
  return insides.reduce(cutAt, wide);
}

/** What of an outline lies where `inside` is not negative (Sutherland and Hodgman). */
function cutAt(outline: NormPoint[], inside: (point: NormPoint) => number): NormPoint[] {
  return outline.flatMap((to, at) => {
    const from = outline[(at + outline.length - 1) % outline.length] ?? to;
    const [a, b] = [inside(from), inside(to)];
    if (a < 0 && b < 0) return [];
    if (a >= 0 && b >= 0) return [to];
    const share = a / (a - b);
    const met = normPoint(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
    return a < 0 ? [met, to] : [met];
  });
}
