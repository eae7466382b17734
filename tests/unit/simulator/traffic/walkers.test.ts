import { describe, expect, it } from 'vitest';
import { SCENES } from '../../../../simulator/scenes/scenes.ts';
import { createTraffic } from '../../../../simulator/traffic/simulation.ts';

function run(name: string, seed: number, seconds: number, look: (traffic: ReturnType<typeof createTraffic>) => void) {
  const scene = SCENES[name]?.(seed);
  if (scene === undefined) throw new Error(`no scene ${name}`);
  const traffic = createTraffic(scene);
  while (traffic.seconds < seconds) {
    traffic.step();
    look(traffic);
  }
}

describe('people on foot', () => {
  it('step off the kerb at green only, and get across', () => {
    const before = new Map<number, number>();
    let [stepped, across] = [0, 0];
    run('junction', 2, 260, (traffic) => {
      const lights = new Map(traffic.signals().map(({ group, light }) => [group, light]));
      for (const { id, walk, station } of traffic.walkers) {
        const was = before.get(id) ?? 0;
        before.set(id, station);
        const { right } = walk;
        // The last step before the edge of the carriageway is taken with the light in view.
        if (typeof right === 'object' && was < walk.kerb - 0.6 && station >= walk.kerb - 0.6) {
          stepped += 1;
          expect(lights.get(right.signal)).toBe('green');
        }
        if (was < walk.farKerb && station >= walk.farKerb) across += 1;
      }
    });
    expect(stepped).toBeGreaterThan(5);
    expect(across).toBeGreaterThan(5);
  });

  it('are let over a zebra by drivers who would have priority nowhere else', () => {
    let stopped = 0;
    let across = 0;
    const before = new Map<number, number>();
    run('roundabout', 2, 260, (traffic) => {
      for (const { id, walk, station } of traffic.walkers) {
        if ((before.get(id) ?? 0) < walk.farKerb && station >= walk.farKerb) across += 1;
        before.set(id, station);
      }
      stopped += traffic.vehicles.filter(({ speed, acceleration }) => speed > 1 && acceleration < -1).length;
    });
    expect(across).toBeGreaterThan(5);
    expect(stopped).toBeGreaterThan(0);
  });
});
