import { mountLookingAt } from '../camera/mounts.ts';
import type { CameraMount } from '../camera/mounts.ts';
import type { Incident } from '../incidents/incident.ts';
import { bandAlong, beside } from '../network/bands.ts';
import type { Lane, RoadNetwork } from '../network/lanes.ts';
import { networkBuilder } from '../network/network-builder.ts';
import type { NetworkBuilder } from '../network/network-builder.ts';
import { doubleBend, straight } from '../network/paths.ts';
import { walkOver } from '../network/walks.ts';
import type { GroundPlan } from '../world/ground-plan.ts';
import { randomStream } from '../world/random.ts';
import type { Random } from '../world/random.ts';
import { addCarriageway, carriagewayMarkings } from './parts/carriageway.ts';
import { EMPTY_GROUND } from './parts/surroundings.ts';
import { FAST_TRAFFIC } from './parts/town-traffic.ts';
import type { GroundLine, GroundZone, Movement, Scene } from './scene.ts';

/** Stations along the motorway, which runs to the east: start, where the ramp joins, where its lane ends, end. */
const [START, RAMP, MERGED, END] = [-320, -40, 260, 520] as const;
/** Left and right of the lanes there is room to stand, and beyond it a rail. */
const SHOULDER = 2.8;

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
  const before = section(builder, 'before', [START, RAMP], shape);
  const next = section(builder, 'beside', [RAMP, MERGED], shape);
  const behind = section(builder, 'behind', [MERGED, END], shape);
  for (const [lane, at] of before.entries()) followOn(builder, at, next[lane], behind[lane]);
  const ramp = addRamp(builder, next.at(-1), shape);
  const network = builder.finish(() => true);
  const perLane = random.between(700, 1100);
  const toEast = { exits: [['east', 1]], through: null, kinds: FAST_TRAFFIC } as const;
  return {
    ...{ name: 'motorway', seed, network, signals: null, walks: [], stops: [] },
    demands: [
      { entry: 'west', vehiclesPerHour: perLane * shape.lanes, ...toEast },
      { entry: 'ramp', vehiclesPerHour: random.between(250, 500), ...toEast },
    ],
    lines: [across('before', RAMP - 60, shape), across('after', MERGED + 60, shape)],
    zones: [zone('merging', RAMP, MERGED, shape), zone('behind', MERGED, MERGED + 120, shape)],
    movements: movements(before[0], ramp),
    mounts: mounts(shape, randomStream(seed, 'motorway mounts')),
    ground: ground(shape, ramp),
    possible: possible(network, { before, behind }, shape),
    incidents: [],
  };
}

function section(builder: NetworkBuilder, name: string, [from, to]: readonly [number, number], shape: Shape): Lane[] {
  return addCarriageway(builder, {
    ...{ name, edge: straight({ x: from, y: 0 }, { x: to, y: 0 }), ...shape },
    ...(from === START ? { entry: 'west' } : {}),
    ...(to === END ? { exit: 'east' } : {}),
  });
}

function followOn(builder: NetworkBuilder, first: Lane, second: Lane | undefined, third: Lane | undefined): void {
  if (second === undefined || third === undefined) return;
  builder.follow(first, second);
  builder.follow(second, third);
}

/** A bend up to the motorway, and the lane on which one gathers speed; behind its end there is grass. */
function addRamp(builder: NetworkBuilder, rightmost: Lane | undefined, shape: Shape): Lane {
  if (rightmost === undefined) throw new RangeError('a motorway has lanes');
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
  return bend;
}

function sideOf(lane: number, { laneWidth }: Shape): number {
  return -(lane + 0.5) * laneWidth;
}

function across(name: string, x: number, shape: Shape): GroundLine {
  return { name, from: { x, y: 1 }, to: { x, y: sideOf(shape.lanes + 1, shape) } };
}

function zone(name: string, from: number, to: number, { lanes, laneWidth }: Shape): GroundZone {
  const bottom = -(lanes + 1) * laneWidth;
  return {
    name,
    outline: [
      { x: from, y: 0 },
      { x: to, y: 0 },
      { x: to, y: bottom },
      { x: from, y: bottom },
    ],
  };
}

function movements(main: Lane | undefined, ramp: Lane): Movement[] {
  const of = (from: string, lane: Lane): Movement => {
    return { name: `${from} to east`, from, to: 'east', path: beside(lane.curve, 0) };
  };
  return [...(main === undefined ? [] : [of('west', main)]), of('ramp', ramp)];
}

