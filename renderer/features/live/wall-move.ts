import type { Rect } from '../../state/index.ts';

/** Where the focus goes from one tile: to the nearest one that way which lies beside it; stays where there is none. */
export function moveOnWall(key: string, index: number, tiles: readonly Rect[]): number {
  const from = tiles[index];
  const way = WAYS[key];
  if (from === undefined || way === undefined) return index;
  let best = index;
  let least = Number.POSITIVE_INFINITY;
  tiles.forEach((tile, at) => {
    const cost = costOf(way(from, tile));
    if (at === index || cost >= least) return;
    best = at;
    least = cost;
  });
  return best;
}

interface Step {
  /** From edge to edge in the direction of the key; negative: the tile is not that way. */
  readonly ahead: number;
  /** How far the two lie beside each other; zero or less: not at all. */
  readonly shared: number;
  /** How far their beginnings are apart across the direction. */
  readonly aside: number;
}

type Way = (from: Rect, to: Rect) => Step;

const WAYS: Readonly<Record<string, Way>> = {
  ArrowRight: (from, to) => across(from, to, to.x - (from.x + from.w)),
  ArrowLeft: (from, to) => across(from, to, from.x - (to.x + to.w)),
  ArrowDown: (from, to) => along(from, to, to.y - (from.y + from.h)),
  ArrowUp: (from, to) => along(from, to, from.y - (to.y + to.h)),
};

function across(from: Rect, to: Rect, ahead: number): Step {
  return { ahead, shared: shared(from.y, from.h, to.y, to.h), aside: Math.abs(to.y - from.y) };
}

function along(from: Rect, to: Rect, ahead: number): Step {
  return { ahead, shared: shared(from.x, from.w, to.x, to.w), aside: Math.abs(to.x - from.x) };
}

function shared(a: number, aSize: number, b: number, bSize: number): number {
  return Math.min(a + aSize, b + bSize) - Math.max(a, b);
}

function costOf({ ahead, shared: beside, aside }: Step): number {
  if (ahead < 0 || beside <= 0) return Number.POSITIVE_INFINITY;
  return ahead * 1000 + aside;
}
