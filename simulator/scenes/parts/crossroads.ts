import { nearestStation, poseAt, curveThrough } from '../../network/curve.ts';
import type { Lane, LaneUse, RoadNetwork, TurnKind } from '../../network/lanes.ts';
import { networkBuilder } from '../../network/network-builder.ts';
import type { NetworkBuilder } from '../../network/network-builder.ts';
import { arc, turn } from '../../network/paths.ts';
import { walkOver } from '../../network/walks.ts';
import type { Walk, WalkRight } from '../../network/walks.ts';
import { concurrencyOf } from '../../traffic/simulation.ts';
import type { SignalPlan } from '../../traffic/signals.ts';
import { addArm, onArm, poseOnArm, sideWidthOf } from './arms.ts';
import type { Arm, ArmPlan } from './arms.ts';

/** Two roads that cross under signals; left turns give way to what comes towards them. Traffic keeps to the right. */
export interface Crossroads {
  readonly arms: readonly Arm[];
  readonly network: RoadNetwork;
  readonly kerbRadius: number;
}

export interface CrossroadsPlan {
  /** Four of them, counter-clockwise. */
  readonly arms: readonly Omit<ArmPlan, 'toStopLine'>[];
  readonly turnRadius: number;
  readonly signals: SignalPlan;
  /** What the stop lines lie further out than they must. */
  readonly setBack: number;
}

/** A crossing before the junction, and a metre from it to the stop line. */
export const CROSSING_WIDTH = 4.2;
const BEHIND_STOP_LINE = 1;
const CROSSING_OFF_CORNER = 0.4;
/** Left turns go straight on first: whoever waits for a gap then stands behind the crossing. */
const LEFT_RADIUS = 13;

export function buildCrossroads({ arms: plans, turnRadius, signals, setBack }: CrossroadsPlan): Crossroads {
  const builder = networkBuilder();
  const widest = Math.max(...plans.map((plan) => plan.lanes * plan.laneWidth + sideWidthOf(plan)));
  const kerbRadius = turnRadius - Math.min(...plans.map(({ laneWidth }) => laneWidth)) / 2;
  const toStopLine = widest + kerbRadius + CROSSING_OFF_CORNER + CROSSING_WIDTH + BEHIND_STOP_LINE + setBack;
  const arms = plans.map((plan) => addArm(builder, { ...plan, toStopLine }));
  for (const from of arms) for (const to of arms) if (from !== to) connect(builder, arms, { from, to }, turnRadius);
  return { arms, network: builder.finish(concurrencyOf(signals)), kerbRadius };
}

export function crossingAt({ toStopLine }: Arm): number {
  return toStopLine - BEHIND_STOP_LINE - CROSSING_WIDTH / 2;
}

export function turnBetween(arms: readonly Arm[], from: Arm, to: Arm): TurnKind {
  const quarter = (arms.indexOf(to) - arms.indexOf(from) + arms.length) % arms.length;
  return quarter === 2 ? 'straight' : quarter === 1 ? 'right' : 'left';
}

/** Straight on from every lane to its own; left from the leftmost, right from the rightmost. */
function connect(
  builder: NetworkBuilder,
  arms: readonly Arm[],
  { from, to }: { from: Arm; to: Arm },
  turnRadius: number,
): void {
  const kind = turnBetween(arms, from, to);
  const radius = kind === 'left' ? LEFT_RADIUS : turnRadius;
  const add = (a: Lane | null | undefined, b: Lane | null | undefined, use?: LaneUse): void => {
    if (a === null || b === null || a === undefined || b === undefined) return;
    builder.connector({
      ...{ from: a, to: b, turn: kind, signal: from.group, ...(use === undefined ? {} : { use }) },
      curve: turn(poseAt(a.curve, a.curve.length), poseAt(b.curve, 0), radius),
      rank: { straight: 3, right: 2, left: 1, 'u-turn': 0 }[kind],
    });
  };
  const strips = from.side === 'strip' && to.side === 'strip';
  switch (kind) {
    case 'straight':
      for (const [at, lane] of from.incoming.entries()) add(lane, to.outgoing[at]);
      if (from.side === to.side) add(from.incomingSide, to.outgoingSide, from.side === 'bus' ? 'bus' : 'narrow');
      break;
    case 'left':
      add(from.incoming[0], to.outgoing[0]);
      break;
    case 'right':
      add(from.side === 'bus' ? from.incomingSide : from.incoming.at(-1), to.outgoing.at(-1));
      if (strips) add(from.incomingSide, to.outgoingSide);
      break;
    case 'u-turn':
      break;
  }
}

/** The middle of a footway lies so far behind the kerb. */
const FOOTWAY_MIDDLE = 2.8;
const CORNER = 2.6;

/** From the end of the road along its footway, over the road at `at`, and back along the other footway. */
export function walksOver(network: RoadNetwork, arm: Arm, at: number, right: WalkRight): readonly Walk[] {
  return [1, -1].map((side) => {
    const beside = side * (arm.halfWidth + FOOTWAY_MIDDLE);
    const quarter = (side * Math.PI) / 2;
    const curve = curveThrough([
      onArm(arm, arm.roadLength, beside),
      ...arc(poseOnArm(arm, at + CORNER, beside, Math.PI), CORNER, quarter),
      ...arc(poseOnArm(arm, at, -(beside - side * CORNER), -quarter), CORNER, quarter),
      onArm(arm, arm.roadLength, -beside),
    ]);
    return walkOver(network, {
      ...{ id: `${arm.name} from the ${side === 1 ? 'left' : 'right'}`, curve, right },
      kerb: nearestStation(curve, onArm(arm, at, side * arm.halfWidth)).station,
      farKerb: nearestStation(curve, onArm(arm, at, -side * arm.halfWidth)).station,
    });
  });
}

/** Straight across the road, where there is no crossing, beginning where vehicles come in. */
export function strayWalk(network: RoadNetwork, arm: Arm, at: number): Walk {
  const behind = arm.halfWidth + 6;
  const curve = curveThrough([onArm(arm, at, behind), onArm(arm, at, -behind)]);
  const draft = { id: `${arm.name} anywhere`, curve, right: 'none', kerb: 6, farKerb: curve.length - 6 } as const;
  return walkOver(network, draft);
}
