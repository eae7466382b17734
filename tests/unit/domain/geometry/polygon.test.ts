import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../domain/geometry/points.ts';
import {
  createPolygon,
  crossesItself,
  distanceToBoundary,
  pointInPolygon,
  polygonArea,
} from '../../../../domain/geometry/polygon.ts';

const polygon = (...corners: readonly (readonly [number, number])[]) => corners.map(([x, y]) => normPoint(x, y));

const SQUARE = polygon([0.2, 0.2], [0.6, 0.2], [0.6, 0.6], [0.2, 0.6]);
const HORSESHOE = polygon([0, 0], [1, 0], [1, 1], [0.7, 1], [0.7, 0.3], [0.3, 0.3], [0.3, 1], [0, 1]);
const BOW_TIE = polygon([0, 0], [1, 1], [1, 0], [0, 1]);

describe('polygons', () => {
  it.each<[string, readonly [number, number], boolean]>([
    ['in the middle', [0.4, 0.4], true],
    ['outside', [0.7, 0.4], false],
    ['on the left edge', [0.2, 0.4], true],
    ['on the upper edge', [0.4, 0.2], true],
    ['on the right edge', [0.6, 0.4], false],
    ['on the lower edge', [0.4, 0.6], false],
    ['at the height of a corner but outside', [0.1, 0.2], false],
  ])('a point %s', (_, [x, y], inside) => {
    expect(pointInPolygon(SQUARE, normPoint(x, y))).toBe(inside);
    expect(pointInPolygon(SQUARE.toReversed(), normPoint(x, y))).toBe(inside);
  });

  it('never lets two areas that touch hold the same point', () => {
    const right = polygon([0.6, 0.2], [0.9, 0.2], [0.9, 0.6], [0.6, 0.6]);
    const onBoth = normPoint(0.6, 0.4);
    expect([SQUARE, right].filter((area) => pointInPolygon(area, onBoth))).toHaveLength(1);
  });

  it('knows the bay of a horseshoe from its arms', () => {
    expect(pointInPolygon(HORSESHOE, normPoint(0.5, 0.7))).toBe(false);
    expect(pointInPolygon(HORSESHOE, normPoint(0.1, 0.7))).toBe(true);
    expect(pointInPolygon(HORSESHOE, normPoint(0.85, 0.7))).toBe(true);
  });

  it('measures area and the distance to the boundary from both sides', () => {
    expect(polygonArea(SQUARE)).toBeCloseTo(0.16, 12);
    expect(polygonArea(SQUARE.toReversed())).toBeCloseTo(0.16, 12);
    expect(distanceToBoundary(SQUARE, normPoint(0.3, 0.4))).toBeCloseTo(0.1, 12);
    expect(distanceToBoundary(SQUARE, normPoint(0.9, 1))).toBeCloseTo(0.5, 12);
  });

  it.each([
    ['a square', SQUARE, false],
    ['a horseshoe', HORSESHOE, false],
    ['a bow tie', BOW_TIE, true],
    ['an edge that folds back', polygon([0, 0], [1, 0], [0.5, 0], [0.5, 1]), true],
    ['a corner on another edge', polygon([0, 0], [1, 0], [1, 1], [0.5, 0], [0, 1]), true],
    ['a corner given twice', polygon([0, 0], [1, 0], [1, 0], [1, 1]), true],
  ])('finds out whether %s crosses itself', (_, corners, expected) => {
    expect(crossesItself(corners)).toBe(expected);
    expect(crossesItself(corners.toReversed())).toBe(expected);
  });

  it.each([
    ['two corners', polygon([0, 0], [1, 1]), 'polygon-too-few-corners'],
    ['a corner outside the picture', polygon([0, 0], [1.1, 0], [1, 1]), 'polygon-outside'],
    ['crossing edges', BOW_TIE, 'polygon-crosses-itself'],
    ['hardly any area', polygon([0.5, 0.5], [0.505, 0.5], [0.505, 0.505]), 'polygon-too-small'],
  ])('refuses %s and says what to do', (_, corners, code) => {
    const outcome = createPolygon(corners);
    expect(outcome.ok).toBe(false);
    if (!outcome.ok) {
      expect(outcome.failure.code).toBe(code);
      expect(outcome.failure.hint).not.toBe('');
    }
  });

  it('accepts a horseshoe', () => {
    expect(createPolygon(HORSESHOE)).toEqual({ ok: true, value: HORSESHOE });
  });
});
