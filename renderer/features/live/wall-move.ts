/** Where the focus goes on a wall of `count` tiles in `columns` columns; stays when there is nothing that way. */
export function moveOnWall(key: string, index: number, count: number, columns: number): number {
  const target = targetOf(key, index, columns);
  return target < 0 || target >= count ? index : target;
}

function targetOf(key: string, index: number, columns: number): number {
  switch (key) {
    case 'ArrowLeft':
      return index % columns === 0 ? index : index - 1;
    case 'ArrowRight':
      return index % columns === columns - 1 ? index : index + 1;
    case 'ArrowUp':
      return index - columns;
    case 'ArrowDown':
      return index + columns;
    default:
      return index;
  }
}

export interface WallPage<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly pages: number;
}

export function wallPage<T>(all: readonly T[], size: number, wanted: number): WallPage<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  return { items: all.slice(page * size, (page + 1) * size), page, pages };
}
