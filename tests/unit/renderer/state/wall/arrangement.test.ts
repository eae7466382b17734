import { describe, expect, it } from 'vitest';
import {
  WALL_SIZES,
  presetArrangement,
  rowsOf,
  sameArrangement,
} from '../../../../../renderer/state/wall/arrangement.ts';
import type { Arrangement, Rect } from '../../../../../renderer/state/wall/arrangement.ts';
import {
  LEAST_SIDE,
  MOST_ROWS,
  MOST_SLOTS,
  addSlot,
  inReadingOrder,
  pinCamera,
  placeSlot,
  removeSlot,
  stepSlot,
} from '../../../../../renderer/state/wall/placing.ts';

const four = presetArrangement(4);

function overlaps({ slots }: Arrangement): number {
  const meet = (a: Rect, b: Rect) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  return slots.flatMap((a, i) => slots.filter((b, j) => j > i && meet(a, b))).length;
}

const inside = ({ slots, columns }: Arrangement) =>
  slots.every(({ x, y, w, h }) => x >= 0 && y >= 0 && x + w <= columns && w >= LEAST_SIDE && h >= LEAST_SIDE);

describe('an even wall', () => {
  it.each(WALL_SIZES)('of %i tiles is filled by tiles of one size', (size) => {
    const wall = presetArrangement(size);
    const area = wall.slots.reduce((sum, { w, h }) => sum + w * h, 0);
    expect(wall.slots).toHaveLength(size);
    expect(new Set(wall.slots.map(({ w, h }) => `${w}x${h}`)).size).toBe(1);
    expect(area).toBe(wall.columns * rowsOf(wall.slots));
    expect(overlaps(wall)).toBe(0);
  });
});

describe('placing a tile', () => {
  it('made larger, it pushes down what is in its way', () => {
    const wall = placeSlot(four, 0, { x: 0, y: 0, w: 9, h: 9 });
    expect(wall.slots.map(({ x, y, w, h }) => [x, y, w, h])).toEqual([
      [0, 0, 9, 9],
      [6, 9, 6, 6],
      [0, 9, 6, 6],
      [6, 15, 6, 6],
    ]);
  });

  it('made smaller, what is below it goes up', () => {
    const wall = placeSlot(four, 0, { x: 0, y: 0, w: 6, h: 3 });
    expect(wall.slots[2]).toMatchObject({ x: 0, y: 3 });
  });

  it('moved down, it changes places with the one below', () => {
    const wall = placeSlot(four, 0, { x: 0, y: 6, w: 6, h: 6 });
    expect(wall.slots[0]).toMatchObject({ x: 0, y: 6 });
    expect(wall.slots[2]).toMatchObject({ x: 0, y: 0 });
  });

  it.each([
    ['down', 0, 0, 1, { x: 0, y: 6 }],
    ['up', 2, 0, -1, { x: 0, y: 0 }],
    ['to the right', 0, 1, 0, { x: 1, y: 0 }],
    ['out of the wall, where nothing happens', 0, -1, 0, { x: 0, y: 0 }],
  ])('by a key %s it always gets somewhere', (_name, index, right, down, expected) => {
    expect(stepSlot(four, index, right, down).slots[index]).toMatchObject(expected);
  });

  it.each([
    ['beyond the right edge', { x: 40, y: 0, w: 6, h: 6 }, { x: 6, w: 6 }],
    ['wider than the wall', { x: 3, y: 0, w: 40, h: 6 }, { x: 0, w: 12 }],
    ['smaller than can be read', { x: 0, y: 0, w: 0, h: -3 }, { w: LEAST_SIDE, h: LEAST_SIDE }],
  ])('%s it stays within the wall', (_name, wanted, expected) => {
    expect(placeSlot(four, 0, wanted).slots[0]).toMatchObject(expected);
  });

  it('a wall that would become too long stays as it is', () => {
    const tall = placeSlot(presetArrangement(1), 0, { x: 0, y: 0, w: 12, h: MOST_ROWS });
    expect(addSlot(tall)).toBe(tall);
  });

  it('whatever is done, tiles neither overlap nor leave the wall', () => {
    let wall = presetArrangement(9);
    // A fixed walk through many places and sizes.
    for (let step = 0; step < 400; step += 1) {
      const at = (factor: number, most: number) => ((step * factor) % (most * 7)) % most;
      wall = placeSlot(wall, at(5, 9), { x: at(11, 13), y: at(17, 15), w: 1 + at(23, 9), h: 1 + at(29, 8) });
      expect(overlaps(wall)).toBe(0);
      expect(inside(wall)).toBe(true);
      expect(rowsOf(wall.slots)).toBeLessThanOrEqual(MOST_ROWS);
    }
  });
});

describe('adding and removing tiles', () => {
  it('a new tile goes below a full wall, and into a hole where there is one', () => {
    expect(addSlot(four).slots[4]).toMatchObject({ x: 0, y: 12, w: 6, h: 6, camera: null });
    const hole = { ...four, slots: four.slots.slice(0, 3) };
    expect(addSlot(hole).slots[3]).toMatchObject({ x: 6, y: 6 });
  });

  it('there is an end to it', () => {
    const full = { columns: 12, slots: Array.from({ length: MOST_SLOTS }, () => ({ ...four.slots[0]! })) };
    expect(addSlot(full)).toBe(full);
  });

  it('the others close up behind one that goes, and the last one stays', () => {
    expect(removeSlot(four, 0).slots[1]).toMatchObject({ x: 0, y: 0 });
    const one = presetArrangement(1);
    expect(removeSlot(one, 0)).toBe(one);
  });

  it('a camera has one place of its own', () => {
    const moved = pinCamera(pinCamera(four, 0, 'north'), 2, 'north');
    expect(moved.slots.map(({ camera }) => camera)).toEqual([null, null, 'north', null]);
    expect(sameArrangement(four, moved)).toBe(false);
  });

  it('tiles are read from left to right and from top to bottom', () => {
    const wall = placeSlot(four, 0, { x: 0, y: 6, w: 6, h: 6 });
    expect(inReadingOrder(wall.slots)).toEqual([2, 1, 0, 3]);
  });
});
