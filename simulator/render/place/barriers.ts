import type { Barrier } from '../../world/ground-plan.ts';
import type { GroundPose } from '../../world/ground.ts';
import { linear } from '../bodies/colours.ts';
import type { Colour } from '../bodies/surface.ts';
import type { Draft, PosedBox } from './draft.ts';
import { alongLine, lengthOf } from './outlines.ts';

const ZINC: Colour = linear('#9aa0a3');
const ZINC_DARK: Colour = linear('#6d7275');
const CONCRETE: Colour = linear('#a3a099');
const CONCRETE_DARK: Colour = linear('#827f78');
const WALL: Colour = linear('#7c7a6c');
const WALL_POST: Colour = linear('#8c8b84');
const REFLECTOR: Colour = linear('#d8d8d2');

export function drawBarriers(draft: Draft, barriers: readonly Barrier[]): void {
  for (const barrier of barriers) {
    if (barrier.kind === 'guard-rail') drawGuardRail(draft, barrier);
    else if (barrier.kind === 'parapet') drawParapet(draft, barrier);
    else drawNoiseWall(draft, barrier);
  }
}

/** A ribbed band on posts, on both sides. */
function drawGuardRail(draft: Draft, { points, height }: Barrier): void {
  const rail = (pose: GroundPose, length: number): void => {
    const ahead = [0, length] as const;
    for (const side of [1, -1]) {
      band(draft, pose, { ahead, left: [side * 0.1, side * 0.13], up: [height - 0.32, height - 0.2] }, ZINC);
      band(draft, pose, { ahead, left: [side * 0.07, side * 0.1], up: [height - 0.2, height - 0.12] }, ZINC_DARK);
      band(draft, pose, { ahead, left: [side * 0.1, side * 0.13], up: [height - 0.12, height] }, ZINC);
    }
  };
  pacesAlong({ points, pace: 4 }, (pose, length, at) => {
    rail(pose, length);
    draft.box(pose, { ahead: [-0.05, 0.05], left: [-0.07, 0.07], up: [0, height - 0.06] }, ZINC_DARK);
    if (at % 6 === 0)
      draft.box(pose, { ahead: [-0.02, 0.02], left: [-0.05, 0.05], up: [height, height + 0.1] }, REFLECTOR);
  });
}

/** A low wall with a railing on it. */
function drawParapet(draft: Draft, { points, height }: Barrier): void {
  const wall = height * 0.5;
  pacesAlong({ points, pace: 4 }, (pose, length) => {
    const ahead = [0, length] as const;
    draft.box(pose, { ahead, left: [-0.22, 0.22], up: [-0.8, wall] }, CONCRETE);
    draft.box(pose, { ahead, left: [-0.27, 0.27], up: [wall - 0.08, wall] }, CONCRETE_DARK);
    draft.box(pose, { ahead, left: [-0.04, 0.04], up: [height - 0.07, height] }, ZINC_DARK);
    draft.box(pose, { ahead, left: [-0.02, 0.02], up: [height - 0.32, height - 0.28] }, ZINC_DARK);
    for (let at = 0; at < length; at += 2) {
      draft.box(pose, { ahead: [at - 0.04, at + 0.04], left: [-0.04, 0.04], up: [wall, height] }, ZINC_DARK);
    }
  });
}

function drawNoiseWall(draft: Draft, { points, height }: Barrier): void {
  pacesAlong({ points, pace: 4 }, (pose, length) => {
    draft.box(pose, { ahead: [0, length], left: [-0.08, 0.08], up: [0, height] }, WALL);
    draft.box(pose, { ahead: [-0.12, 0.12], left: [-0.15, 0.15], up: [0, height + 0.1] }, WALL_POST);
  });
}

function band(draft: Draft, pose: GroundPose, box: PosedBox, colour: Colour): void {
  const [a, b] = box.left;
  draft.box(pose, { ...box, left: a < b ? [a, b] : [b, a] }, colour);
}

function pacesAlong(
  { points, pace }: { readonly points: Barrier['points']; readonly pace: number },
  draw: (pose: GroundPose, length: number, at: number) => void,
): void {
  const length = lengthOf(points);
  const count = Math.max(1, Math.round(length / pace));
  for (let at = 0; at < count; at += 1) {
    const [from, to] = [alongLine(points, (at * length) / count), alongLine(points, ((at + 1) * length) / count)];
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    draw({ ...from, heading: Math.atan2(dy, dx) }, Math.hypot(dx, dy), at);
  }
}
