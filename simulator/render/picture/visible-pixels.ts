import { numberAt } from './identity-colours.ts';

/** What the picture shows of one road user. */
export interface VisiblePixels {
  /** In pixels of the straight picture. */
  count: number;
  /** Around all of them, in pixels of the picture shown. */
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Counts the pixels of each number; `places` says where each is seen, and rows come from the bottom up. */
export function visiblePixels(
  pixels: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  places: Float32Array,
): ReadonlyMap<number, VisiblePixels> {
  const found = new Map<number, VisiblePixels>();
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const number = numberAt(pixels, ((height - 1 - row) * width + column) * 4);
      if (number === 0) continue;
      const place = (row * width + column) * 2;
      note(found, number, places[place] ?? 0, places[place + 1] ?? 0);
    }
  }
  return found;
}

function note(found: Map<number, VisiblePixels>, number: number, u: number, v: number): void {
  const seen = found.get(number);
  if (seen === undefined) {
    found.set(number, { count: 1, left: u, top: v, right: u, bottom: v });
    return;
  }
  seen.count += 1;
  if (u < seen.left) seen.left = u;
  if (u > seen.right) seen.right = u;
  if (v < seen.top) seen.top = v;
  if (v > seen.bottom) seen.bottom = v;
}
