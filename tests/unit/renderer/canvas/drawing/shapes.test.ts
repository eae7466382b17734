import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { sideOf } from '../../../../../renderer/canvas/geometry/segments.ts';
import {
  flipLine,
  insertPoint,
  movePoint,
  moveShape,
  newLine,
  newZone,
  pointsOf,
  problemOf,
  removePoint,
} from '../../../../../renderer/canvas/drawing/shapes.ts';

const line = newLine('a', 'Main', normPoint(0.2, 0.5), normPoint(0.6, 0.5));
const corners = [normPoint(0.2, 0.2), normPoint(0.6, 0.2), normPoint(0.6, 0.6), normPoint(0.2, 0.6)];
const zone = newZone('z', 'Stop', corners);

describe('moving a shape', () => {
  it('keeps its form when it meets the edge of the picture', () => {
    const moved = pointsOf(moveShape(line, 0.9, -0.9));
    expect(moved[0]?.x).toBeCloseTo(0.6, 10);
    expect(moved[1]?.x).toBeCloseTo(1, 10);
    expect(moved.map((point) => point.y)).toEqual([0, 0]);
  });

  it('keeps a dragged point inside the picture', () => {
    expect(pointsOf(movePoint(line, 1, normPoint(1.4, -0.2)))[1]).toEqual({ x: 1, y: 0 });
  });
});

it('flipping a line exchanges "in" and "out" for every point', () => {
  const flipped = flipLine(line);
  const at = normPoint(0.4, 0.8);
  expect(Math.sign(sideOf(line.from, line.to, at))).toBe(-Math.sign(sideOf(flipped.from, flipped.to, at)));
  expect([flipped.inName, flipped.outName]).toEqual(['in', 'out']);
});

describe('corners of a zone', () => {
  it('can be added in the middle of an edge', () => {
    expect(insertPoint(zone, 0).points[1]).toEqual({ x: 0.4, y: 0.2 });
    expect(insertPoint(zone, 3).points[4]).toEqual({ x: 0.2, y: 0.4 });
  });

  it('can be removed as long as three are left', () => {
    const triangle = removePoint(zone, 0);
    expect(triangle.points).toHaveLength(3);
    expect(removePoint(triangle, 0)).toBe(triangle);
  });

  it('stay within what the site takes', () => {
    let many = zone;
    for (let at = 0; at < 100; at += 1) many = insertPoint(many, 0);
    expect(many.points).toHaveLength(64);
  });
});

describe('what is wrong with a shape', () => {
  it.each([
    ['nothing with a line across the lane', line, null],
    ['a line that is a dot', newLine('a', 'Main', normPoint(0.5, 0.5), normPoint(0.505, 0.5)), 'line-too-short'],
    ['a name of blanks', { ...line, name: '  ' }, 'no-name'],
    ['nothing with a square', zone, null],
    ['a zone of two corners', newZone('z', 'Stop', corners.slice(0, 2)), 'too-few-points'],
    ['a bow tie', newZone('z', 'Stop', [corners[0]!, corners[2]!, corners[1]!, corners[3]!]), 'crosses-itself'],
  ])('%s', (_name, shape, problem) => {
    expect(problemOf(shape)).toBe(problem);
  });
});
