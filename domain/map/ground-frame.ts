import { groundMap, toGround } from '../calibration/ground-map.ts';
import type { GroundMap } from '../calibration/ground-map.ts';
import { spaceProjection } from '../calibration/camera-pose.ts';
import { inverse } from '../calibration/matrix.ts';
import type { CalibrationFit, GroundPoint } from '../calibration/types.ts';
import { normPoint } from '../geometry/points.ts';
import type { NormPoint } from '../geometry/points.ts';
import { wrappedHeading } from './places.ts';
import type { MapOffset } from './places.ts';

/** Where a camera stands in the metres of its own calibration, and how it looks. */
export interface GroundStand {
  readonly at: GroundPoint;
  /** In degrees clockwise from the y of the calibration. */
  readonly heading: number;
  /** How wide it looks, in degrees; null where that stays open. */
  readonly fieldOfView: number | null;
}

/** A calibration that is laid on the map: from its picture to metres east and north of the camera. */
export interface GroundFrame {
  readonly ground: GroundMap;
  readonly stand: GroundStand;
}

/** What a calibration says of its camera's stand; null where it cannot be used. */
export function groundFrame(
  fit: Pick<CalibrationFit, 'groundToPicture' | 'k1'>,
  picture: { readonly width: number; readonly height: number },
): GroundFrame | null {
  const aspect = picture.width / picture.height;
  const ground = groundMap(fit.groundToPicture, fit.k1, aspect);
  if (ground === null) return null;
  const stand = standOf(ground) ?? standFromAbove(ground);
  return stand === null ? null : { ground, stand };
}

/** The point at which all rays of the picture meet, from the projection of space. */
function standOf(ground: GroundMap): GroundStand | null {
  const projection = spaceProjection(ground.toPicture);
  if (projection === null) return null;
  const [a = 0, b = 0, c = 0, p = 0, d = 0, e = 0, f = 0, q = 0, g = 0, h = 0, i = 0, r = 0] = projection;
  const back = inverse([a, b, c, d, e, f, g, h, i]);
  if (back === null) return null;
  const [x0 = 0, x1 = 0, x2 = 0, y0 = 0, y1 = 0, y2 = 0] = back;
  const at = { x: -(x0 * p + x1 * q + x2 * r), y: -(y0 * p + y1 * q + y2 * r) };
  const focal = Math.hypot(a, b, c) / Math.hypot(g, h, i);
  const fieldOfView = (Math.atan(ground.aspect / 2 / focal) * 360) / Math.PI;
  return { at, heading: headingTowards(g, h), fieldOfView };
}

/** A camera that looks straight down stands over the middle of its picture, with the picture's top ahead. */
function standFromAbove(ground: GroundMap): GroundStand | null {
  const [middle, top] = [toGround(ground, normPoint(0.5, 0.5)), toGround(ground, normPoint(0.5, 0.25))];
  if (middle === null || top === null) return null;
  return { at: middle, heading: headingTowards(top.x - middle.x, top.y - middle.y), fieldOfView: null };
}

function headingTowards(x: number, y: number): number {
  return wrappedHeading((Math.atan2(x, y) * 180) / Math.PI);
}

/** Farther off a picture point says too little of where it lies. */
export const FARTHEST_METRES = 600;

/** Where a point of the picture lies, from a camera that looks in `heading`; null at the horizon and too far off. */
export function fromCamera({ ground, stand }: GroundFrame, heading: number, point: NormPoint): MapOffset | null {
  const place = toGround(ground, point);
  if (place === null) return null;
  const [x, y] = [place.x - stand.at.x, place.y - stand.at.y];
  if (!(Math.hypot(x, y) <= FARTHEST_METRES)) return null;
  const turn = ((heading - stand.heading) * Math.PI) / 180;
  // Headings go clockwise.
  return { east: x * Math.cos(turn) + y * Math.sin(turn), north: y * Math.cos(turn) - x * Math.sin(turn) };
}

/** Several points of the picture; null unless all of them are found. */
export function allFromCamera(
  frame: GroundFrame,
  heading: number,
  points: readonly NormPoint[],
): readonly MapOffset[] | null {
  const found = points.map((point) => fromCamera(frame, heading, point));
  return found.every((one) => one !== null) ? found : null;
}
