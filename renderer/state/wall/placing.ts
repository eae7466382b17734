import { rowsOf, sameRect } from './arrangement.ts';
import type { Arrangement, Rect, Slot } from './arrangement.ts';

/** A smaller tile could not say what it has to say. */
export const LEAST_SIDE = 2;
export const MOST_ROWS = 24;
export const MOST_SLOTS = 64;

/**
 * Puts one tile where a person wants it. Those in its way go down, then all go up as far as there is room, so that a wall has
 * neither overlaps nor holes above a tile. What would make the wall too long leaves it as it is.
 */
export function placeSlot(arrangement: Arrangement, index: number, wanted: Rect): Arrangement {
  const moving = arrangement.slots[index];
  if (moving === undefined) return arrangement;
  const target = { ...moving, ...within(wanted, arrangement.columns) };
  const settled = new Map<number, Slot>([[index, target]]);
  for (const other of inReadingOrder(arrangement.slots)) {
    const slot = arrangement.slots[other];
    if (other === index || slot === undefined) continue;
    const others = arrangement.slots.filter((_, at) => at !== index && at !== other && !settled.has(at));
    const above = { ...slot, y: Math.max(0, target.y - slot.h) };
    // What a tile is moved down over takes the place that becomes free above it.
    const goesUp = target.y > moving.y && slot.y >= moving.y + moving.h && overlap(slot, target);
    const free = goesUp && ![...settled.values(), ...others].some((one) => overlap(one, above));
    settled.set(other, free ? above : pushedDown(slot, [...settled.values()]));
  }
  const slots = arrangement.slots.map((slot, at) => settled.get(at) ?? slot);
  return accepted(arrangement, movedUp(slots));
}

/** One step by key: as far as it takes to get past what gives no way, because a key that does nothing is a dead end. */
export function stepSlot(arrangement: Arrangement, index: number, right: number, down: number): Arrangement {
  const slot = arrangement.slots[index];
  if (slot === undefined) return arrangement;
  for (let far = 1; far <= MOST_ROWS; far += 1) {
    const next = placeSlot(arrangement, index, { ...slot, x: slot.x + right * far, y: slot.y + down * far });
    const placed = next.slots[index];
    if (placed !== undefined && !sameRect(placed, slot)) return next;
  }
  return arrangement;
}

/** One more tile, at the first free place of the size of the smallest; below all others where there is none. */
export function addSlot(arrangement: Arrangement): Arrangement {
  const { columns, slots } = arrangement;
  if (slots.length >= MOST_SLOTS) return arrangement;
  const smallest = [...slots].sort((a, b) => a.w * a.h - b.w * b.h)[0];
  const { w, h } = smallest ?? { w: columns, h: columns };
  const place = firstFree(arrangement, w, h);
  return accepted(arrangement, [...slots, { ...place, w, h, camera: null }]);
}

/** The last tile stays: a wall without any would show nothing. */
export function removeSlot(arrangement: Arrangement, index: number): Arrangement {
  if (arrangement.slots.length <= 1) return arrangement;
  return { ...arrangement, slots: movedUp(arrangement.slots.toSpliced(index, 1)) };
}

export function pinCamera(arrangement: Arrangement, index: number, camera: string | null): Arrangement {
  const slots = arrangement.slots.map((slot, at) => {
    if (at === index) return { ...slot, camera };
    // A camera has one place: put elsewhere, it leaves the one it had.
    return camera !== null && slot.camera === camera ? { ...slot, camera: null } : slot;
  });
  return { ...arrangement, slots };
}

/** Indexes from left to right and from top to bottom, as a wall is read and walked through. */
export function inReadingOrder(slots: readonly Rect[]): readonly number[] {
  const at = (index: number): Rect => slots[index] ?? { x: 0, y: 0, w: 0, h: 0 };
  return slots.map((_, index) => index).sort((a, b) => at(a).y - at(b).y || at(a).x - at(b).x);
}

function accepted(before: Arrangement, slots: readonly Slot[]): Arrangement {
  return rowsOf(slots) > MOST_ROWS ? before : { ...before, slots };
}

function within(rect: Rect, columns: number): Rect {
  const w = clamp(Math.round(rect.w), LEAST_SIDE, columns);
  const h = clamp(Math.round(rect.h), LEAST_SIDE, MOST_ROWS);
  return { w, h, x: clamp(Math.round(rect.x), 0, columns - w), y: clamp(Math.round(rect.y), 0, MOST_ROWS - h) };
}

function pushedDown(slot: Slot, settled: readonly Slot[]): Slot {
  let { y } = slot;
  for (;;) {
    const inTheWay = settled.find((other) => overlap(other, { ...slot, y }));
    if (inTheWay === undefined) return { ...slot, y };
    y = inTheWay.y + inTheWay.h;
  }
}

function movedUp(slots: readonly Slot[]): readonly Slot[] {
  const settled = new Map<number, Slot>();
  for (const index of inReadingOrder(slots)) {
    const slot = slots[index];
    if (slot === undefined) continue;
    const others = [...settled.values()];
    let { y } = slot;
    while (y > 0 && !others.some((other) => overlap(other, { ...slot, y: y - 1 }))) y -= 1;
    settled.set(index, { ...slot, y });
  }
  return slots.map((slot, index) => settled.get(index) ?? slot);
}

function firstFree({ columns, slots }: Arrangement, w: number, h: number): { readonly x: number; readonly y: number } {
  const rows = rowsOf(slots);
  for (let y = 0; y + h <= rows; y += 1) {
    for (let x = 0; x + w <= columns; x += 1) {
      if (!slots.some((slot) => overlap(slot, { x, y, w, h }))) return { x, y };
    }
  }
  return { x: 0, y: rows };
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
