import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { junctionScene } from '../../../../simulator/scenes/junction.ts';
import { createTraffic, STEP_SECONDS } from '../../../../simulator/traffic/simulation.ts';
import { actorOverlap } from '../../../../simulator/world/footprint.ts';

const MINUTES = 4;

/** Runs a junction and tells of everything that must not be. */
function watch(seed: number) {
  const scene = junctionScene(seed);
  const traffic = createTraffic(scene);
  const wrong: string[] = [];
  let left = 0;
  for (let step = 0; step < (MINUTES * 60) / STEP_SECONDS; step += 1) {
    traffic.step();
    left += traffic.left.length;
    for (const { id, route, exit } of traffic.left) {
      if (scene.network.lanes[route.at(-1) ?? -1]?.exit !== exit) wrong.push(`${id} left by the wrong road`);
    }
    if (step % 5 > 0) continue;
    const actors = traffic.actors();
    for (const [at, one] of actors.entries()) {
      for (const other of actors.slice(at + 1)) {
        if (actorOverlap(one, other) > 0.05) wrong.push(`${one.id} and ${other.id} collide at ${traffic.seconds}`);
      }
    }
  }
  return { wrong, left, demand: scene.demands.reduce((sum, { vehiclesPerHour }) => sum + vehiclesPerHour, 0) };
}

describe('the signalised junction', () => {
  it.each([1, 3, 7, 15])('flows without a collision (seed %i)', (seed) => {
    const { wrong, left, demand } = watch(seed);
    expect(wrong).toEqual([]);
    // Whoever came in during the last minute and a half may still be on the way.
    expect(left).toBeGreaterThan((demand / 60) * (MINUTES - 1.5) * 0.7);
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
