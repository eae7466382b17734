import { describe, expect, it } from 'vitest';
import {
  distanceToSegment,
  inArrow,
  pointInPolygon,
  polygonCrossesItself,
  sideOf,
} from '../../../../../renderer/canvas/geometry/segments.ts';

const p = (x: number, y: number) => ({ x, y });

describe('the arrow of a line', () => {
  it.each([
    ['left to right', p(0, 5), p(10, 5)],
    ['right to left', p(10, 5), p(0, 5)],
    ['top to bottom', p(5, 0), p(5, 10)],
    ['aslant', p(2, 9), p(7, 1)],
  ])('points to the side that counts as "in" for a line drawn %s', (_name, from, to) => {
    const { tail, tip } = inArrow(from, to, 4);
    expect(sideOf(from, to, tip)).toBeGreaterThan(0);
    expect(Math.hypot(tip.x - tail.x, tip.y - tail.y)).toBeCloseTo(4, 10);
  });

  it('points downwards for a line drawn from left to right, as the screen has y downwards', () => {
    expect(inArrow(p(0, 0), p(10, 0), 3).tip).toEqual(p(5, 3));
  });

  it('does not fail on a line without length', () => {
    expect(inArrow(p(1, 1), p(1, 1), 3).tip.x).not.toBeNaN();
  });
});

describe('distance to a segment', () => {
  it.each([
    ['beside its middle', p(5, 3), 3],
    ['beyond its end', p(13, 4), 5],
    ['on it', p(2, 0), 0],
  ])('is right %s', (_name, point, distance) => {
    expect(distanceToSegment(p(0, 0), p(10, 0), point)).toBeCloseTo(distance, 10);
  });
});

describe('polygons', () => {
  const square = [p(0, 0), p(4, 0), p(4, 4), p(0, 4)];
  const bowTie = [p(0, 0), p(4, 4), p(4, 0), p(0, 4)];
  const arrowHead = [p(0, 0), p(4, 2), p(0, 4), p(1, 2)];

  it.each([
    ['the middle of a square', square, p(2, 2), true],
    ['a point beside a square', square, p(5, 2), false],
    ['the notch of an arrow head', arrowHead, p(0.5, 2), false],
    ['the body of an arrow head', arrowHead, p(2, 2), true],
  ])('know %s', (_name, points, point, inside) => {
    expect(pointInPolygon(points, point)).toBe(inside);
  });

  it.each([
    ['a square', square, false],
    ['a bow tie', bowTie, true],
    ['an arrow head', arrowHead, false],
    ['a triangle', square.slice(0, 3), false],
    ['an outline that touches itself in a corner', [p(0, 0), p(4, 0), p(4, 4), p(2, 0), p(0, 4)], true],
  ])('say whether %s crosses itself', (_name, points, crosses) => {
    expect(polygonCrossesItself(points)).toBe(crosses);
  });
});
