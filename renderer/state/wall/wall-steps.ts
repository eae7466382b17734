import { presetArrangement, sameArrangement } from './arrangement.ts';
import type { Arrangement, WallSize } from './arrangement.ts';
import type { CameraGroup, SavedLayout, WallBook, WallNow, WallSetup } from './wall-memory.ts';

/** The wall divided evenly again; whatever was saved stays saved. */
export function withPreset(now: WallNow, size: WallSize): WallNow {
  const { columns, slots } = presetArrangement(size);
  return { ...now, columns, slots: [...slots], preset: size, layoutId: null, page: 0 };
}

export function withArrangement(now: WallNow, { columns, slots }: Arrangement): WallNow {
  return { ...now, columns, slots: [...slots], preset: null };
}

export function withLayout(layout: SavedLayout): WallNow {
  return { ...setupOf(layout), layoutId: layout.id, page: 0 };
}

export function setupOf({ columns, slots, preset, groupId, cycling, dwellSeconds }: WallSetup): WallSetup {
  return { columns, slots, preset, groupId, cycling, dwellSeconds };
}

/** Whether the wall is no longer what was saved under its name. */
export function differs(now: WallNow, layout: SavedLayout): boolean {
  const { groupId, cycling, dwellSeconds } = layout;
  const same = now.groupId === groupId && now.cycling === cycling && now.dwellSeconds === dwellSeconds;
  return !same || !sameArrangement(now, layout);
}

/** Saves under a name; a layout that has this name already is replaced. */
export function saveLayout(book: WallBook, now: WallNow, name: string, newId: string): SavedIn<SavedLayout> {
  const known = book.layouts.find((layout) => sameName(layout.name, name));
  const saved = { ...setupOf(now), id: known?.id ?? newId, name: name.trim() };
  return { book: { ...book, layouts: byName([...without(book.layouts, saved.id), saved]) }, saved };
}

export function dropLayout(book: WallBook, id: string): WallBook {
  return { ...book, layouts: without(book.layouts, id) };
}

/** The same for a group of cameras; `id` null makes a new one, unless one has this name. */
export function saveGroup(
  book: WallBook,
  group: Omit<CameraGroup, 'id'> & { readonly id: string | null },
  newId: string,
): SavedIn<CameraGroup> {
  const known = book.groups.find(({ name }) => sameName(name, group.name));
  const id = group.id ?? known?.id ?? newId;
  const saved = { ...group, id, name: group.name.trim() };
  const others = without(book.groups, id).filter(({ name }) => !sameName(name, group.name));
  return { book: { ...book, groups: byName([...others, saved]) }, saved };
}

export function dropGroup(book: WallBook, id: string): WallBook {
  return { ...book, groups: without(book.groups, id) };
}

interface SavedIn<T> {
  readonly book: WallBook;
  readonly saved: T;
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();
}

function without<T extends { readonly id: string }>(all: readonly T[], id: string): T[] {
  return all.filter((one) => one.id !== id);
}

function byName<T extends { readonly name: string }>(all: T[]): T[] {
  return all.sort((a, b) => a.name.localeCompare(b.name));
}
