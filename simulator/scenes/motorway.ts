import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Lane } from '../network/lanes.ts';
import { networkBuilder } from '../network/network-builder.ts';
import type { NetworkBuilder } from '../network/network-builder.ts';
import { doubleBend, straight } from '../network/paths.ts';
import { randomStream } from '../world/random.ts';
import type { GroundLine, Scene } from './scene.ts';

/** Stations along the motorway, which runs to the east: start, where the ramp joins, where its lane ends, end. */
const [START, RAMP, MERGED, END] = [-320, -40, 260, 520] as const;
const MOTORWAY_TRAFFIC: readonly (readonly [RoadUserClass, number])[] = [
  ['car', 76],
  ['van', 9],
  ['truck', 4],
  ['trailer', 7],
  ['bus', 1],
  ['motorcycle', 2.5],
  ['emergency_vehicle', 0.5],
];

interface Shape {
  readonly lanes: number;
  readonly laneWidth: number;
  readonly speedLimit: number;
}

/** One carriageway, to which a ramp brings more traffic over a lane of its own that ends. Traffic keeps to the right. */
export function motorwayScene(seed: number): Scene {
  const random = randomStream(seed, 'motorway');
  const shape: Shape = {
    lanes: random.integer(2, 3),
    laneWidth: random.between(3.5, 3.75),
    speedLimit: random.pick([27.8, 33.3]),
  };
  const builder = networkBuilder();
  const before = carriageway(builder, 'before', [START, RAMP], shape);
  const beside = carriageway(builder, 'beside', [RAMP, MERGED], shape);
  const behind = carriageway(builder, 'behind', [MERGED, END], shape);
  for (const [lane, at] of before.entries()) followOn(builder, at, beside[lane], behind[lane]);
  addRamp(builder, beside.at(-1), shape);
  const perLane = random.between(700, 1100);
  return {
    name: 'motorway',
    seed,
    network: builder.finish(() => true),
    signals: null,
    demands: [
      {
        ...{ entry: 'west', vehiclesPerHour: perLane * shape.lanes, kinds: MOTORWAY_TRAFFIC },
        ...{ exits: [['east', 1]], through: null },
      },
      {
        ...{ entry: 'ramp', vehiclesPerHour: random.between(250, 500), kinds: MOTORWAY_TRAFFIC },
        ...{ exits: [['east', 1]], through: null },
      },
    ],
    lines: [across('before', RAMP - 60, shape), across('after', MERGED + 60, shape)],
  };
}

/** Parallel lanes between two stations, the leftmost first. */
function carriageway(
  builder: NetworkBuilder,
  name: string,
  [from, to]: readonly [number, number],
  shape: Shape,
): Lane[] {
  const lanes = Array.from({ length: shape.lanes }, (_, lane) => {
    const y = sideOf(lane, shape);
    return builder.lane({
      ...{ id: `${name} ${lane + 1}`, width: shape.laneWidth, speedLimit: shape.speedLimit, use: 'motor' },
      curve: straight({ x: from, y }, { x: to, y }),
      ...(from === START ? { entry: 'west' } : {}),
      ...(to === END ? { exit: 'east' } : {}),
    });
  });
  for (const [at, right] of lanes.entries()) {
    const left = lanes[at - 1];
    if (left !== undefined) builder.neighbours(left, right);
  }
  return lanes;
}

function followOn(builder: NetworkBuilder, first: Lane, second: Lane | undefined, third: Lane | undefined): void {
  if (second === undefined || third === undefined) return;
  builder.follow(first, second);
  builder.follow(second, third);
}

/** A bend up to the motorway, and the lane on which one gathers speed; behind its end there is grass. */
function addRamp(builder: NetworkBuilder, rightmost: Lane | undefined, shape: Shape): void {
  if (rightmost === undefined) return;
  const y = sideOf(shape.lanes, shape);
  const start = { x: RAMP - 170, y: y - 45, heading: 0.42 };
  const facts = { width: shape.laneWidth, use: 'motor' } as const;
  const bend = builder.lane({
    ...{ id: 'ramp', speedLimit: 19.4, entry: 'ramp', ...facts },
    curve: doubleBend(start, { x: RAMP, y, heading: 0 }),
  });
  const gathering = builder.lane({
    ...{ id: 'gathering', speedLimit: shape.speedLimit, ...facts },
    curve: straight({ x: RAMP, y }, { x: MERGED, y }),
  });
  builder.follow(bend, gathering);
  builder.neighbours(rightmost, gathering);
}

function sideOf(lane: number, { laneWidth }: Shape): number {
  return -(lane + 0.5) * laneWidth;
}

function across(name: string, x: number, shape: Shape): GroundLine {
  return { name, from: { x, y: 1 }, to: { x, y: sideOf(shape.lanes + 1, shape) } };
}
