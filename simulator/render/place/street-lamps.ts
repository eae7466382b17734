import type { GroundPlan } from '../../world/ground-plan.ts';
import { fromPose } from '../../world/ground.ts';
import type { GroundPose } from '../../world/ground.ts';
import { linear } from '../bodies/colours.ts';
import type { Colour, Point } from '../bodies/surface.ts';
import type { Glow } from '../light/glow-field.ts';
import type { Draft } from './draft.ts';
import { isInside } from './outlines.ts';

const POLE: Colour = linear('#6b7072');
const HOOD: Colour = linear('#8b9092');
const LENS: Colour = linear('#ffe3b4');
const GLOW: Colour = [1.0, 0.72, 0.4];
const ARM = 1.9;
const HEIGHT = 7.6;
const POOL_HEIGHT = 0.018;

export interface LampDrafts {
  readonly solid: Draft;
  /** The lit faces of lamps. */
  readonly lit: Draft;
  /** Light on the ground. */
  readonly pools: Draft;
}

/** Posts with an arm over the road, with two where they stand between both directions. Returns where they shine. */
export function drawStreetLamps({ solid, lit, pools }: LampDrafts, { lamps, islands }: GroundPlan): Glow[] {
  return lamps.flatMap((pose) => {
    const isBetween = islands.some((island) => isInside(pose, island));
    const arms = isBetween ? [pose.heading + Math.PI / 2, pose.heading - Math.PI / 2] : [pose.heading];
    solid.post(pose, [0, 1.1], [0.12, 0.1], POLE);
    solid.post(pose, [1.1, HEIGHT], [0.085, 0.055], POLE);
    return arms.map((heading): Glow => {
      const arm = { x: pose.x, y: pose.y, heading };
      const tip = fromPose(arm, ARM);
      solid.beam([pose.x, pose.y, HEIGHT - 0.1], [tip.x, tip.y, HEIGHT + 0.3], 0.035, POLE);
      solid.box(
        arm,
        { ahead: [ARM - 0.25, ARM + 0.45], left: [-0.14, 0.14], up: [HEIGHT + 0.26, HEIGHT + 0.38] },
        HOOD,
      );
      drawLens(lit, arm);
      drawPool(pools, fromPose(arm, ARM + 1.2), 12, 0.17);
      return { at: [fromPose(arm, ARM + 0.1).x, fromPose(arm, ARM + 0.1).y, HEIGHT + 0.2], colour: GLOW, size: 1.15 };
    });
  });
}

function drawLens(lit: Draft, arm: GroundPose): void {
  const corners = [
    [ARM - 0.2, -0.11],
    [ARM - 0.2, 0.11],
    [ARM + 0.4, 0.11],
    [ARM + 0.4, -0.11],
  ] as const;
  const face = corners.map(([ahead, left]): Point => {
    const { x, y } = fromPose(arm, ahead, left);
    return [x, y, HEIGHT + 0.25];
  });
  lit.face(face, LENS);
}

/** Rings that fade outwards. */
function drawPool(
  pools: Draft,
  { x, y }: { readonly x: number; readonly y: number },
  radius: number,
  strength: number,
): void {
  const sides = 18;
  const levels = [
    [0, 1],
    [0.2, 0.86],
    [0.45, 0.48],
    [0.72, 0.16],
    [1, 0],
  ] as const;
  const at = (share: number, step: number): Point => {
    const angle = (2 * Math.PI * step) / sides;
    return [x + share * radius * Math.cos(angle), y + share * radius * Math.sin(angle), POOL_HEIGHT];
  };
  for (let level = 1; level < levels.length; level += 1) {
    const [inner, outer] = [levels[level - 1], levels[level]];
    if (inner === undefined || outer === undefined) continue;
    for (let step = 0; step < sides; step += 1) {
      const face = [at(inner[0], step), at(outer[0], step), at(outer[0], step + 1), at(inner[0], step + 1)];
      const alphas = [inner[1], outer[1], outer[1], inner[1]].map((one) => one * strength);
      pools.face(face, GLOW, { alpha: alphas, normal: [0, 0, 1] });
    }
  }
}
