import { straight } from '../../network/paths.ts';
import type { Lane, LaneUse } from '../../network/lanes.ts';
import type { NetworkBuilder } from '../../network/network-builder.ts';
import { fromPose } from '../../world/ground.ts';
import type { GroundPoint, GroundPose } from '../../world/ground.ts';

/** What is asked of one road that leads to a junction. */
export interface ArmPlan {
  readonly name: string;
  /** Away from the middle. */
  readonly heading: number;
  readonly group: string;
  /** Lanes for everybody, each way. */
  readonly lanes: number;
  /** A bus lane, or a strip for two-wheelers, to the right of them. */
  readonly side: 'none' | 'bus' | 'strip';
  readonly laneWidth: number;
  readonly speedLimit: number;
  readonly toStopLine: number;
  readonly roadLength: number;
  /** Half of what lies between both directions. */
  readonly halfMedian?: number;
}

/** A road that leads to a junction, with its lanes from left to right in the direction of travel. */
export interface Arm extends ArmPlan {
  /** From the middle of the road to the kerb. */
  readonly halfWidth: number;
  /** At the stop line, those for everybody; before it there may be other sections. */
  readonly incoming: readonly Lane[];
  readonly incomingSide: Lane | null;
  readonly outgoing: readonly Lane[];
  readonly outgoingSide: Lane | null;
  /** The bus lane further off, where there is one. */
  readonly farSide: Lane | null;
}

const STRIP_WIDTH = 1.5;
const BUS_LANE_WIDTH = 3.3;
/** So long before the stop line the bus lane ends and those who turn right get in. */
const SHARED_LENGTH = 80;

/** The point `ahead` metres out on an arm and `left` metres to the left, seen from the middle. */
export function onArm({ heading }: { readonly heading: number }, ahead: number, left: number): GroundPoint {
  return fromPose({ x: 0, y: 0, heading }, ahead, left);
}

/** The same with a heading: 0 leads away from the middle, π towards it. */
export function poseOnArm(arm: { readonly heading: number }, ahead: number, left: number, turned = 0): GroundPose {
  return { ...onArm(arm, ahead, left), heading: arm.heading + turned };
}

export function sideWidthOf({ side }: { readonly side: ArmPlan['side'] }): number {
  return { none: 0, bus: BUS_LANE_WIDTH, strip: STRIP_WIDTH }[side];
}

export function addArm(builder: NetworkBuilder, plan: ArmPlan): Arm {
  const halfWidth = (plan.halfMedian ?? 0) + plan.lanes * plan.laneWidth + sideWidthOf(plan);
  const out = section(builder, plan, {
    way: 'out',
    from: plan.toStopLine,
    to: plan.roadLength,
    end: true,
    label: 'out',
  });
  if (plan.side !== 'bus') {
    const inwards = { way: 'in', from: plan.roadLength, to: plan.toStopLine, end: true, label: 'in' } as const;
    const near = section(builder, plan, inwards);
    return { ...plan, halfWidth, ...named(near, out), farSide: null };
  }
  const sharedFrom = plan.toStopLine + SHARED_LENGTH;
  const far = section(builder, plan, { way: 'in', from: plan.roadLength, to: sharedFrom, end: true, label: 'far in' });
  const near = section(builder, plan, { way: 'in', from: sharedFrom, to: plan.toStopLine, end: false, label: 'in' });
  for (const [at, lane] of far.entries()) {
    const next = near[at];
    if (next !== undefined) builder.follow(lane, next);
  }
  return { ...plan, halfWidth, ...named(near, out), farSide: far.at(-1) ?? null };

  function named(incoming: readonly Lane[], outgoing: readonly Lane[]) {
    return {
      incoming: incoming.slice(0, plan.lanes),
      incomingSide: incoming[plan.lanes] ?? null,
      outgoing: outgoing.slice(0, plan.lanes),
      outgoingSide: outgoing[plan.lanes] ?? null,
    };
  }
}

interface Section {
  readonly way: 'in' | 'out';
  readonly from: number;
  readonly to: number;
  /** Whether it begins, or ends, at the edge of the network. */
  readonly end: boolean;
  readonly label: string;
}

function section(builder: NetworkBuilder, plan: ArmPlan, { way, from, to, end, label }: Section): Lane[] {
  const count = plan.lanes + (plan.side === 'none' ? 0 : 1);
  // Traffic keeps to the right: what comes in is on the left as seen from the middle.
  const sign = way === 'in' ? 1 : -1;
  const lanes = Array.from({ length: count }, (_, at) => {
    const isSide = at === plan.lanes;
    const width = isSide ? sideWidthOf(plan) : plan.laneWidth;
    const beside = isSide ? plan.lanes * plan.laneWidth + width / 2 : (at + 0.5) * width;
    const left = sign * ((plan.halfMedian ?? 0) + beside);
    const use: LaneUse = isSide ? sideUse(plan, label) : 'all';
    return builder.lane({
      ...{ id: `${plan.name} ${label} ${at + 1}`, width, speedLimit: plan.speedLimit, use },
      curve: straight(onArm(plan, from, left), onArm(plan, to, left)),
      ...(end ? (way === 'in' ? { entry: plan.name } : { exit: plan.name }) : {}),
    });
  });
  for (const [at, right] of lanes.entries()) {
    const left = lanes[at - 1];
    if (left !== undefined) builder.neighbours(left, right);
  }
  return lanes;
}

/** Just before the junction the bus lane is everybody's, for turning right. */
function sideUse({ side }: ArmPlan, label: string): LaneUse {
  if (side === 'strip') return 'narrow';
  return label === 'in' ? 'all' : 'bus';
}
