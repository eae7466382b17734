import type { Lane } from '../network/lanes.ts';
import type { BusStop } from '../traffic/halts.ts';
import { randomStream } from '../world/random.ts';
import type { Crossroads } from './parts/crossroads.ts';
import { townJunction, threeStages } from './parts/town-junction.ts';
import { TOWN_TRAFFIC } from './parts/town-traffic.ts';
import type { Scene } from './scene.ts';

const ARTERIAL_TRAFFIC = TOWN_TRAFFIC.map(([kind, share]) => [kind, kind === 'bus' ? 6 : share] as const);

/** A main road with bus lanes and stops, in platoons from the signals before; a small road crosses it. */
export function arterialScene(seed: number): Scene {
  const random = randomStream(seed, 'arterial');
  const laneWidth = random.between(3.1, 3.4);
  const main = { lanes: 2, side: 'bus', laneWidth, speedLimit: 13.9, roadLength: 200 } as const;
  const small = { lanes: 1, side: 'none', laneWidth, speedLimit: random.pick([8.3, 11.1]), roadLength: 130 } as const;
  return townJunction({
    ...{ name: 'arterial', seed, random, arms: [main, small, main, small], kinds: ARTERIAL_TRAFFIC },
    turnRadius: random.between(8, 10),
    signals: threeStages([random.integer(36, 48), random.integer(16, 22)], 10, random.between(0, 60)),
    vehiclesPerHour: ({ side }) => (side === 'bus' ? random.between(550, 850) : random.between(120, 220)),
    platoons: { every: random.integer(70, 90), lasting: random.integer(25, 35) },
    ...{ walkersPerHour: random.between(30, 90), zebraArm: -1, nearMissArm: 1 },
    stopsOn: busStops,
  });
}

/** One before the junction and one behind it, each way. */
function busStops({ arms }: Crossroads): BusStop[] {
  return arms.flatMap(({ name, farSide, outgoingSide }) => [
    ...stopOn(farSide, `${name} inwards`, 0.6),
    ...stopOn(outgoingSide, `${name} outwards`, 0.35),
  ]);
}

function stopOn(lane: Lane | null, name: string, share: number): BusStop[] {
  return lane === null ? [] : [{ name, lane: lane.index, station: lane.curve.length * share }];
}
