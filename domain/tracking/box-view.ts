/** A box anywhere in an array, as centre x, centre y, width and height from `offset` on, in picture heights. */
export interface BoxView {
  readonly values: Float64Array;
  readonly offset: number;
}

/** Intersection over union of two boxes. */
export function boxOverlap(a: BoxView, b: BoxView): number {
  return overlapAt(a.values, a.offset, b.values, b.offset);
}

/** Which share of `part` lies in `whole`. */
export function boxShareInside(part: BoxView, whole: BoxView): number {
  const area = (part.values[part.offset + 2] ?? 0) * (part.values[part.offset + 3] ?? 0);
  return area > 0 ? sharedAt(part.values, part.offset, whole.values, whole.offset) / area : 0;
}

/** Intersection over union by arrays and offsets, for the hot path: no object per pair. */
export function overlapAt(a: Float64Array, atA: number, b: Float64Array, atB: number): number {
  const shared = sharedAt(a, atA, b, atB);
  if (shared === 0) return 0;
  const areas = (a[atA + 2] ?? 0) * (a[atA + 3] ?? 0) + (b[atB + 2] ?? 0) * (b[atB + 3] ?? 0);
  return shared / (areas - shared);
}

function sharedAt(a: Float64Array, atA: number, b: Float64Array, atB: number): number {
  const width = sharedExtent(a[atA] ?? 0, a[atA + 2] ?? 0, b[atB] ?? 0, b[atB + 2] ?? 0);
  if (width <= 0) return 0;
  const height = sharedExtent(a[atA + 1] ?? 0, a[atA + 3] ?? 0, b[atB + 1] ?? 0, b[atB + 3] ?? 0);
  return height <= 0 ? 0 : width * height;
}

function sharedExtent(centreA: number, extentA: number, centreB: number, extentB: number): number {
  return (
    Math.min(centreA + extentA / 2, centreB + extentB / 2) - Math.max(centreA - extentA / 2, centreB - extentB / 2)
  );
}
