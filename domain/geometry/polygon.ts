import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { NormPoint } from './points.ts';
import { distanceToSegment, segmentsTouch } from './segments.ts';

/** The corners of an area in order, either way round; the last joins the first. */
export type Polygon = readonly NormPoint[];

/** A smaller area cannot hold the reference point of a vehicle on purpose: it is a slip of the hand. */
export const MIN_POLYGON_AREA = 0.0001;

/**
 * Whether a point lies in a polygon (even-odd rule). On the boundary: a point on a left or upper edge is inside,
 * one on a right or lower edge is outside, so areas that touch never both hold a point.
 */
export function pointInPolygon(polygon: Polygon, point: NormPoint): boolean {
  let inside = false;
  let previous = polygon.at(-1);
  for (const corner of polygon) {
    if (previous !== undefined && corner.y > point.y !== previous.y > point.y) {
      const edgeX = corner.x + ((point.y - corner.y) / (previous.y - corner.y)) * (previous.x - corner.x);
      if (point.x < edgeX) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

/** Distance from a point to the nearest place of a polygon's boundary. */
export function distanceToBoundary(polygon: Polygon, point: NormPoint): number {
  let nearest = Infinity;
  let previous = polygon.at(-1);
  for (const corner of polygon) {
    if (previous !== undefined) nearest = Math.min(nearest, distanceToSegment(point, previous, corner));
    previous = corner;
  }
  return nearest;
}

/** The area inside a polygon that does not cross itself. */
export function polygonArea(polygon: Polygon): number {
  let twice = 0;
  let previous = polygon.at(-1);
  for (const corner of polygon) {
    if (previous !== undefined) twice += previous.x * corner.y - corner.x * previous.y;
    previous = corner;
  }
  return Math.abs(twice) / 2;
}

/** Whether any edge of a polygon touches an edge that is not its neighbour, or folds back onto its neighbour. */
export function crossesItself(polygon: Polygon): boolean {
  const edges = polygon.map((corner, at) => [corner, polygon[(at + 1) % polygon.length] ?? corner] as const);
  return edges.some(([a, b], first) =>
    edges.some(([c, d], second) => {
      if (second <= first) return false;
      if (second === first + 1) return foldsBack(a, b, d);
      if (first === 0 && second === edges.length - 1) return foldsBack(c, a, b);
      return segmentsTouch(a, b, c, d);
    }),
  );
}

/** A polygon that can be judged against: inside the picture, with an area, not crossing itself. */
export function createPolygon(points: readonly NormPoint[]): Result<Polygon> {
  if (points.length < 3) {
    return fail('polygon-too-few-corners', 'An area needs at least three corners.', 'Add corners before closing it.');
  }
  if (!points.every(({ x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
    return fail('polygon-outside', 'The area leaves the picture.', 'Move every corner into the picture.');
  }
  if (polygonArea(points) < MIN_POLYGON_AREA && !crossesItself(points)) {
    return fail(
      'polygon-too-small',
      'The area is too small to hold a vehicle.',
      'Draw it around the part of the road.',
    );
  }
  if (crossesItself(points)) {
    return fail(
      'polygon-crosses-itself',
      'The edges of the area cross, so inside and outside are not clear.',
      'Move the corners so that no two edges cross, or draw two areas.',
    );
  }
  return ok([...points]);
}

/** Whether the edge from b to c runs back along the edge that came from a to b. */
function foldsBack(a: NormPoint, b: NormPoint, c: NormPoint): boolean {
  const cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
  const along = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
  return cross === 0 && along <= 0;
}
