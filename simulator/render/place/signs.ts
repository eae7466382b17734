import type { Sign } from '../../world/ground-plan.ts';
import { fromPose } from '../../world/ground.ts';
import type { GroundPose } from '../../world/ground.ts';
import { linear } from '../bodies/colours.ts';
import type { Colour, Point } from '../bodies/surface.ts';
import type { Draft } from './draft.ts';

const POLE: Colour = linear('#7d8284');
const BACK: Colour = linear('#5f6466');
const WHITE: Colour = linear('#dedfdb');
const RED: Colour = linear('#a8231d');
const BLUE: Colour = linear('#1f4f94');
const GREEN: Colour = linear('#1c6a3c');
const YELLOW: Colour = linear('#cfae2a');
const DARK: Colour = linear('#1e1f21');
const GLASS: Colour = linear('#8fa0a6');
const FRAME: Colour = linear('#3c4144');
const SEAT: Colour = linear('#6d5339');

/** A round or cornered board at a height, `layer` steps before its pole. */
interface Board {
  readonly sides: number;
  readonly radius: number;
  readonly height: number;
  readonly turn: number;
  readonly layer: number;
}

export function drawSigns(draft: Draft, signs: readonly Sign[]): void {
  for (const { kind, pose } of signs) {
    if (kind === 'direction') drawGantry(draft, pose);
    else {
      draft.post(pose, [0, kind === 'roundabout' ? 2.2 : 2.9], 0.035, POLE);
      drawBoard(draft, kind, pose);
    }
  }
}

function drawBoard(draft: Draft, kind: Exclude<Sign['kind'], 'direction'>, pose: GroundPose): void {
  const round = (radius: number, colour: Colour, layer: number, height = 2.5): void =>
    board(draft, pose, { sides: 20, radius, height, turn: 0, layer }, colour);
  const square = (radius: number, colour: Colour, layer: number, height = 2.5): void =>
    board(draft, pose, { sides: 4, radius, height, turn: Math.PI / 4, layer }, colour);
  const triangle = (radius: number, colour: Colour, layer: number, turn: number): void =>
    board(draft, pose, { sides: 3, radius, height: 2.5, turn, layer }, colour);
  switch (kind) {
    case 'yield':
      triangle(0.5, BACK, 0, -Math.PI / 2);
      triangle(0.5, RED, 1, -Math.PI / 2);
      triangle(0.3, WHITE, 2, -Math.PI / 2);
      return;
    case 'roundabout':
      round(0.3, BLUE, 1, 1.9);
      ringOf(draft, pose, 1.9);
      return;
    case 'zebra':
      square(0.46, BLUE, 1);
      triangle(0.3, WHITE, 2, Math.PI / 2);
      board(draft, pose, { sides: 8, radius: 0.08, height: 2.5, turn: 0, layer: 3 }, DARK);
      return;
    case 'bus-stop':
      round(0.3, GREEN, 1, 2.6);
      round(0.25, YELLOW, 2, 2.6);
      round(0.13, GREEN, 3, 2.6);
      draft.box(pose, { ahead: [0.03, 0.06], left: [-0.2, 0.2], up: [1.1, 1.75] }, WHITE);
      return;
    case 'speed-limit':
      round(0.34, RED, 1);
      round(0.26, WHITE, 2);
      draft.box(pose, { ahead: [0.055, 0.062], left: [-0.14, 0.14], up: [2.4, 2.6] }, DARK);
      return;
  }
}

function board(draft: Draft, pose: GroundPose, { sides, radius, height, turn, layer }: Board, colour: Colour): void {
  const ring = (ahead: number): Point[] =>
    Array.from({ length: sides }, (_, step): Point => {
      const angle = turn + (2 * Math.PI * step) / sides;
      const { x, y } = fromPose(pose, ahead, radius * Math.cos(angle));
      return [x, y, height + radius * Math.sin(angle)];
    });
  draft.face(ring(0.04 + layer * 0.006), colour);
  if (layer <= 1) draft.face(ring(0.036).reverse(), BACK);
}

/** Three arrows that follow each other round, seen from afar: a broken ring. */
function ringOf(draft: Draft, pose: GroundPose, height: number): void {
  for (let arrow = 0; arrow < 3; arrow += 1) {
    for (let step = 0; step < 4; step += 1) {
      const angles = [step, step + 1].map((at) => (arrow * 2 * Math.PI) / 3 + at * 0.36);
      const [from = 0, to = 0] = angles;
      const corner = (angle: number, radius: number): Point => {
        const { x, y } = fromPose(pose, 0.055, radius * Math.cos(angle));
        return [x, y, height + radius * Math.sin(angle)];
      };
      draft.face([corner(from, 0.12), corner(from, 0.18), corner(to, 0.18), corner(to, 0.12)], WHITE);
    }
  }
}

/** A large board on two legs beside the carriageway. */
function drawGantry(draft: Draft, pose: GroundPose): void {
  for (const left of [-1.9, 1.9]) draft.post(fromPose(pose, 0, left), [0, 6], 0.12, POLE);
  draft.box(pose, { ahead: [0.12, 0.2], left: [-2.6, 2.6], up: [2.8, 6.1] }, BACK);
  draft.box(pose, { ahead: [0.2, 0.22], left: [-2.52, 2.52], up: [2.88, 6.02] }, WHITE);
  draft.box(pose, { ahead: [0.22, 0.24], left: [-2.44, 2.44], up: [2.96, 5.94] }, BLUE);
  for (const [low, from, to] of [
    [5.2, -1.3, 1.9],
    [4.4, -0.4, 1.9],
    [3.5, -1.0, 1.3],
  ] as const) {
    for (let left = from; left < to; left += 0.36) {
      draft.box(pose, { ahead: [0.24, 0.25], left: [left, left + 0.24], up: [low, low + 0.34] }, WHITE);
    }
  }
  draft.box(pose, { ahead: [0.24, 0.25], left: [-1.95, -1.8], up: [3.5, 5.2] }, WHITE);
}

/** A roof on posts with glass behind and a bench; the heading is where its front looks. */
export function drawShelters(draft: Draft, shelters: readonly GroundPose[]): void {
  for (const pose of shelters) {
    draft.box(pose, { ahead: [-0.75, 0.85], left: [-2.1, 2.1], up: [2.4, 2.5] }, FRAME);
    for (const left of [-2, -0.7, 0.7, 2]) draft.post(fromPose(pose, -0.68, left), [0, 2.4], 0.04, FRAME);
    for (const from of [-1.96, -0.66, 0.74]) {
      draft.box(pose, { ahead: [-0.7, -0.68], left: [from, from + 1.24], up: [0.25, 2.15] }, GLASS);
    }
    draft.box(pose, { ahead: [-0.68, 0.55], left: [2.02, 2.05], up: [0.25, 2.15] }, GLASS);
    draft.box(pose, { ahead: [-0.6, 0.5], left: [-2.12, -2.0], up: [0.3, 2.2] }, WHITE);
    draft.box(pose, { ahead: [-0.5, -0.12], left: [-1.3, 1.3], up: [0.42, 0.48] }, SEAT);
    for (const left of [-1.1, 1.1]) {
      draft.box(pose, { ahead: [-0.35, -0.27], left: [left - 0.04, left + 0.04], up: [0, 0.42] }, FRAME);
    }
  }
}
