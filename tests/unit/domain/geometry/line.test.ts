import { expect, it } from 'vitest';
import { pointBetween } from '../../../../domain/geometry/line.ts';
import { normPoint } from '../../../../domain/geometry/points.ts';

it('the points between two are found by their share of the way', () => {
  expect(pointBetween(normPoint(0, 1), normPoint(1, 0), 0.25)).toEqual({ x: 0.25, y: 0.75 });
});
