import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { junctionScene } from '../../../../simulator/scenes/junction.ts';
import { createTraffic } from '../../../../simulator/traffic/simulation.ts';
import { watchScene } from '../../../../simulator/truth/watch-scene.ts';

const MINUTES = 4;

describe('the signalised junction', () => {
  it.each([1, 3, 7, 15])('flows without a collision (seed %i)', (seed) => {
    const { wrong, left, demand } = watchScene(junctionScene(seed), MINUTES);
    expect(wrong).toEqual([]);
    // Whoever came in during the last minute and a half may still be on the way.
    expect(left.length).toBeGreaterThan((demand / 60) * (MINUTES - 1.5) * 0.7);
  });

  it('is the same for the same seed to the last bit, and another for another', () => {
    const hash = (seed: number): string => {
      const traffic = createTraffic(junctionScene(seed));
      const digest = createHash('sha256');
      for (let step = 0; step < 1500; step += 1) {
        traffic.step();
        if (step % 25 === 0) digest.update(JSON.stringify([traffic.actors(), traffic.signals()]));
      }
      return digest.digest('hex');
    };
    expect(hash(5)).toBe(hash(5));
    expect(hash(5)).not.toBe(hash(6));
  });
});
