import { bandAlong, beside } from '../../network/bands.ts';
import { nearestStation, poseAt } from '../../network/curve.ts';
import type { Curve } from '../../network/curve.ts';
import type { Lane, RoadNetwork } from '../../network/lanes.ts';
import { turn } from '../../network/paths.ts';
import type { BusStop } from '../../traffic/halts.ts';
import { LINE_WIDTH } from '../../world/ground-plan.ts';
import type { ArrowTurn, GroundPlan, Marking, SignalPost } from '../../world/ground-plan.ts';
import type { GroundPose } from '../../world/ground.ts';
import type { Random } from '../../world/random.ts';
import { onArm, poseOnArm } from './arms.ts';
import type { Arm } from './arms.ts';
import { CROSSING_WIDTH } from './crossroads.ts';
import type { Crossroads } from './crossroads.ts';
import { EMPTY_GROUND, lampsAlong, plotsAlong, treesAlong } from './surroundings.ts';
import type { Roadside } from './surroundings.ts';

/** Where people cross an arm, and how. */
export interface MarkedCrossing {
  readonly arm: Arm;
  readonly at: number;
  readonly signal: string | null;
}

const FOOTWAY_WIDTH = 5;
const BEHIND_KERB = 0.7;
const SHELTER_BEHIND_KERB = 5.6;
const SOLID_BEFORE_LINE = 30;

export function crossroadsGround(
  crossroads: Crossroads,
  { crossings, stops, random }: { crossings: readonly MarkedCrossing[]; stops: readonly BusStop[]; random: Random },
): GroundPlan {
  const { arms, network } = crossroads;
  const corners = arms.map((arm, at) => cornerKerb(crossroads, arm, arms[(at + 1) % arms.length] ?? arm));
  const sides: Roadside[] = corners.map((kerb) => ({ kerb, free: [cornerStretch(kerb, arms)] }));
  const keepOff = corners.flatMap((kerb) => beside(kerb, 0));
  return {
    ...EMPTY_GROUND,
    carriageways: [corners.flatMap((kerb) => beside(kerb, 0))],
    // Going inwards along a kerb, the footway is on the right.
    footways: corners.map((kerb) => bandAlong(kerb, 0, -FOOTWAY_WIDTH)),
    kerbs: corners.map((kerb) => beside(kerb, 0)),
    markings: [
      ...arms.flatMap((arm) => armMarkings(network, arm)),
      ...crossings.map(({ arm, at, signal }): Marking => {
        const points = [onArm(arm, at, arm.halfWidth), onArm(arm, at, -arm.halfWidth)];
        return { kind: signal === null ? 'zebra' : 'crossing', points, width: CROSSING_WIDTH };
      }),
    ],
    signalPosts: [...arms.map(vehiclePost), ...crossings.flatMap(walkerPosts)],
    shelters: stops.map((stop) => shelterAt(network, stop)),
    signs: [
      ...stops.map((stop) => ({ kind: 'bus-stop' as const, pose: besideStop(network, stop, BEHIND_KERB) })),
      ...crossings
        .filter(({ signal }) => signal === null)
        .map(({ arm, at }) => ({ kind: 'zebra' as const, pose: poseOnArm(arm, at + 3, arm.halfWidth + BEHIND_KERB) })),
    ],
    plots: sides.flatMap((side) => plotsAlong(side, random, keepOff)),
    trees: sides.flatMap((side) => treesAlong(side, random)),
    lamps: sides.flatMap((side) => lampsAlong(side, random)),
  };
}

/** Inwards along the left kerb of an arm, around the corner, and out along the right kerb of the next. */
function cornerKerb({ kerbRadius }: Crossroads, from: Arm, to: Arm): Curve {
  const inwards = poseOnArm(from, from.roadLength, from.halfWidth, Math.PI);
  return turn(inwards, poseOnArm(to, to.roadLength, -to.halfWidth), kerbRadius);
}

