import type { CameraMount } from '../../camera/mounts.ts';
import { mountLookingAt } from '../../camera/mounts.ts';
import { beside } from '../../network/bands.ts';
import type { RoadNetwork } from '../../network/lanes.ts';
import { routeFrom } from '../../network/routes.ts';
import type { Random } from '../../world/random.ts';
import type { GroundLine, GroundZone, Movement } from '../scene.ts';
import { onArm } from './arms.ts';
import type { Arm } from './arms.ts';

const LINE_BEFORE_STOP_LINE = 12;
const APPROACH_LENGTH = 45;
const BESIDE_LANES = 0.3;

/** Across both directions of each arm, far enough from the stop line to see a queue pass it. */
export function armLines(arms: readonly Arm[]): GroundLine[] {
  return arms.map((arm) => {
    const [ahead, half] = [arm.toStopLine + LINE_BEFORE_STOP_LINE, arm.halfWidth + BESIDE_LANES];
    return { name: arm.name, from: onArm(arm, ahead, half), to: onArm(arm, ahead, -half) };
  });
}

/** The middle of the junction, and what leads to each stop line. */
export function junctionZones(arms: readonly Arm[]): GroundZone[] {
  const middle = arms.flatMap((arm) => {
    const reach = arm.toStopLine;
    return [onArm(arm, reach, -arm.halfWidth), onArm(arm, reach, arm.halfWidth)];
  });
  return [
    { name: 'junction', outline: middle },
    ...arms.map((arm) => {
      const [near, far] = [arm.toStopLine, arm.toStopLine + APPROACH_LENGTH];
      const outline = [onArm(arm, near, 0), onArm(arm, far, 0), onArm(arm, far, arm.halfWidth)];
      return { name: `approach ${arm.name}`, outline: [...outline, onArm(arm, near, arm.halfWidth)] };
    }),
  ];
}

export function junctionMovements(network: RoadNetwork, arms: readonly Arm[]): Movement[] {
  return arms.flatMap((from) =>
    arms.flatMap((to): Movement[] => {
      const lanes = [...from.incoming, ...(from.incomingSide === null ? [] : [from.incomingSide])];
      const route = lanes.map((lane) => routeFrom(network, lane, { exit: to.name, kind: 'car' })).find((one) => one);
      if (from === to || route === undefined || route === null) return [];
      // From the stop line to where the road out begins.
      const path = route.slice(1, -1).flatMap((index) => {
        const over = network.lanes[index];
        return over === undefined ? [] : beside(over.curve, 0);
      });
      return [{ name: `${from.name} to ${to.name}`, from: from.name, to: to.name, path }];
    }),
  );
}

const degrees = (angle: number): number => (angle * Math.PI) / 180;

/** Masts at the corners: over the junction at an approach, along a road, and one high up. */
export function junctionMounts(arms: readonly Arm[], random: Random): CameraMount[] {
  const along = arms.flatMap((arm, at) => {
    const opposite = arms[(at + 2) % arms.length] ?? arm;
    const corner = onArm(opposite, opposite.toStopLine, -(opposite.halfWidth + 1.2));
    const target = onArm(arm, arm.toStopLine + 8, arm.halfWidth * 0.3);
    const kerb = onArm(arm, arm.toStopLine - 4, arm.halfWidth + 1.2);
    const out = onArm(arm, arm.toStopLine + random.between(24, 34), 0);
    return [
      mountLookingAt(
        `over the junction to ${arm.name}`,
        { ...corner, z: random.between(7, 10) },
        target,
        degrees(random.between(30, 40)),
      ),
      mountLookingAt(
        `along ${arm.name}`,
        { ...kerb, z: random.between(5.5, 7.5) },
        out,
        degrees(random.between(36, 48)),
      ),
    ];
  });
  const [first] = arms;
  if (first === undefined) return along;
  const roof = onArm(first, first.toStopLine + 8, first.halfWidth + 10);
  return [...along, mountLookingAt('from a roof', { ...roof, z: random.between(17, 24) }, { x: 0, y: 0 }, degrees(46))];
}
