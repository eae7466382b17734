import { describe, expect, it } from 'vitest';
import {
  boxArea,
  intersectionOverSmaller,
  intersectionOverUnion,
  sharedArea,
} from '../../../../domain/geometry/box.ts';
import type { Box } from '../../../../domain/geometry/box.ts';

const box = (x1: number, y1: number, x2: number, y2: number): Box => ({ x1, y1, x2, y2 });

describe('boxes', () => {
  it.each([
    { name: 'equal boxes', a: box(0, 0, 2, 2), b: box(0, 0, 2, 2), shared: 4, union: 1, smaller: 1 },
    {
      name: 'boxes that share a quarter',
      a: box(0, 0, 2, 2),
      b: box(1, 1, 3, 3),
      shared: 1,
      union: 1 / 7,
      smaller: 1 / 4,
    },
    { name: 'a box in another', a: box(0, 0, 4, 4), b: box(1, 1, 2, 2), shared: 1, union: 1 / 16, smaller: 1 },
    { name: 'boxes that touch at an edge', a: box(0, 0, 1, 1), b: box(1, 0, 2, 1), shared: 0, union: 0, smaller: 0 },
    { name: 'boxes apart', a: box(0, 0, 1, 1), b: box(5, 5, 6, 6), shared: 0, union: 0, smaller: 0 },
    { name: 'a box without extent', a: box(0, 0, 1, 1), b: box(0.5, 0.5, 0.5, 0.5), shared: 0, union: 0, smaller: 0 },
  ])('$name', ({ a, b, shared, union, smaller }) => {
    expect(sharedArea(a, b)).toBeCloseTo(shared, 12);
    expect(intersectionOverUnion(a, b)).toBeCloseTo(union, 12);
    expect(intersectionOverUnion(b, a)).toBeCloseTo(union, 12);
    expect(intersectionOverSmaller(a, b)).toBeCloseTo(smaller, 12);
    expect(intersectionOverSmaller(b, a)).toBeCloseTo(smaller, 12);
  });

  it('has no area when it is inside out', () => {
    expect(boxArea(box(2, 0, 1, 1))).toBe(0);
  });
});
