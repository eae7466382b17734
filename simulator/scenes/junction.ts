import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Lane, TurnKind } from '../network/lanes.ts';
import { networkBuilder } from '../network/network-builder.ts';
import type { NetworkBuilder } from '../network/network-builder.ts';
import { straight, turn } from '../network/paths.ts';
import { poseAt } from '../network/curve.ts';
import type { Demand } from '../traffic/demand.ts';
import { concurrencyOf } from '../traffic/simulation.ts';
import type { SignalPlan } from '../traffic/signals.ts';
import { fromPose } from '../world/ground.ts';
import type { GroundPose } from '../world/ground.ts';
import { randomStream } from '../world/random.ts';
import type { Random } from '../world/random.ts';
import type { GroundLine, Scene } from './scene.ts';

const ARMS = ['east', 'north', 'west', 'south'] as const;
type ArmName = (typeof ARMS)[number];
const ROAD_LENGTH = 150;
const LANES = 2;
const TOWN_TRAFFIC: readonly (readonly [RoadUserClass, number])[] = [
  ['car', 70],
  ['van', 10],
  ['truck', 4],
  ['trailer', 1.5],
  ['bus', 2.5],
  ['motorcycle', 6],
  ['scooter', 2],
  ['bicycle', 3],
  ['emergency_vehicle', 0.5],
  ['construction_vehicle', 0.5],
];

interface Arm {
  readonly name: ArmName;
  /** Away from the middle. */
  readonly heading: number;
  readonly group: string;
  readonly incoming: readonly Lane[];
  readonly outgoing: readonly Lane[];
}

interface Shape {
  readonly laneWidth: number;
  readonly speedLimit: number;
  /** From the middle to the stop lines. */
  readonly toStopLine: number;
  readonly turnRadius: number;
}

/** Two roads that cross under signals; left turns give way to what comes towards them. Traffic keeps to the right. */
export function junctionScene(seed: number): Scene {
  const random = randomStream(seed, 'junction');
  const shape: Shape = {
    laneWidth: random.between(3.2, 3.5),
    speedLimit: random.pick([11.1, 13.9]),
    toStopLine: random.between(15, 19),
    turnRadius: random.between(8, 11),
  };
  const signals = planOf(random);
  const builder = networkBuilder();
  const arms = ARMS.map((name, at) => armOf(builder, name, at, shape, random));
  for (const from of arms) for (const to of arms) if (from !== to) connect(builder, from, to, shape);
  return {
    name: 'junction',
    seed,
    network: builder.finish(concurrencyOf(signals)),
    signals,
    demands: arms.map((arm) => demandOf(arm, arms, random)),
    lines: arms.map((arm) => lineBefore(arm, shape)),
  };
}

function planOf(random: Random): SignalPlan {
  return {
    stages: [
      { groups: ['east-west'], green: random.integer(22, 34) },
      { groups: ['north-south'], green: random.integer(20, 30) },
    ],
    amber: 3,
    allRed: 2,
    redAmber: 1,
    offset: random.between(0, 60),
  };
}

function armOf(builder: NetworkBuilder, name: ArmName, at: number, shape: Shape, random: Random): Arm {
  const heading = (at * Math.PI) / 2 + random.normal(0, 0.05);
  const group = at % 2 === 0 ? 'east-west' : 'north-south';
  const inwards: GroundPose = { ...fromPose({ x: 0, y: 0, heading }, ROAD_LENGTH), heading: heading + Math.PI };
  const outwards: GroundPose = { ...fromPose({ x: 0, y: 0, heading }, shape.toStopLine), heading };
  const lanes = (from: GroundPose, way: 'in' | 'out'): Lane[] =>
    Array.from({ length: LANES }, (_, lane) => {
      const left = -(lane + 0.5) * shape.laneWidth;
      const curve = straight(fromPose(from, 0, left), fromPose(from, ROAD_LENGTH - shape.toStopLine, left));
      const facts = { id: `${name} ${way} ${lane + 1}`, curve, width: shape.laneWidth, speedLimit: shape.speedLimit };
      return builder.lane({ ...facts, ...(way === 'in' ? { entry: name } : { exit: name }) });
    });
  const arm = { name, heading, group, incoming: lanes(inwards, 'in'), outgoing: lanes(outwards, 'out') };
  for (const side of [arm.incoming, arm.outgoing]) {
    for (const [lane, right] of side.entries()) {
      const left = side[lane - 1];
      if (left !== undefined) builder.neighbours(left, right);
    }
  }
  return arm;
}

/** Straight on from every lane to its own; left from the leftmost, right from the rightmost. */
function connect(builder: NetworkBuilder, from: Arm, to: Arm, shape: Shape): void {
  const kind = turnBetween(from, to);
  const lanes = kind === 'straight' ? from.incoming.keys() : [kind === 'left' ? 0 : LANES - 1];
  for (const lane of lanes) {
    const [a, b] = [from.incoming[lane], to.outgoing[lane]];
    if (a === undefined || b === undefined) continue;
    builder.connector({
      ...{ from: a, to: b, turn: kind, signal: from.group },
      curve: turn(poseAt(a.curve, a.curve.length), poseAt(b.curve, 0), kind === 'left' ? 30 : shape.turnRadius),
      rank: { straight: 3, right: 2, left: 1, 'u-turn': 0 }[kind],
    });
  }
}

function turnBetween(from: Arm, to: Arm): TurnKind {
  const quarter = (ARMS.indexOf(to.name) - ARMS.indexOf(from.name) + 4) % 4;
  return quarter === 2 ? 'straight' : quarter === 1 ? 'right' : 'left';
}

function demandOf(arm: Arm, arms: readonly Arm[], random: Random): Demand {
  const share = { straight: 65, left: random.between(10, 18), right: random.between(14, 24), 'u-turn': 0 };
  return {
    entry: arm.name,
    vehiclesPerHour: random.between(350, 700),
    kinds: TOWN_TRAFFIC,
    through: arms.find((to) => turnBetween(arm, to) === 'straight')?.name ?? null,
    exits: arms.filter((to) => to !== arm).map((to) => [to.name, share[turnBetween(arm, to)]] as const),
  };
}

/** Across both directions, far enough from the stop line to see a queue pass it. */
function lineBefore({ name, heading }: Arm, { toStopLine, laneWidth }: Shape): GroundLine {
  const middle: GroundPose = { ...fromPose({ x: 0, y: 0, heading }, toStopLine + 12), heading };
  const half = (LANES + 0.4) * laneWidth;
  return { name, from: fromPose(middle, 0, half), to: fromPose(middle, 0, -half) };
}
