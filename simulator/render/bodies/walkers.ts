import type { Body } from '../../world/body.ts';
import { ANKLE_HEIGHT, DRESSES, drawFigure, LEG } from './figure.ts';
import type { Dress, Posture } from './figure.ts';
import { startRigid } from './part.ts';
import type { PartDrawing, Pose } from './part.ts';
import { Shape } from './shape.ts';
import type { Point } from './surface.ts';

export const WALK_PHASES = 20;
/** One step as a share of stature; a round of the walk is two of them. */
const STEP = 0.4;
const LIFT = 0.055;
/** How far apart the feet are, as a share of a step, in the pose that the catalogue's box is measured on. */
const RESTING = 0.2;

const EXTRAS: Readonly<Record<string, readonly Partial<Dress>[]>> = {
  'pedestrian-woman': [{ longHair: true }, { longHair: true, skirt: true }, {}, { longHair: true }],
  'pedestrian-backpack': [{ backpack: true }],
};

/** Metres that one round of the walk covers. */
export function walkStride(body: Body): number {
  return 2 * STEP * body.height;
}

/** A person walking, in one of the moments of a round: the foot on the ground stays where it was put. */
export function drawWalker(body: Body, { variant, phase }: Pose): readonly PartDrawing[] {
  const drawing = startRigid(body);
  const extras = EXTRAS[body.id];
  const dress = { ...(DRESSES[variant % DRESSES.length] as Dress), ...extras?.[variant % extras.length] };
  drawFigure(drawing.shape, drawing.shape.paint, postureAt(body.height, phase / WALK_PHASES), dress);
  const resting = new Shape();
  drawFigure(resting, resting.paint, postureAt(body.height, 0), dress);
  fit(drawing, resting.bounds());
  return [drawing];
}

/** Where everything is after a share of a round; the round begins in the resting pose. */
function postureAt(stature: number, share: number): Posture {
  const step = STEP * stature;
  const begin = (1 - RESTING) / 4;
  const [left, right] = [footAt(share + begin, step), footAt(share + begin + 0.5, step)];
  const stance = left.lift === 0 ? left.ahead : right.ahead;
  const reach = LEG * stature * 0.985;
  const hips: Point = [0, 0, ANKLE_HEIGHT * stature + Math.sqrt(reach * reach - stance * stance)];
  const ankle = (foot: Foot, side: number): Point => [
    foot.ahead - 0.03 * stature,
    side * 0.05 * stature,
    ANKLE_HEIGHT * stature + foot.lift * LIFT * stature,
  ];
  const neckHeight = hips[2] + 0.3 * stature;
  const hand = (foot: Foot, side: number): Point => [
    -foot.ahead * 0.75 + 0.02 * stature,
    side * 0.135 * stature,
    neckHeight - 0.33 * stature + Math.abs(foot.ahead) * 0.12,
  ];
  return {
    stature,
    hips,
    neck: [0.015 * stature, 0, neckHeight],
    headTop: neckHeight + 0.165 * stature,
    hands: [hand(left, 1), hand(right, -1)],
    ankles: [ankle(left, 1), ankle(right, -1)],
    elbows: 0.5,
  };
}

interface Foot {
  readonly ahead: number;
  /** 0 on the ground, 1 at its highest. */
  readonly lift: number;
}

/** For half a round a foot stands and the body passes over it; for the other half it swings forward. */
function footAt(share: number, step: number): Foot {
  const round = share - Math.floor(share);
  if (round < 0.5) return { ahead: step * (0.5 - 2 * round), lift: 0 };
  return { ahead: step * (2 * round - 1.5), lift: Math.sin((round - 0.5) * 2 * Math.PI) };
}

/** People are built by shares of their stature; the rest of the way to the catalogue's box is a slight stretch. */
function fit({ shape, length, halfWidth, height }: PartDrawing, [low, high]: readonly [Point, Point]): void {
  const stretch: Point = [length / (high[0] - low[0]), (2 * halfWidth) / (high[1] - low[1]), height / high[2]];
  const middle = (low[0] + high[0]) / 2;
  const rule = ([x, y, z]: Point): Point => [(x - middle) * stretch[0], y * stretch[1], z * stretch[2]];
  shape.paint.reshape(rule);
  shape.trim.reshape(rule);
}
