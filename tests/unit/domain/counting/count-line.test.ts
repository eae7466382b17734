import { describe, expect, it } from 'vitest';
import { normPoint, type NormPoint } from '../../../../domain/geometry/points.ts';
import { linePosition, prepareLine } from '../../../../domain/counting/count-line.ts';
import { beginDistance, clearDistance, extentAcross, returnDistance } from '../../../../domain/counting/hysteresis.ts';
import { quantBox } from '../../../../domain/tracking/quant-box.ts';
import { seededRandom } from '../tracking/synthetic-traffic.ts';
import { ASPECT, lineFrom } from './counting-scenes.ts';

/**
 * The convention, in picture heights: on a line drawn from left to right, below (nearer to the camera) is positive, and
 * going from negative to positive is "in". Without the aspect a slanted line's distances would be skewed.
 */
function signedDistance(line: { readonly from: NormPoint; readonly to: NormPoint }, point: NormPoint): number {
  const dx = (line.to.x - line.from.x) * ASPECT;
  const dy = line.to.y - line.from.y;
  const cross = dx * (point.y - line.from.y) - dy * (point.x - line.from.x) * ASPECT;
  return cross / Math.hypot(dx, dy);
}

describe('a line made ready for counting', () => {
  it('has positive below a line that goes from left to right, in picture heights', () => {
    const line = prepareLine(lineFrom(0.2, 0.5, 0.8, 0.5), 16 / 9);
    expect(linePosition(line, normPoint(0.5, 0.7)).across).toBeCloseTo(0.2, 12);
    expect(linePosition(line, normPoint(0.5, 0.4)).across).toBeCloseTo(-0.1, 12);
    const upright = prepareLine(lineFrom(0.5, 0.2, 0.5, 0.8), 2);
    expect(linePosition(upright, normPoint(0.4, 0.5)).across).toBeCloseTo(0.2, 12);
  });

  it('has the sides that the convention names, however it was drawn', () => {
    const random = seededRandom(1);
    for (let round = 0; round < 200; round += 1) {
      const line = lineFrom(random(), random(), random(), random());
      const point = normPoint(random(), random());
      const { across } = linePosition(prepareLine(line, ASPECT), point);
      expect(across).toBeCloseTo(signedDistance(line, point), 9);
    }
  });

  it('gives exactly opposite sides when it is drawn backwards', () => {
    const line = lineFrom(0.7, 0.2, 0.1, 0.9);
    const there = linePosition(prepareLine(line, ASPECT), normPoint(0.3, 0.3));
    const back = linePosition(prepareLine({ ...line, from: line.to, to: line.from }, ASPECT), normPoint(0.3, 0.3));
    expect(back).toEqual({ across: -there.across, along: there.along });
  });
});

describe('how far is clear of a line', () => {
  it.each([
    { name: 'a vehicle of a few pixels', extent: 0.01, clear: 0.004, back: 0.005 },
    { name: 'a car', extent: 0.1, clear: 0.015, back: 0.05 },
    { name: 'a lorry in front of the camera', extent: 0.6, clear: 0.04, back: 0.3 },
  ])('for $name', ({ extent, clear, back }) => {
    expect(clearDistance(extent)).toBeCloseTo(clear, 9);
    expect(returnDistance(extent)).toBeCloseTo(back, 9);
    expect(beginDistance(extent)).toBeCloseTo(clear / 3, 9);
  });

  it('takes the extent across the line: height for a level line, width for an upright one', () => {
    const box = quantBox(0.2, 0.2, 0.6, 0.5);
    expect(extentAcross(box, 0, 1, 2)).toBeCloseTo(0.3, 4);
    expect(extentAcross(box, -1, 0, 2)).toBeCloseTo(0.8, 4);
  });
});
