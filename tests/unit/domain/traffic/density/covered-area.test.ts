import { describe, expect, it } from 'vitest';
import { createPolygon, pointInPolygon, polygonArea } from '../../../../../domain/geometry/polygon.ts';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { areaWithin, flatPolygon, unionOf } from '../../../../../domain/traffic/density/covered-area.ts';
import type { Rect } from '../../../../../domain/traffic/density/covered-area.ts';
import { areaOfPicture } from '../../../../../domain/traffic/density/density-method.ts';
import { densityGrid, gridCells } from '../../../../../domain/traffic/density/grid.ts';
import { unionOfBoxes } from '../../../../../domain/traffic/density/union-of-boxes.ts';
import { QUANT_MAX } from '../../../../../domain/tracking/quant-box.ts';
import { randomStream } from './random-stream.ts';

const square = flatPolygon([0, 0, 10, 0, 10, 10, 0, 10]);
/** An L, a polygon with a dent. */
const angle = flatPolygon([0, 0, 10, 0, 10, 4, 4, 4, 4, 10, 0, 10]);
const triangle = flatPolygon([0, 0, 10, 0, 0, 10]);

const SIGHT = { mediaUs: 0, picture: () => null };
const covered = (rects: readonly Rect[], area = square): number => areaWithin(unionOf(rects), area);

describe('the area that boxes cover', () => {
  it.each<[string, readonly Rect[], typeof square, number]>([
    ['nothing without boxes', [], square, 0],
    ['a box inside', [[1, 1, 3, 4]], square, 6],
    [
      'the same box twice counts once',
      [
        [1, 1, 3, 4],
        [1, 1, 3, 4],
      ],
      square,
      6,
    ],
    [
      'two that overlap',
      [
        [0, 0, 4, 4],
        [2, 2, 6, 6],
      ],
      square,
      28,
    ],
    [
      'one within another',
      [
        [0, 0, 8, 8],
        [2, 2, 4, 4],
      ],
      square,
      64,
    ],
    [
      'a cross',
      [
        [4, 0, 6, 10],
        [0, 4, 10, 6],
      ],
      square,
      36,
    ],
    [
      'two that only touch',
      [
        [0, 0, 2, 2],
        [2, 0, 4, 2],
      ],
      square,
      8,
    ],
    ['the part inside the area', [[8, 8, 14, 14]], square, 4],
    ['all of it and more', [[-5, -5, 20, 20]], square, 100],
    ['nothing beside it', [[10, 0, 20, 10]], square, 0],
    ['a box without extent', [[2, 2, 2, 8]], square, 0],
    ['a dent is not covered', [[-1, -1, 11, 11]], angle, 64],
    ['both arms around a dent', [[3, 3, 11, 11]], angle, 13],
    ['half a box along a slope', [[4, 4, 6, 6]], triangle, 2],
  ])('%s', (_name, rects, area, expected) => {
    expect(covered(rects, area)).toBeCloseTo(expected, 9);
  });

  it('is that of a fine raster, for chance areas with dents and chance boxes', () => {
    const random = randomStream(7);
    for (let round = 0; round < 20; round += 1) {
      const corners = star(random);
      const polygon = flatPolygon(corners.flatMap(({ x, y }) => [x, y]));
      const rects = Array.from({ length: 12 }, (): Rect => {
        const [x, y] = [random() * 0.9, random() * 0.9];
        return [x, y, x + random() * 0.4, y + random() * 0.3];
      });
      expect(polygon.area).toBeCloseTo(polygonArea(corners), 12);
      expect(Math.abs(covered(rects, polygon) - byRaster(corners, rects))).toBeLessThan(0.003);
    }
  });

  it('is the same whatever the order of the boxes', () => {
    const random = randomStream(8);
    const rects = Array.from({ length: 9 }, (): Rect => {
      const [x, y] = [random() * 8, random() * 8];
      return [x, y, x + 3, y + 2];
    });
    expect(covered([...rects].reverse())).toBeCloseTo(covered(rects), 9);
  });
});

describe('the density of a zone by the union of boxes', () => {
  it('is a share between 0 and 1', () => {
    const method = unionOfBoxes();
    const zone = areaOfPicture([normPoint(0, 0), normPoint(0.5, 0), normPoint(0.5, 1), normPoint(0, 1)]);
    method.look({
      ...SIGHT,
      boxes: [
        [0, 0, QUANT_MAX, QUANT_MAX],
        [0, 0, QUANT_MAX, QUANT_MAX],
      ],
    });
    expect(method.shareOf(zone)).toBe(1);
    method.look({ ...SIGHT, boxes: [[0, 0, Math.round(QUANT_MAX / 4), QUANT_MAX]] });
    expect(method.shareOf(zone)).toBeCloseTo(0.5, 4);
    method.look({ ...SIGHT, boxes: [] });
    expect(method.shareOf(zone)).toBe(0);
  });
});

describe('the density grid', () => {
  it('covers every part of the picture once, though it does not divide evenly', () => {
    const cells = gridCells();
    expect(cells).toHaveLength(16);
    expect(cells.reduce((sum, [l, t, r, b]) => sum + (r - l) * (b - t), 0)).toBe(QUANT_MAX ** 2);
    expect(cells.at(-1)?.slice(2)).toEqual([QUANT_MAX, QUANT_MAX]);
  });

  it('counts a vehicle in the cell of its middle and covers what its box covers', () => {
    const method = unionOfBoxes();
    const edge = Math.floor(QUANT_MAX / 4);
    const boxes = [
      [0, 0, edge * 2, edge],
      [QUANT_MAX - 2, QUANT_MAX - 2, QUANT_MAX, QUANT_MAX],
    ] as const;
    method.look({ ...SIGHT, boxes });
    const grid = densityGrid(method, boxes);
    expect(grid.map(({ vehicles }) => vehicles)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(grid.slice(0, 3).map(({ density }) => density)).toEqual([1, 1, 0]);
  });
});

/** Corners around a middle, so that no edges cross. */
function star(random: () => number) {
  const corners = Array.from({ length: 9 }, (_, at) => {
    const far = 0.08 + random() * 0.4;
    return normPoint(0.5 + far * Math.cos((at * 2 * Math.PI) / 9), 0.5 + far * Math.sin((at * 2 * Math.PI) / 9));
  });
  const made = createPolygon(corners);
  if (!made.ok) throw new Error(made.failure.message);
  return made.value;
}

/** The slow way: the middles of small squares that lie in the area and in any box. */
function byRaster(corners: ReturnType<typeof star>, rects: readonly Rect[]): number {
  const fine = 300;
  let hits = 0;
  for (let row = 0; row < fine; row += 1) {
    for (let column = 0; column < fine; column += 1) {
      const [x, y] = [(column + 0.5) / fine, (row + 0.5) / fine];
      if (!rects.some(([l, t, r, b]) => x >= l && x < r && y >= t && y < b)) continue;
      if (pointInPolygon(corners, normPoint(x, y))) hits += 1;
    }
  }
  return hits / fine ** 2;
}
