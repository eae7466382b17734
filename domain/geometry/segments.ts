import type { NormPoint } from './points.ts';

/** Where two finite segments meet, as shares of the way along each (0 at its start, 1 at its end). */
export interface SegmentMeeting {
  readonly alongFirst: number;
  readonly alongSecond: number;
}

/**
 * Where segment a→b meets segment c→d; ends count as part of a segment. null when they do not meet. Parallel segments
 * give null even when they lie on each other: there is then no single place to name.
 */
export function segmentMeeting(a: NormPoint, b: NormPoint, c: NormPoint, d: NormPoint): SegmentMeeting | null {
  const abx = b.x - a.x;
  const aby = b.y - a.y;
  const cdx = d.x - c.x;
  const cdy = d.y - c.y;
  const denominator = abx * cdy - aby * cdx;
  if (denominator === 0) return null;
  const alongFirst = ((c.x - a.x) * cdy - (c.y - a.y) * cdx) / denominator;
  const alongSecond = ((c.x - a.x) * aby - (c.y - a.y) * abx) / denominator;
  const meets = alongFirst >= 0 && alongFirst <= 1 && alongSecond >= 0 && alongSecond <= 1;
  return meets ? { alongFirst, alongSecond } : null;
}

/** Whether two finite segments touch anywhere, lying on each other included. */
export function segmentsTouch(a: NormPoint, b: NormPoint, c: NormPoint, d: NormPoint): boolean {
  if (segmentMeeting(a, b, c, d) !== null) return true;
  return onSegment(a, c, d) || onSegment(b, c, d) || onSegment(c, a, b) || onSegment(d, a, b);
}

/** Distance from a point to the nearest place of a segment. */
export function distanceToSegment(p: NormPoint, a: NormPoint, b: NormPoint): number {
  const abx = b.x - a.x;
  const aby = b.y - a.y;
  const length2 = abx * abx + aby * aby;
  const share = length2 === 0 ? 0 : ((p.x - a.x) * abx + (p.y - a.y) * aby) / length2;
  const along = Math.min(1, Math.max(0, share));
  return Math.hypot(p.x - (a.x + abx * along), p.y - (a.y + aby * along));
}

function onSegment(p: NormPoint, a: NormPoint, b: NormPoint): boolean {
  const cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
  if (cross !== 0) return false;
  const within = (value: number, one: number, other: number) =>
    value >= Math.min(one, other) && value <= Math.max(one, other);
  return within(p.x, a.x, b.x) && within(p.y, a.y, b.y);
}
