/** A place on the wall, in cells of its grid. Which camera it shows is said by `camera`, or by the page where that is null. */
export interface Slot {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Always this camera, on every page; null: the next one of the group. */
  readonly camera: string | null;
}

export type Rect = Pick<Slot, 'x' | 'y' | 'w' | 'h'>;

/** How a wall is divided. */
export interface Arrangement {
  readonly columns: number;
  readonly slots: readonly Slot[];
}

export const WALL_SIZES = [1, 4, 9, 16, 25] as const;
export type WallSize = (typeof WALL_SIZES)[number];

/** Twelve cells can be halved, thirded and quartered; five tiles abreast need ten. */
const COLUMNS: Readonly<Record<WallSize, number>> = { 1: 12, 4: 12, 9: 12, 16: 12, 25: 10 };

export function presetArrangement(size: WallSize): Arrangement {
  const columns = COLUMNS[size];
  const across = Math.sqrt(size);
  const side = columns / across;
  const slots = Array.from({ length: size }, (_, index) => ({
    x: (index % across) * side,
    y: Math.floor(index / across) * side,
    w: side,
    h: side,
    camera: null,
  }));
  return { columns, slots };
}

export function rowsOf(slots: readonly Rect[]): number {
  return slots.reduce((rows, slot) => Math.max(rows, slot.y + slot.h), 1);
}

export function sameArrangement(a: Arrangement, b: Arrangement): boolean {
  return (
    a.columns === b.columns &&
    a.slots.length === b.slots.length &&
    a.slots.every((slot, index) => {
      const other = b.slots[index];
      return other !== undefined && sameRect(slot, other) && slot.camera === other.camera;
    })
  );
}

export function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}
