/** A rectangle between two columns and two rows, in any unit of length. */
export type Rect = readonly [left: number, top: number, right: number, bottom: number];

/** An area with its corners one after another as x, y, x, y …, in the unit of the rectangles that are held against it. */
export interface FlatPolygon {
  readonly corners: readonly number[];
  readonly bounds: Rect;
  readonly area: number;
}

/** An area made ready; it must not cross itself, and may have dents. */
export function flatPolygon(corners: readonly number[]): FlatPolygon {
  const xs = corners.filter((_, at) => at % 2 === 0);
  const ys = corners.filter((_, at) => at % 2 === 1);
  const bounds = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
  return { corners, bounds, area: areaOf(corners) };
}

/**
 * The union of rectangles as rectangles that do not overlap, column by column: between two neighbouring edges the same
 * rectangles stand everywhere, and what they cover there is a few stretches from top to bottom.
 */
export function unionOf(rects: readonly Rect[]): Rect[] {
  const byTop = rects.filter(([left, top, right, bottom]) => right > left && bottom > top).sort((a, b) => a[1] - b[1]);
  const edges = byTop.flatMap(([left, , right]) => [left, right]).sort((a, b) => a - b);
  const pieces: Rect[] = [];
  let from = edges[0] ?? 0;
  for (const to of edges) {
    if (to > from) addColumn(pieces, byTop, from, to);
    from = to;
  }
  return pieces;
}

function addColumn(pieces: Rect[], byTop: readonly Rect[], from: number, to: number): void {
  let start = 0;
  let end = -Infinity;
  for (const [left, top, right, bottom] of byTop) {
    if (left >= to || right <= from) continue;
    if (top <= end) {
      end = Math.max(end, bottom);
      continue;
    }
    if (end > -Infinity) pieces.push([from, start, to, end]);
    start = top;
    end = bottom;
  }
  if (end > -Infinity) pieces.push([from, start, to, end]);
}

/** How much of an area rectangles cover that do not overlap. Exact, up to the arithmetic of the machine. */
export function areaWithin(pieces: readonly Rect[], polygon: FlatPolygon): number {
  const [left, top, right, bottom] = polygon.bounds;
  let covered = 0;
  for (const piece of pieces) {
    if (piece[0] >= right || piece[2] <= left || piece[1] >= bottom || piece[3] <= top) continue;
    covered += areaOf(clippedTo(polygon.corners, piece));
  }
  return Math.min(covered, polygon.area);
}

/** How much two rectangles share. */
export function sharedArea(a: Rect, b: Rect): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Sutherland and Hodgman: where a dent is cut in two the parts stay joined by edges that lie on each other and enclose nothing. */
function clippedTo(corners: readonly number[], [left, top, right, bottom]: Rect): readonly number[] {
  return cutAt(cutAt(cutAt(cutAt(corners, 0, left, 1), 0, right, -1), 1, top, 1), 1, bottom, -1);
}

/** What lies at or beyond a limit along one axis (0: x, 1: y), on the side of `sign`. */
function cutAt(corners: readonly number[], axis: 0 | 1, limit: number, sign: 1 | -1): readonly number[] {
  const kept: number[] = [];
  const count = corners.length;
  for (let at = 0; at < count; at += 2) {
    const before = at === 0 ? count - 2 : at - 2;
    const [fromX = 0, fromY = 0] = [corners[before], corners[before + 1]];
    const [toX = 0, toY = 0] = [corners[at], corners[at + 1]];
    const a = sign * ((axis === 0 ? fromX : fromY) - limit);
    const b = sign * ((axis === 0 ? toX : toY) - limit);
    if (a < 0 !== b < 0) {
      const share = a / (a - b);
      kept.push(fromX + (toX - fromX) * share, fromY + (toY - fromY) * share);
    }
    if (b >= 0) kept.push(toX, toY);
  }
  return kept;
}

/** The shoelace formula. */
function areaOf(corners: readonly number[]): number {
  const count = corners.length;
  if (count < 6) return 0;
  let twice = 0;
  let [fromX = 0, fromY = 0] = [corners[count - 2], corners[count - 1]];
  for (let at = 0; at < count; at += 2) {
    const [x = 0, y = 0] = [corners[at], corners[at + 1]];
    twice += fromX * y - x * fromY;
    fromX = x;
    fromY = y;
  }
  return Math.abs(twice) / 2;
}
