import { describe, expect, it } from 'vitest';
import { motorwayScene } from '../../../../simulator/scenes/motorway.ts';
import { watchScene } from '../../../../simulator/truth/watch-scene.ts';

describe('the motorway with a ramp', () => {
  it.each([1, 10, 14, 20])('flows, and takes in what the ramp brings, without a collision (seed %i)', (seed) => {
    const { wrong, left, demand, vehicles } = watchScene(motorwayScene(seed), 5);
    expect(wrong).toEqual([]);
    expect(left.length).toBeGreaterThan((demand / 60) * 4 * 0.7);
    const ramp = left.filter(({ entry }) => entry === 'ramp');
    expect(ramp.length).toBeGreaterThan(10);
    // Nobody waits for ever at the end of the lane.
    expect(vehicles.filter(({ entry, speed }) => entry === 'ramp' && speed < 1).length).toBeLessThan(4);
  });
});
