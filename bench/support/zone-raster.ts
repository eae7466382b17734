import type { NormPoint } from '../../domain/geometry/points.ts';

const COLUMNS = 640;
const ROWS = 360;

type Box = readonly [left: number, top: number, right: number, bottom: number];

/**
 * The share of an area under boxes, by counting, and sharing nothing with the product: small squares whose middle lies in
 * the area (crossing number of a ray to the left), and of those the ones whose middle lies in any box.
 */
export function createRaster(outline: readonly NormPoint[]): (boxes: readonly Box[]) => number {
  const inside = new Uint8Array(COLUMNS * ROWS);
  let squares = 0;
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      if (edgesToTheLeft(outline, (column + 0.5) / COLUMNS, (row + 0.5) / ROWS) % 2 === 0) continue;
      inside[row * COLUMNS + column] = 1;
      squares += 1;
    }
  }
  return (boxes) => {
    const open = Uint8Array.from(inside);
    const covered = boxes.reduce((sum, box) => sum + cover(open, box), 0);
    return squares === 0 ? 0 : covered / squares;
  };
}

/** Takes the squares of a box out of those that are still open; gives how many they were. */
function cover(open: Uint8Array, [left, top, right, bottom]: Box): number {
  let taken = 0;
  for (let row = firstWithin(top, ROWS); (row + 0.5) / ROWS <= bottom && row < ROWS; row += 1) {
    for (let column = firstWithin(left, COLUMNS); (column + 0.5) / COLUMNS <= right && column < COLUMNS; column += 1) {
      taken += open[row * COLUMNS + column] ?? 0;
      open[row * COLUMNS + column] = 0;
    }
  }
  return taken;
}

/** The first square whose middle is not before a place. */
function firstWithin(place: number, of: number): number {
  return Math.max(0, Math.ceil(place * of - 0.5));
}

function edgesToTheLeft(outline: readonly NormPoint[], x: number, y: number): number {
  return outline.filter((from, at) => {
    const to = outline[(at + 1) % outline.length] ?? from;
    const [upper, lower] = from.y < to.y ? [from, to] : [to, from];
    if (y < upper.y || y >= lower.y) return false;
    return upper.x + ((lower.x - upper.x) * (y - upper.y)) / (lower.y - upper.y) < x;
  }).length;
}
