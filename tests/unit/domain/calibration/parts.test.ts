import { describe, expect, it } from 'vitest';
import { convexHull, widened } from '../../../../domain/calibration/convex-hull.ts';
import { fitCalibration } from '../../../../domain/calibration/fit-calibration.ts';
import { groundGrid } from '../../../../domain/calibration/ground-grid.ts';
import { groundMap } from '../../../../domain/calibration/ground-map.ts';
import { bent, straightened } from '../../../../domain/calibration/lens.ts';
import { inverse, multiply } from '../../../../domain/calibration/matrix.ts';
import { addOuter, eigenOf, inverseOf, symmetric } from '../../../../domain/calibration/symmetric.ts';
import { normPoint } from '../../../../domain/geometry/points.ts';

describe('the small algebra', () => {
  it('inverts three by three, and says so where it cannot', () => {
    const m = [2, 0, 1, 0, 3, 0, 1, 0, 1];
    multiply(m, inverse(m) ?? []).forEach((value, at) => expect(value).toBeCloseTo(at % 4 === 0 ? 1 : 0, 12));
    expect(inverse([1, 2, 3, 2, 4, 6, 1, 1, 1])).toBeNull();
  });

  it('finds eigenvalues and their vectors', () => {
    const m = symmetric(2);
    addOuter(m, [1, 1], 2);
    addOuter(m, [1, -1], 0.5);
    const [least, most] = eigenOf(m);
    expect(least?.value).toBeCloseTo(1, 12);
    expect(most?.value).toBeCloseTo(4, 12);
    expect(Math.abs(most?.vector[0] ?? 0)).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it('inverts what is definite', () => {
    const m = symmetric(2);
    addOuter(m, [2, 1], 1);
    addOuter(m, [0, 1], 1);
    expect([...(inverseOf(m)?.values ?? [])].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([
      0.5, -0.5, -0.5, 1,
    ]);
    const flat = symmetric(2);
    addOuter(flat, [1, 2], 1);
    expect(inverseOf(flat)).toBeNull();
  });
});

describe('a lens', () => {
  it.each([-0.25, -0.1, 0, 0.2])('bends and is taken back (k1 %f)', (k1) => {
    for (const point of [
      { x: 0.8, y: 0.45 },
      { x: -0.2, y: 0.1 },
      { x: 0, y: 0 },
    ]) {
      const back = straightened(k1, bent(k1, point));
      expect(back.x).toBeCloseTo(point.x, 9);
      expect(back.y).toBeCloseTo(point.y, 9);
    }
  });
});

describe('the region around points', () => {
  const square = [
    normPoint(0.4, 0.4),
    normPoint(0.6, 0.4),
    normPoint(0.6, 0.6),
    normPoint(0.4, 0.6),
    normPoint(0.5, 0.5),
  ];

  it('is their hull, made wider around its middle', () => {
    const hull = convexHull(square);
    expect(hull).toHaveLength(4);
    const wide = widened(hull, 1.5);
    expect(Math.min(...wide.map(({ x }) => x))).toBeCloseTo(0.35, 12);
    expect(Math.max(...wide.map(({ y }) => y))).toBeCloseTo(0.65, 12);
  });

  it('ends at the edges of the picture', () => {
    for (const { x, y } of widened(convexHull(square), 9)) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x, y)).toBeLessThanOrEqual(1);
    }
  });
});

describe('the grid', () => {
  it('has round steps and stays inside the region', () => {
    const fit = fitCalibration({
      picture: { width: 1000, height: 1000 },
      points: [
        { picture: normPoint(0.1, 0.9), ground: { x: 0, y: 0 } },
        { picture: normPoint(0.9, 0.9), ground: { x: 8, y: 0 } },
        { picture: normPoint(0.9, 0.1), ground: { x: 8, y: 8 } },
        { picture: normPoint(0.1, 0.1), ground: { x: 0, y: 8 } },
      ],
      lens: 0,
      region: { kind: 'around-points', factor: 1 },
      checkLine: null,
    });
    if (!fit.ok) throw new Error(fit.failure.message);
    const map = groundMap(fit.value.groundToPicture, 0, 1);
    if (map === null) throw new Error('there is no way back');
    const { step, lines } = groundGrid(map, fit.value.region);
    expect(step).toBe(1);
    expect(lines.length).toBeGreaterThan(12);
    for (const { x, y } of lines.flat()) {
      expect(Math.min(x, y)).toBeGreaterThan(0.0999);
      expect(Math.max(x, y)).toBeLessThan(0.9001);
    }
  });
});
