import { randomStream } from '../world/random.ts';
import { townJunction, threeStages } from './parts/town-junction.ts';
import { TWO_WHEELER_TRAFFIC } from './parts/town-traffic.ts';
import type { Scene } from './scene.ts';

/** Streets full of two-wheelers, which pass the queues on strips of their own, and of people; one zebra without a signal. */
export function mixedStreetScene(seed: number): Scene {
  const random = randomStream(seed, 'mixed street');
  const arm = {
    ...{ lanes: 1, side: 'strip' as const, laneWidth: random.between(3.1, 3.4), speedLimit: random.pick([8.3, 11.1]) },
    roadLength: 130,
  };
  return townJunction({
    ...{ name: 'mixed-street', seed, random, arms: [arm, arm, arm, arm], kinds: TWO_WHEELER_TRAFFIC },
    turnRadius: random.between(7.5, 9),
    signals: threeStages([random.integer(20, 28), random.integer(20, 28)], 4, random.between(0, 60)),
    vehiclesPerHour: () => random.between(280, 460),
    course: [
      [0, random.between(0.7, 1)],
      [300, random.between(1, 1.3)],
      [600, random.between(0.7, 1)],
    ],
    ...{ walkersPerHour: random.between(110, 220), zebraArm: random.integer(0, 3), nearMissArm: null },
  });
}