/** Free sight at the corner and at both stop lines. */
function cornerStretch(kerb: Curve, arms: readonly Arm[]): readonly [number, number] {
  const { station } = nearestStation(kerb, { x: 0, y: 0 });
  const reach = (arms[0]?.toStopLine ?? 20) + 2;
  return [station - reach, station + reach];
}

function armMarkings(network: RoadNetwork, arm: Arm): Marking[] {
  const { toStopLine, roadLength, halfWidth } = arm;
  const middle = [0.12, -0.12].map((left): Marking => {
    const points = [onArm(arm, toStopLine, left), onArm(arm, roadLength, left)];
    return { kind: 'solid', points, width: LINE_WIDTH };
  });
  const stopLine = [onArm(arm, toStopLine - 0.25, 0.2), onArm(arm, toStopLine - 0.25, halfWidth)];
  const own = network.lanes.filter((lane) => lane.turn === null && lane.id.startsWith(`${arm.name} `));
  return [
    ...middle,
    { kind: 'stop-line', points: stopLine, width: 0.4 },
    ...own.flatMap((lane) => laneLine(network, lane)),
    ...own.flatMap((lane) => arrows(network, lane)),
    ...own.flatMap(busWords),
  ];
}

/** The line between a lane and the one to its right. */
function laneLine(network: RoadNetwork, lane: Lane): Marking[] {
  const right = network.lanes[lane.right];
  if (right === undefined) return [];
  const edge = -lane.width / 2;
  const { length } = lane.curve;
  const width = LINE_WIDTH;
  if (right.use === 'bus') return [{ kind: 'solid', points: beside(lane.curve, edge), width: 2 * width }];
  const endsAtLine = lane.next.some((index) => network.lanes[index]?.turn !== null);
  const solidFrom = endsAtLine ? Math.max(0, length - SOLID_BEFORE_LINE) : length;
  const dashed: Marking = { kind: 'dashed', points: beside(lane.curve, edge, 0, solidFrom), width };
  if (!endsAtLine) return [dashed];
  return [dashed, { kind: 'solid', points: beside(lane.curve, edge, solidFrom, length), width }];
}

function arrows(network: RoadNetwork, lane: Lane): Marking[] {
  if (lane.use === 'narrow') return [];
  const turns = new Set(lane.next.map((index) => network.lanes[index]?.turn ?? null));
  const shown = (['left', 'straight', 'right'] as const).filter((one): one is ArrowTurn => turns.has(one));
  if (shown.length === 0) return [];
  return [9, 30].map((before) => ({
    kind: 'arrow',
    pose: poseAt(lane.curve, lane.curve.length - before),
    turns: shown,
  }));
}

function busWords({ use, curve }: Lane): Marking[] {
  if (use !== 'bus') return [];
  return [10, curve.length / 2].map((station) => ({ kind: 'word', pose: poseAt(curve, station), text: 'BUS' }));
}

function vehiclePost(arm: Arm): SignalPost {
  return {
    pose: poseOnArm(arm, arm.toStopLine - 0.4, arm.halfWidth + BEHIND_KERB),
    group: arm.group,
    kind: 'vehicles',
  };
}

/** One on either side, each looking over the road. */
function walkerPosts({ arm, at, signal }: MarkedCrossing): SignalPost[] {
  if (signal === null) return [];
  return [1, -1].map((side) => ({
    pose: poseOnArm(arm, at + CROSSING_WIDTH / 2, side * (arm.halfWidth + BEHIND_KERB), (-side * Math.PI) / 2),
    group: signal,
    kind: 'walkers',
  }));
}

function besideStop(network: RoadNetwork, { lane, station }: BusStop, behind: number): GroundPose {
  const at = network.lanes[lane];
  if (at === undefined) throw new RangeError('a bus stop lies on no lane');
  const pose = poseAt(at.curve, station - 4, -(at.width / 2 + behind));
  return { ...pose, heading: pose.heading + Math.PI };
}

function shelterAt(network: RoadNetwork, stop: BusStop): GroundPose {
  const pose = besideStop(network, stop, SHELTER_BEHIND_KERB);
  return { ...pose, heading: pose.heading - Math.PI / 2 };
}
