import { describe, expect, it } from 'vitest';
import { straight } from '../../../../simulator/network/paths.ts';
import { networkBuilder } from '../../../../simulator/network/network-builder.ts';
import { createTraffic, STEP_SECONDS } from '../../../../simulator/traffic/simulation.ts';
import type { SignalPlan } from '../../../../simulator/traffic/signals.ts';

const PLAN: SignalPlan = {
  stages: [
    { groups: ['road'], green: 40 },
    { groups: ['other'], green: 20 },
  ],
  ...{ amber: 3, allRed: 2, redAmber: 1, offset: -45 },
};

/** One lane to a stop line, with more traffic than it can take. */
function lane() {
  const builder = networkBuilder();
  const facts = { width: 3.3, speedLimit: 13.9 };
  const before = builder.lane({ id: 'in', curve: straight({ x: 0, y: 0 }, { x: 300, y: 0 }), entry: 'w', ...facts });
  const after = builder.lane({ id: 'out', curve: straight({ x: 330, y: 0 }, { x: 600, y: 0 }), exit: 'e', ...facts });
  const curve = straight({ x: 300, y: 0 }, { x: 330, y: 0 });
  builder.connector({ from: before, to: after, curve, turn: 'straight', signal: 'road', rank: 1 });
  return builder.finish(() => true);
}

/** When each front bumper passes the stop line, green by green. */
function departures(seed: number): number[][] {
  const traffic = createTraffic({
    network: lane(),
    signals: PLAN,
    seed,
    demands: [{ entry: 'w', vehiclesPerHour: 2400, kinds: [['car', 1]], exits: [['e', 1]], through: null }],
  });
  const greens: number[][] = [];
  const passed = new Set<number>();
  for (let step = 0; step < 700 / STEP_SECONDS; step += 1) {
    traffic.step();
    const light = traffic.signals().find(({ group }) => group === 'road')?.light;
    if (light === 'red-amber' && (greens.at(-1)?.length ?? 1) > 0) greens.push([]);
    for (const { id, leg } of traffic.vehicles) {
      if (leg === 0 || passed.has(id)) continue;
      passed.add(id);
      greens.at(-1)?.push(traffic.seconds);
    }
  }
  return greens.slice(1, -1);
}

describe('a queue that discharges', () => {
  it('reaches the saturation flow that is measured on streets', () => {
    const gaps = [1, 2, 3].flatMap((seed) =>
      departures(seed).flatMap((times) => times.slice(4, 14).map((time, at) => time - (times[at + 3] ?? time))),
    );
    expect(gaps.length).toBeGreaterThan(100);
    const flow = 3600 / (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
    expect(flow).toBeGreaterThan(1700);
    expect(flow).toBeLessThan(2000);
  });

  it('lets nobody pass at red', () => {
    const traffic = createTraffic({
      network: lane(),
      signals: PLAN,
      seed: 4,
      demands: [
        {
          entry: 'w',
          vehiclesPerHour: 900,
          kinds: [
            ['car', 3],
            ['truck', 1],
          ],
          exits: [['e', 1]],
          through: null,
        },
      ],
    });
    const legs = new Map<number, number>();
    for (let step = 0; step < 400 / STEP_SECONDS; step += 1) {
      traffic.step();
      const light = traffic.signals().find(({ group }) => group === 'road')?.light;
      for (const { id, leg } of traffic.vehicles) {
        if (legs.get(id) === 0 && leg === 1) expect(['green', 'amber']).toContain(light);
        legs.set(id, leg);
      }
    }
    expect(legs.size).toBeGreaterThan(60);
  });
});
