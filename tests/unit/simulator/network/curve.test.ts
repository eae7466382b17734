import { describe, expect, it } from 'vitest';
import { bandAlong, beside } from '../../../../simulator/network/bands.ts';
import { curveThrough, nearestStation, poseAt } from '../../../../simulator/network/curve.ts';
import { arc, turn } from '../../../../simulator/network/paths.ts';

const CIRCLE = curveThrough(arc({ x: 20, y: 0, heading: Math.PI / 2 }, 20, Math.PI / 2));

describe('a curve', () => {
  it('has the length and the headings of the circle that it was cut from', () => {
    expect(CIRCLE.length).toBeCloseTo(10 * Math.PI, 2);
    const half = poseAt(CIRCLE, CIRCLE.length / 2);
    expect(half.heading).toBeCloseTo((3 * Math.PI) / 4, 3);
    expect(Math.hypot(half.x, half.y)).toBeCloseTo(20, 2);
  });

  it('finds the station of a point beside it, and on which side', () => {
    const { x, y } = poseAt(CIRCLE, 12, 1.5);
    const found = nearestStation(CIRCLE, { x, y });
    expect(found.station).toBeCloseTo(12, 1);
    expect(found.left).toBeCloseTo(1.5, 2);
  });

  it('has parallels at an even distance', () => {
    for (const { x, y } of beside(CIRCLE, 2)) expect(Math.hypot(x, y)).toBeCloseTo(18, 1);
    expect(bandAlong(CIRCLE, 2, -2)).toHaveLength(2 * beside(CIRCLE, 2).length);
  });

  it('turns right with no more than the radius that it was given', () => {
    const right = turn({ x: 0, y: 0, heading: Math.PI / 2 }, { x: 15, y: 15, heading: 0 }, 9);
    const end = poseAt(right, right.length);
    expect([end.x, end.y, end.heading]).toEqual([expect.closeTo(15), expect.closeTo(15), expect.closeTo(0)]);
    expect(right.length).toBeCloseTo(12 + (9 * Math.PI) / 2, 1);
  });
});
