import { randomStream } from '../world/random.ts';
import { townJunction, threeStages } from './parts/town-junction.ts';
import { TOWN_TRAFFIC } from './parts/town-traffic.ts';
import type { Scene } from './scene.ts';

/** Two roads of four lanes that cross under signals, with people who cross them. */
export function junctionScene(seed: number): Scene {
  const random = randomStream(seed, 'junction');
  const arm = {
    ...{ lanes: 2, side: 'none' as const, laneWidth: random.between(3.2, 3.5), speedLimit: random.pick([11.1, 13.9]) },
    roadLength: 160,
  };
  return townJunction({
    ...{ name: 'junction', seed, random, arms: [arm, arm, arm, arm], kinds: TOWN_TRAFFIC },
    turnRadius: random.between(8, 11),
    signals: threeStages([random.integer(22, 34), random.integer(20, 30)], 5, random.between(0, 60)),
    vehiclesPerHour: () => random.between(320, 560),
    ...{ walkersPerHour: random.between(40, 110), zebraArm: -1, nearMissArm: 2 },
  });
}
