import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../simulator/world/random.ts';

describe('numbers by chance', () => {
  const draw = (seed: number, name: string, count = 5): number[] => {
    const random = randomStream(seed, name);
    return Array.from({ length: count }, random.next);
  };

  it('are repeated by seed and name, and differ by either', () => {
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
  });

  it('are spread evenly, and have the moments that are asked for', () => {
    const random = randomStream(3, 'moments');
    const many = 20_000;
    const mean = (of: () => number): number =>
      Array.from({ length: many }, of).reduce((sum, one) => sum + one, 0) / many;
    expect(mean(random.next)).toBeCloseTo(0.5, 1);
    expect(mean(() => random.normal(10, 2))).toBeCloseTo(10, 0);
    expect(mean(() => random.normal(0, 2) ** 2)).toBeCloseTo(4, 0);
    expect(mean(() => random.exponential(7))).toBeCloseTo(7, 0);
    expect(
      mean(() =>
        random.weighted([
          ['x', 1],
          ['y', 3],
        ] as const) === 'y'
          ? 1
          : 0,
      ),
    ).toBeCloseTo(0.75, 1);
  });

  it('keep whole numbers within both ends', () => {
    const random = randomStream(4, 'ends');
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(2, 4)));
    expect([...seen].sort()).toEqual([2, 3, 4]);
  });
});
