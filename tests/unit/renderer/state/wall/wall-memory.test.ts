import { describe, expect, it } from 'vitest';
import { presetArrangement } from '../../../../../renderer/state/wall/arrangement.ts';
import { placeSlot } from '../../../../../renderer/state/wall/placing.ts';
import { evenWall, readWallBook, readWallNow } from '../../../../../renderer/state/wall/wall-memory.ts';
import { wallPage } from '../../../../../renderer/state/wall/wall-pages.ts';
import {
  differs,
  dropGroup,
  dropLayout,
  saveGroup,
  saveLayout,
  withArrangement,
  withLayout,
  withPreset,
} from '../../../../../renderer/state/wall/wall-steps.ts';

const own = withArrangement(
  { ...evenWall(4), page: 1, groupId: 'night', cycling: true },
  placeSlot(presetArrangement(4), 0, { x: 0, y: 0, w: 9, h: 9 }),
);
const EMPTY = { layouts: [], groups: [] };

describe('what a screen remembers of its wall', () => {
  it('comes back as it was', () => {
    expect(readWallNow(JSON.stringify(own))).toEqual(own);
    const { book } = saveLayout(EMPTY, own, 'Rush hour', 'a');
    expect(readWallBook(JSON.stringify(book))).toEqual(book);
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['something else', '{"tiles": 9}'],
    ['a camera that cannot be', JSON.stringify({ ...own, slots: [{ ...own.slots[0], camera: '../etc' }] })],
    ['no tile at all', JSON.stringify({ ...own, slots: [] })],
  ])('%s is passed over', (_name, text) => {
    expect(readWallNow(text)).toBeNull();
    expect(readWallBook(text)).toEqual(EMPTY);
  });
});

describe('saved layouts', () => {
  const { book, saved } = saveLayout(EMPTY, own, ' Rush hour ', 'a');

  it('bring back tiles, group and cycling, on the first page', () => {
    expect(withLayout(saved)).toEqual({ ...own, layoutId: 'a', page: 0 });
  });

  it('a name is there once, however it is written', () => {
    const again = saveLayout(book, evenWall(9), 'rush HOUR', 'b');
    expect(again.book.layouts.map(({ id, name, preset }) => [id, name, preset])).toEqual([['a', 'rush HOUR', 9]]);
  });

  it('know whether the wall was changed since', () => {
    expect(differs(withLayout(saved), saved)).toBe(false);
    expect(differs({ ...withLayout(saved), dwellSeconds: 60 }, saved)).toBe(true);
    expect(differs(withPreset(withLayout(saved), 4), saved)).toBe(true);
  });

  it('go when they are deleted', () => {
    expect(dropLayout(book, 'a')).toEqual(EMPTY);
  });
});

describe('groups of cameras', () => {
  it('are made, renamed, changed and deleted', () => {
    const made = saveGroup(EMPTY, { id: null, name: 'Bridges', cameras: ['north'] }, 'g');
    const renamed = saveGroup(made.book, { id: 'g', name: 'Bridge', cameras: ['north', 'south'] }, 'x');
    expect(renamed.book.groups).toEqual([{ id: 'g', name: 'Bridge', cameras: ['north', 'south'] }]);
    expect(saveGroup(renamed.book, { id: null, name: 'bridge', cameras: ['east'] }, 'y').book.groups).toEqual([
      { id: 'g', name: 'bridge', cameras: ['east'] },
    ]);
    expect(dropGroup(renamed.book, 'g').groups).toEqual([]);
  });
});

describe('the pages of a wall', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const known = new Set([...ids, 'far']);
  const open = (count: number) => Array.from({ length: count }, () => ({ camera: null as string | null }));

  it.each([
    ['the first page', 0, ['a', 'b'], 0],
    ['the last page, which is not full', 2, ['e', null], 2],
    ['a page beyond the end is the last one', 9, ['e', null], 2],
    ['a page before the start is the first one', -3, ['a', 'b'], 0],
  ])('%s', (_name, wanted, cameras, page) => {
    expect(wallPage(open(2), ids, known, wanted)).toEqual({ cameras, page, pages: 3 });
  });

  it('a camera with a place of its own is on every page there, and nowhere else', () => {
    const slots = [{ camera: 'b' }, ...open(2)];
    expect(wallPage(slots, ids, known, 0).cameras).toEqual(['b', 'a', 'c']);
    expect(wallPage(slots, ids, known, 1)).toEqual({ cameras: ['b', 'd', 'e'], page: 1, pages: 2 });
  });

  it('it need not be of the group; one that is gone leaves its place to others', () => {
    expect(wallPage([{ camera: 'far' }], ids, known, 0).cameras).toEqual(['far']);
    expect(wallPage([{ camera: 'gone' }], ids, known, 0).cameras).toEqual(['a']);
  });

  it('an empty wall has one page', () => {
    expect(wallPage(open(4), [], known, 0)).toEqual({ cameras: [null, null, null, null], page: 0, pages: 1 });
  });
});
