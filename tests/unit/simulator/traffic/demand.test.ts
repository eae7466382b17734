import { describe, expect, it } from 'vitest';
import { volumeAt } from '../../../../simulator/traffic/demand.ts';
import type { Demand } from '../../../../simulator/traffic/demand.ts';

const DEMAND: Demand = { entry: 'w', vehiclesPerHour: 600, kinds: [['car', 1]], exits: [['e', 1]], through: null };

describe('the volume of a demand', () => {
  it('is even unless said otherwise', () => {
    expect([0, 100, 1000].map((seconds) => volumeAt(DEMAND, seconds))).toEqual([1, 1, 1]);
  });

  it('goes in straight lines between the points of its course', () => {
    const demand: Demand = {
      ...DEMAND,
      course: [
        [0, 0.5],
        [100, 1.5],
      ],
    };
    expect([0, 50, 100, 500].map((seconds) => volumeAt(demand, seconds))).toEqual([0.5, 1, 1.5, 1.5]);
  });

  it('comes in groups that keep its mean', () => {
    const demand: Demand = { ...DEMAND, platoons: { every: 80, lasting: 30 } };
    const volumes = Array.from({ length: 800 }, (_, at) => volumeAt(demand, at / 10));
    expect(volumes.reduce((sum, one) => sum + one, 0) / 800).toBeCloseTo(1, 2);
    expect(volumeAt(demand, 10)).toBeGreaterThan(2 * volumeAt(demand, 50));
  });
});
