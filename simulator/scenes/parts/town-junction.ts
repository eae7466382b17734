import type { Demand } from '../../traffic/demand.ts';
import type { BusStop } from '../../traffic/halts.ts';
import type { SignalPlan } from '../../traffic/signals.ts';
import type { WalkDemand } from '../../traffic/walk-demand.ts';
import { randomStream } from '../../world/random.ts';
import type { Random } from '../../world/random.ts';
import type { Scene } from '../scene.ts';
import type { Arm, ArmPlan } from './arms.ts';
import { buildCrossroads, crossingAt, turnBetween, walksOver } from './crossroads.ts';
import type { Crossroads } from './crossroads.ts';
import { armLines, junctionMounts, junctionMovements, junctionZones } from './junction-counting.ts';
import { crossroadsGround } from './crossroads-ground.ts';
import type { MarkedCrossing } from './crossroads-ground.ts';
import { incidentsAt } from './junction-incidents.ts';

type ArmWish = Pick<ArmPlan, 'lanes' | 'side' | 'laneWidth' | 'speedLimit' | 'roadLength'>;

/** What makes one junction in a town another than the next. */
export interface TownJunction {
  readonly name: string;
  readonly seed: number;
  readonly random: Random;
  /** East, north, west and south. */
  readonly arms: readonly [ArmWish, ArmWish, ArmWish, ArmWish];
  readonly turnRadius: number;
  readonly signals: SignalPlan;
  readonly kinds: Demand['kinds'];
  readonly vehiclesPerHour: (arm: Arm) => number;
  readonly platoons?: Demand['platoons'];
  readonly course?: Demand['course'];
  readonly walkersPerHour: number;
  /** The arm that people cross at a zebra further out, instead of at the signal; none if -1. */
  readonly zebraArm: number;
  readonly stopsOn?: (crossroads: Crossroads) => BusStop[];
  readonly nearMissArm: number | null;
}

export const TOWN_ARMS = ['east', 'north', 'west', 'south'] as const;
const ZEBRA_BEFORE_LINE = 32;

/** The name of the vehicles' group of an arm, and of the walkers' who cross it. */
function groupOf(at: number): string {
  return at % 2 === 0 ? 'east-west' : 'north-south';
}

function walkGroupOf(group: string): string {
  return `walk over ${group}`;
}

const WALK_GREEN = 8;

/** One stage for either road, then one in which everybody on foot crosses and all vehicles wait. */
export function threeStages(greens: readonly [number, number], walkClearance: number, offset: number): SignalPlan {
  const walks = [walkGroupOf('east-west'), walkGroupOf('north-south')];
  return {
    stages: [
      { groups: ['east-west'], green: greens[0] },
      { groups: ['north-south'], green: greens[1] },
      { groups: [], green: WALK_GREEN + walkClearance, walks, walkGreen: WALK_GREEN },
    ],
    ...{ amber: 3, allRed: 2, redAmber: 1, offset },
  };
}

export function townJunction(wish: TownJunction): Scene {
  const { random, signals, name, seed } = wish;
  const plans = TOWN_ARMS.map((arm, at) => ({
    ...{ name: arm, group: groupOf(at), heading: (at * Math.PI) / 2 + random.normal(0, 0.05) },
    ...(wish.arms[at] ?? wish.arms[0]),
  }));
  const crossroads = buildCrossroads({
    ...{ arms: plans, signals },
    turnRadius: wish.turnRadius,
    setBack: random.between(0, 2),
  });
  const { arms, network } = crossroads;
  const crossings = arms.map((arm, at): MarkedCrossing => {
    if (at === wish.zebraArm) return { arm, at: arm.toStopLine + ZEBRA_BEFORE_LINE, signal: null };
    return { arm, at: crossingAt(arm), signal: walkGroupOf(arm.group) };
  });
  const stops = wish.stopsOn?.(crossroads) ?? [];
  return {
    ...{ name, seed, network, signals, stops },
    demands: arms.map((arm) => demandOf(wish, arms, arm)),
    walks: crossings.flatMap((crossing) => walksAt(crossroads, crossing, wish.walkersPerHour)),
    lines: armLines(arms),
    zones: junctionZones(arms),
    movements: junctionMovements(network, arms),
    mounts: junctionMounts(arms, randomStream(seed, `${name} mounts`)),
    ground: crossroadsGround(crossroads, { crossings, stops, random: randomStream(seed, `${name} surroundings`) }),
    possible: incidentsAt(network, arms, wish.nearMissArm),
    incidents: [],
  };
}

function demandOf(wish: TownJunction, arms: readonly Arm[], arm: Arm): Demand {
  const { random, kinds, platoons, course } = wish;
  const share = { straight: 65, left: random.between(10, 18), right: random.between(14, 24), 'u-turn': 0 };
  return {
    ...{ entry: arm.name, vehiclesPerHour: wish.vehiclesPerHour(arm), kinds },
    ...(platoons === undefined ? {} : { platoons }),
    ...(course === undefined ? {} : { course }),
    through: arms.find((to) => turnBetween(arms, arm, to) === 'straight')?.name ?? null,
    exits: arms.filter((to) => to !== arm).map((to) => [to.name, share[turnBetween(arms, arm, to)]] as const),
  };
}

function walksAt({ network }: Crossroads, { arm, at, signal }: MarkedCrossing, perHour: number): WalkDemand[] {
  const walks = walksOver(network, arm, at, signal === null ? 'zebra' : { signal });
  return walks.map((walk) => ({ walk, perHour }));
}
