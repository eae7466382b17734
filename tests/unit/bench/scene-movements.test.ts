import { describe, expect, it } from 'vitest';
import { sceneMovements } from '../../../bench/support/scene-movements.ts';
import { junctionScene } from '../../../simulator/scenes/junction.ts';
import { roundaboutScene } from '../../../simulator/scenes/roundabout.ts';

describe('the movements of simulated traffic, from true boxes', () => {
  it.each([
    ['junction', junctionScene],
    ['roundabout', roundaboutScene],
  ] as const)('of the %s are exactly those that were driven', (_name, scene) => {
    const { truth, counted } = sceneMovements(scene(1), 3);
    expect([...truth.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(15);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(truth));
  });
});