/** On a bridge over the carriageway, and on masts beside it. */
function mounts({ lanes, laneWidth }: Shape, random: Random): CameraMount[] {
  const middle = (-lanes * laneWidth) / 2;
  const fov = (random.between(22, 34) * Math.PI) / 180;
  const right = -(lanes + 1) * laneWidth - SHOULDER - 1.5;
  return [
    mountLookingAt('from the bridge', { x: RAMP - 30, y: middle, z: 7.5 }, { x: RAMP + 25, y: middle - 2 }, fov),
    mountLookingAt('where they merge', { x: RAMP + 20, y: right, z: 9.5 }, { x: RAMP + 75, y: middle }, fov * 1.2),
    mountLookingAt('towards the traffic', { x: MERGED + 50, y: 4.5, z: 11 }, { x: MERGED - 15, y: middle }, fov),
    mountLookingAt('from a high mast', { x: MERGED - 60, y: right - 8, z: 22 }, { x: MERGED, y: middle }, fov * 1.3),
  ];
}

function ground({ lanes, laneWidth }: Shape, ramp: Lane): GroundPlan {
  const whole = straight({ x: START, y: 0 }, { x: END, y: 0 });
  const gathering = straight({ x: RAMP, y: -lanes * laneWidth }, { x: MERGED, y: -lanes * laneWidth });
  const [left, right] = [SHOULDER, -(lanes * laneWidth + SHOULDER)];
  return {
    ...EMPTY_GROUND,
    carriageways: [
      bandAlong(whole, left, right),
      bandAlong(gathering, 0, -laneWidth - SHOULDER),
      bandAlong(ramp.curve, laneWidth / 2 + 0.5, -laneWidth / 2 - 1.5),
    ],
    markings: [
      ...carriagewayMarkings(whole, lanes, laneWidth),
      { kind: 'dashed', points: beside(gathering, 0), width: 0.3 },
      { kind: 'solid', points: beside(gathering, -laneWidth), width: 0.24 },
      ...[1, -1].map((side) => {
        return { kind: 'solid' as const, points: beside(ramp.curve, (side * laneWidth) / 2), width: 0.15 };
      }),
    ],
    barriers: [
      { kind: 'guard-rail', points: beside(whole, left + 0.6), height: 0.75 },
      { kind: 'guard-rail', points: beside(whole, right - 4.4, MERGED - START + 40), height: 0.75 },
    ],
    signs: [{ kind: 'direction', pose: { x: RAMP - 90, y: right - 2.5, heading: Math.PI } }],
  };
}

function possible(
  network: RoadNetwork,
  { before, behind }: { before: readonly Lane[]; behind: readonly Lane[] },
  { lanes, laneWidth, speedLimit }: Shape,
): Incident[] {
  const [left, right, last] = [before[0], before.at(-1), behind.at(-1)];
  if (left === undefined || right === undefined || last === undefined) return [];
  const shoulder = -(lanes * laneWidth + SHOULDER / 2);
  // Along the right shoulder, before the ramp joins.
  const curve = straight({ x: RAMP - 150, y: shoulder }, { x: RAMP - 60, y: shoulder });
  const walk = walkOver(network, { id: 'shoulder', curve, right: 'none', kerb: 1, farKerb: curve.length - 1 });
  return [
    { kind: 'stopped-vehicle', at: 0, lane: right.index, station: 190, seconds: 90 },
    { kind: 'sudden-stop', at: 0, lane: left.index, from: 90, to: 220, seconds: 12 },
    { kind: 'debris', at: 0, lane: last.index, station: 150, seconds: 120 },
    {
      ...{ kind: 'wrong-way', at: 0, bodyId: 'car-hatchback', speed: Math.min(14, speedLimit / 2) },
      curve: straight({ x: END, y: SHOULDER / 2 }, { x: START, y: SHOULDER / 2 }),
    },
    { kind: 'pedestrian-on-carriageway', at: 0, walk, standsAt: curve.length / 2, seconds: 25 },
    { kind: 'jam', at: 0, exit: 'east', seconds: 540, station: END - MERGED - 10, open: 0.08 },
    { kind: 'camera-knocked', at: 0, yaw: -0.05, pitch: 0.05, roll: -0.02 },
  ];
}
