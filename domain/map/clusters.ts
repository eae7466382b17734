/** Something on the map, in pixels of the whole map at one zoom. */
export interface MapItem {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Items that lie too near to each other to be told apart; one of them alone is no cluster. */
export interface Cluster<T extends MapItem> {
  readonly x: number;
  readonly y: number;
  readonly items: readonly T[];
}

/**
 * Gathers what falls into the same square of `cell` pixels. The squares belong to the map, not to the screen, so that nothing
 * regroups while somebody pans, and an item of `apart` stays alone.
 */
export function clusterItems<T extends MapItem>(
  items: readonly T[],
  cell: number,
  apart: ReadonlySet<string> = new Set(),
): readonly Cluster<T>[] {
  const squares = new Map<string, T[]>();
  for (const item of items) {
    const key = apart.has(item.id) ? `alone ${item.id}` : `${Math.floor(item.x / cell)} ${Math.floor(item.y / cell)}`;
    const square = squares.get(key);
    if (square === undefined) squares.set(key, [item]);
    else square.push(item);
  }
  return [...squares.values()].map((members) => ({
    x: members.reduce((sum, { x }) => sum + x, 0) / members.length,
    y: members.reduce((sum, { y }) => sum + y, 0) / members.length,
    items: members,
  }));
}
