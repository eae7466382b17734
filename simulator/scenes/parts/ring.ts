import { poseAt } from '../../network/curve.ts';
import { curveThrough } from '../../network/curve.ts';
import type { Curve } from '../../network/curve.ts';
import type { Lane, RoadNetwork } from '../../network/lanes.ts';
import { networkBuilder } from '../../network/network-builder.ts';
import { arc, turn } from '../../network/paths.ts';
import { fromPose, wrapAngle } from '../../world/ground.ts';
import type { GroundPose } from '../../world/ground.ts';
import { addArm } from './arms.ts';
import type { Arm, ArmPlan } from './arms.ts';

/** A ring that one drives around counter-clockwise; whoever is on it goes first. */
export interface Ring {
  readonly arms: readonly Arm[];
  readonly network: RoadNetwork;
  readonly radius: number;
}

export interface RingPlan {
  readonly arms: readonly Omit<ArmPlan, 'toStopLine'>[];
  /** Of the middle of the lane. */
  readonly radius: number;
  /** How far beside the axis of an arm, in radians, one leaves the ring and comes onto it. */
  readonly mouth: number;
}

const RING_SPEED = 8.3;
const RING_LANE = 5.5;
const LINE_OFF_RING = 6.5;
const MOUTH_RADIUS = 14;

export function buildRing({ arms: plans, radius, mouth }: RingPlan): Ring {
  const builder = networkBuilder();
  const toStopLine = radius + LINE_OFF_RING;
  const arms = plans.map((plan) => addArm(builder, { ...plan, toStopLine }));
  const onRing = (angle: number): GroundPose => {
    return { ...fromPose({ x: 0, y: 0, heading: angle }, radius), heading: angle + Math.PI / 2 };
  };
  const around = (from: number, to: number): Curve => {
    const turned = wrapAngle(to - from);
    return curveThrough(arc(onRing(from), radius, turned < 0 ? turned + 2 * Math.PI : turned));
  };
  const facts = { width: RING_LANE, speedLimit: RING_SPEED } as const;
  const quarters = arms.map((arm, at) => {
    const next = arms[(at + 1) % arms.length] ?? arm;
    return builder.lane({
      ...{ id: `ring behind ${arm.name}`, ...facts },
      curve: around(arm.heading + mouth, next.heading - mouth),
    });
  });
  for (const [at, arm] of arms.entries()) {
    const [before, behind] = [quarters[(at + arms.length - 1) % arms.length], quarters[at]];
    const [incoming, outgoing] = [arm.incoming[0], arm.outgoing[0]];
    if (before === undefined || behind === undefined || incoming === undefined || outgoing === undefined) continue;
    const [leaves, joins] = [onRing(arm.heading - mouth), onRing(arm.heading + mouth)];
    const shared = { keepClear: false, speedLimit: RING_SPEED };
    builder.connector({
      ...{ from: before, to: behind, turn: 'straight', rank: 3, ...shared },
      curve: around(arm.heading - mouth, arm.heading + mouth),
    });
    builder.connector({
      ...{ from: before, to: outgoing, turn: 'right', rank: 2, ...shared },
      curve: turn(leaves, startOf(outgoing), MOUTH_RADIUS),
    });
    builder.connector({
      ...{ from: incoming, to: behind, turn: 'right', rank: 1, waitAtLine: true, ...shared },
      curve: turn(poseAt(incoming.curve, incoming.curve.length), joins, MOUTH_RADIUS),
    });
  }
  return { arms, network: builder.finish(() => true), radius };
}

function startOf(lane: Lane): GroundPose {
  return poseAt(lane.curve, 0);
}
