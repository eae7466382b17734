import { describe, expect, it } from 'vitest';
import { createDirectedLine, pointBetween, reversedLine, signedDistance } from '../../../../domain/geometry/line.ts';
import { normPoint } from '../../../../domain/geometry/points.ts';

const line = { from: normPoint(0.2, 0.5), to: normPoint(0.8, 0.5) };

describe('directed lines', () => {
  it('has positive below a line that goes from left to right', () => {
    expect(signedDistance(line, normPoint(0.5, 0.7), 16 / 9)).toBeCloseTo(0.2, 12);
    expect(signedDistance(line, normPoint(0.5, 0.4), 16 / 9)).toBeCloseTo(-0.1, 12);
    expect(signedDistance(line, normPoint(0.9, 0.5), 16 / 9)).toBe(0);
  });

  it('measures in picture heights whatever the direction', () => {
    const upright = { from: normPoint(0.5, 0.2), to: normPoint(0.5, 0.8) };
    expect(signedDistance(upright, normPoint(0.4, 0.5), 2)).toBeCloseTo(0.2, 12);
    const slanted = { from: normPoint(0.25, 0), to: normPoint(0.75, 1) };
    expect(signedDistance(slanted, normPoint(0.75, 0), 2)).toBeCloseTo(-Math.SQRT1_2, 12);
  });

  it('changes only the sign when it is drawn the other way', () => {
    const point = normPoint(0.31, 0.62);
    expect(signedDistance(reversedLine(line), point, 1.5)).toBeCloseTo(-signedDistance(line, point, 1.5), 12);
  });

  it.each([
    ['without length', normPoint(0.5, 0.5), normPoint(0.5, 0.5), 'line-too-short'],
    ['of a hand that only clicked', normPoint(0.5, 0.5), normPoint(0.505, 0.505), 'line-too-short'],
    ['that leaves the picture', normPoint(-0.1, 0.5), normPoint(0.5, 0.5), 'line-outside'],
    ['of no numbers', normPoint(Number.NaN, 0.5), normPoint(0.5, 0.5), 'line-outside'],
  ])('refuses a line %s and says what to do', (_, from, to, code) => {
    const outcome = createDirectedLine(from, to);
    expect(outcome.ok).toBe(false);
    if (!outcome.ok) {
      expect(outcome.failure.code).toBe(code);
      expect(outcome.failure.hint).not.toBe('');
    }
  });

  it('accepts a line across a lane', () => {
    expect(createDirectedLine(line.from, line.to)).toEqual({ ok: true, value: line });
  });

  it('finds the points between two', () => {
    expect(pointBetween(normPoint(0, 1), normPoint(1, 0), 0.25)).toEqual({ x: 0.25, y: 0.75 });
  });
});
