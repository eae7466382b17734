import type { NormPoint } from '../geometry/points.ts';
import { normPoint } from '../geometry/points.ts';
import { pointInPolygon } from '../geometry/polygon.ts';
import type { Polygon } from '../geometry/polygon.ts';
import { referencePoint } from '../tracking/quant-box.ts';
import type { QuantBox } from '../tracking/quant-box.ts';

/** What a person says of a zone: what it is, and what is looked for in it. */
export interface ZoneWatch {
  /** Vehicles drive here: nobody stands or walks, and nothing lies about. */
  readonly carriageway: boolean;
  /** Bicycles may ride here. */
  readonly bicycles: boolean;
  /** The direction of traffic, as an arrow in the picture. */
  readonly direction: { readonly from: NormPoint; readonly to: NormPoint } | null;
  /** The arrow ends at a stop line: whoever is first there waits with good reason. */
  readonly stopLine: boolean;
  /** The arrow begins at a junction that a queue must not reach. */
  readonly spillback: boolean;
  /** More vehicles than this are too many. */
  readonly capacity: number | null;
  readonly limitKmh: number | null;
}

/** A zone with its watch, as it was drawn. */
export interface WatchZone {
  readonly versionId: string;
  readonly points: readonly NormPoint[];
  readonly reference: NormPoint;
  readonly watch: ZoneWatch;
}

/** The arrow of a zone in picture heights: where it begins, its unit direction and how long it is. */
export interface Arrow {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly length: number;
}

/** A zone made ready for judging, its corners in picture heights. */
export interface PreparedWatch {
  readonly versionId: string;
  readonly watch: ZoneWatch;
  readonly reference: NormPoint;
  readonly aspect: number;
  readonly polygon: Polygon;
  readonly arrow: Arrow | null;
  readonly bounds: readonly [left: number, top: number, right: number, bottom: number];
}

/** Makes a zone ready. */
export function prepareWatch({ versionId, points, reference, watch }: WatchZone, aspect: number): PreparedWatch {
  const polygon = points.map(({ x, y }) => normPoint(x * aspect, y));
  const [xs, ys] = [polygon.map(({ x }) => x), polygon.map(({ y }) => y)];
  const bounds = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
  return { versionId, watch, reference, aspect, polygon, bounds, arrow: arrowOf(watch, aspect) };
}

function arrowOf({ direction }: ZoneWatch, aspect: number): Arrow | null {
  if (direction === null) return null;
  const { from, to } = direction;
  const [dx, dy] = [(to.x - from.x) * aspect, to.y - from.y];
  const length = Math.hypot(dx, dy);
  return length === 0 ? null : { x: from.x * aspect, y: from.y, dx: dx / length, dy: dy / length, length };
}

/** Whether the reference point of a box lies in a zone. */
export function isInZone({ reference, aspect, polygon, bounds }: PreparedWatch, box: QuantBox): boolean {
  const share = referencePoint(box, reference);
  const point = normPoint(share.x * aspect, share.y);
  const [left, top, right, bottom] = bounds;
  if (point.x < left || point.x > right || point.y < top || point.y > bottom) return false;
  return pointInPolygon(polygon, point);
}
