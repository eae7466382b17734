import { bandAlong, beside } from '../../network/bands.ts';
import { curveThrough } from '../../network/curve.ts';
import type { Curve } from '../../network/curve.ts';
import { routeFrom } from '../../network/routes.ts';
import { LINE_WIDTH } from '../../world/ground-plan.ts';
import type { GroundPlan, Marking, Outline, Sign } from '../../world/ground-plan.ts';
import type { Random } from '../../world/random.ts';
import { onArm, poseOnArm } from './arms.ts';
import type { Arm } from './arms.ts';
import type { Ring } from './ring.ts';
import { EMPTY_GROUND, lampsAlong, plotsAlong, treesAlong } from './surroundings.ts';
import type { Roadside } from './surroundings.ts';

const FOOTWAY_WIDTH = 5;
const KERB_OFF_LANE = 0.3;
const ISLAND_WITHIN_RING = 3.2;
const SPLITTER = [1.5, 14] as const;
const BEHIND_KERB = 0.7;

export function ringGround(ring: Ring, zebraAt: (arm: Arm) => number, random: Random): GroundPlan {
  const { arms, radius } = ring;
  const kerbs = arms.map((arm, at) => outerKerb(ring, arm, arms[(at + 1) % arms.length] ?? arm));
  const sides = kerbs.map((kerb): Roadside => {
    return { kerb, free: [[kerb.length / 2 - radius - 24, kerb.length / 2 + radius + 24]] };
  });
  const keepOff = kerbs.flatMap((kerb) => beside(kerb, 0));
  return {
    ...EMPTY_GROUND,
    carriageways: [kerbs.flatMap((kerb) => beside(kerb, 0))],
    footways: kerbs.map((kerb) => bandAlong(kerb, 0, -FOOTWAY_WIDTH)),
    islands: [circle(radius - ISLAND_WITHIN_RING), ...arms.map(splitter)],
    kerbs: kerbs.map((kerb) => beside(kerb, 0)),
    markings: arms.flatMap((arm) => markingsOf(arm, zebraAt(arm))),
    signs: arms.flatMap(signsOf),
    plots: sides.flatMap((side) => plotsAlong(side, random, keepOff)),
    trees: [...sides.flatMap((side) => treesAlong(side, random)), { x: 0, y: 0, height: random.between(4, 9) }],
    lamps: sides.flatMap((side) => lampsAlong(side, random)),
  };
}

/** Beside the way of whoever takes the first exit. */
function outerKerb({ network }: Ring, from: Arm, to: Arm): Curve {
  const [lane] = from.incoming;
  const route = lane === undefined ? null : routeFrom(network, lane, { exit: to.name, kind: 'car' });
  const way = curveThrough((route ?? []).flatMap((index) => network.lanes[index]?.curve.points ?? []));
  return curveThrough(beside(way, -(from.laneWidth / 2 + KERB_OFF_LANE)));
}

function circle(radius: number): Outline {
  return Array.from({ length: 48 }, (_, at) => {
    const angle = (at / 24) * Math.PI;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
}

function splitter(arm: Arm): Outline {
  const half = (arm.halfMedian ?? 0) - 0.2;
  const [near, far] = [arm.toStopLine + SPLITTER[0], arm.toStopLine + SPLITTER[1]];
  return [onArm(arm, near, half), onArm(arm, near, -half), onArm(arm, far, -half), onArm(arm, far, half)];
}

function markingsOf(arm: Arm, zebraAt: number): Marking[] {
  const { toStopLine, roadLength, halfWidth, halfMedian = 0 } = arm;
  const yieldLine = [onArm(arm, toStopLine - 0.25, halfMedian), onArm(arm, toStopLine - 0.25, halfWidth)];
  return [
    ...[1, -1].map((side): Marking => {
      const left = side * (halfMedian - 0.1);
      return { kind: 'solid', points: [onArm(arm, toStopLine, left), onArm(arm, roadLength, left)], width: LINE_WIDTH };
    }),
    { kind: 'yield-line', points: yieldLine, width: 0.4 },
    { kind: 'zebra', points: [onArm(arm, zebraAt, halfWidth), onArm(arm, zebraAt, -halfWidth)], width: 4 },
  ];
}

function signsOf(arm: Arm): Sign[] {
  const beside = arm.halfWidth + BEHIND_KERB;
  return [
    { kind: 'yield', pose: poseOnArm(arm, arm.toStopLine, beside) },
    { kind: 'roundabout', pose: poseOnArm(arm, arm.toStopLine + 1.2, beside) },
  ];
}
