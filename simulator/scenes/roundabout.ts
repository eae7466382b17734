import { randomStream } from '../world/random.ts';
import { walksOver } from './parts/crossroads.ts';
import type { Arm } from './parts/arms.ts';
import { armLines, junctionMounts, junctionMovements, junctionZones } from './parts/junction-counting.ts';
import { incidentsAt } from './parts/junction-incidents.ts';
import { ringGround } from './parts/ring-ground.ts';
import { buildRing } from './parts/ring.ts';
import { TOWN_ARMS } from './parts/town-junction.ts';
import { TOWN_TRAFFIC } from './parts/town-traffic.ts';
import type { Scene } from './scene.ts';

/** A roundabout of one lane with four arms, and a zebra over each. */
export function roundaboutScene(seed: number): Scene {
  const random = randomStream(seed, 'roundabout');
  const laneWidth = random.between(3.4, 3.7);
  const speedLimit = random.pick([11.1, 13.9]);
  const plans = TOWN_ARMS.map((name, at) => ({
    ...{ name, group: '', heading: (at * Math.PI) / 2 + random.normal(0, 0.06) },
    ...{ lanes: 1, side: 'none' as const, laneWidth, speedLimit, roadLength: 140, halfMedian: 1.3 },
  }));
  const ring = buildRing({ arms: plans, radius: random.between(16, 20), mouth: random.between(0.42, 0.48) });
  const { arms, network } = ring;
  const zebraAt = (arm: Arm): number => arm.toStopLine + 9;
  const walkersPerHour = random.between(15, 50);
  return {
    ...{ name: 'roundabout', seed, network, signals: null, stops: [] },
    demands: arms.map((arm) => ({
      ...{ entry: arm.name, vehiclesPerHour: random.between(180, 380), kinds: TOWN_TRAFFIC, through: null },
      exits: arms.filter((to) => to !== arm).map((to) => [to.name, random.between(1, 3)] as const),
    })),
    walks: arms.flatMap((arm) =>
      walksOver(network, arm, zebraAt(arm), 'zebra').map((walk) => ({ walk, perHour: walkersPerHour })),
    ),
    lines: armLines(arms),
    zones: junctionZones(arms),
    movements: junctionMovements(network, arms),
    mounts: junctionMounts(arms, randomStream(seed, 'roundabout mounts')),
    ground: ringGround(ring, zebraAt, randomStream(seed, 'roundabout surroundings')),
    possible: incidentsAt(network, arms, 2),
    incidents: [],
  };
}
