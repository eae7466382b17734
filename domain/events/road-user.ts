import type { RoadUserClass } from '../detection/classes.ts';
import { QUANT_MAX } from '../tracking/quant-box.ts';
import type { QuantBox } from '../tracking/quant-box.ts';

/** Everybody who needs an engine: these are held to lanes and directions. */
const MOTOR: ReadonlySet<RoadUserClass> = new Set([
  'motorcycle',
  'car',
  'bus',
  'truck',
  'van',
  'trailer',
  'emergency_vehicle',
  'construction_vehicle',
]);

/** Whether a class is held to lanes and directions. */
export function isMotor(className: RoadUserClass): boolean {
  return MOTOR.has(className);
}

/**
 * What is remembered of one confirmed track. Places are in picture heights, of the middle of the lower edge of its box;
 * metres are NaN without a calibration or outside its region. Plain data, changed in place.
 */
export interface RoadUser {
  readonly track: number;
  /** The number that it went by before, where it stood at the place of another one that was gone; -1: none. */
  readonly before: number;
  className: RoadUserClass;
  box: QuantBox;
  x: number;
  y: number;
  /** The geometric mean of its width and height, in picture heights: the measure of length where nothing is in metres. */
  size: number;
  frameId: number;
  firstUs: number;
  lastUs: number;
  /** Its last places, oldest first, five numbers each: time, x, y and the place on the ground. */
  trail: number[];
  /** Picture heights a second. */
  vx: number;
  vy: number;
  /** Where it went when it last really moved, as a unit direction in the picture; 0, 0 before it did. */
  hx: number;
  hy: number;
  /** On the ground: its place, its velocity in metres a second, and its last heading as a unit direction (0, 0: none). */
  gx: number;
  gy: number;
  gvx: number;
  gvy: number;
  ghx: number;
  ghy: number;
  /** Where it rests, and since when. */
  rest: QuantBox;
  restX: number;
  restY: number;
  restSinceUs: number;
  /** Zones that it is in, by their place in the list. */
  zones: readonly number[];
}

/** Own sizes a second. */
export function paceOf({ vx, vy, size }: RoadUser): number {
  return Math.hypot(vx, vy) / size;
}

/** Metres a second; NaN where nothing is measured in metres. */
export function groundSpeedOf({ gvx, gvy }: RoadUser): number {
  return Math.hypot(gvx, gvy);
}

/** How long it has kept its place, in seconds. */
export function standsFor({ restSinceUs, lastUs }: RoadUser): number {
  return (lastUs - restSinceUs) / 1e6;
}

/** So long in one place is standing: below it everybody is, between two pictures. */
export const STANDS_AFTER_SECONDS = 1.5;

/** Whether it stands. */
export function stands(user: RoadUser): boolean {
  return standsFor(user) >= STANDS_AFTER_SECONDS;
}

/** Whether it was seen lately: a vehicle that is hidden for a moment is still there. */
export function isThere({ lastUs }: RoadUser, nowUs: number): boolean {
  return nowUs - lastUs <= 2_000_000;
}

/** The middle of the lower edge of its box, in shares of the picture. */
export function placeOf({ box: [x1, , x2, y2] }: RoadUser): { readonly x: number; readonly y: number } {
  return { x: (x1 + x2) / 2 / QUANT_MAX, y: y2 / QUANT_MAX };
}

/** Intersection over union of two boxes. */
export function overlapOf(a: QuantBox, b: QuantBox): number {
  const shared = sharedArea(a, b);
  return shared === 0 ? 0 : shared / (areaOf(a) + areaOf(b) - shared);
}

/** The share of the first box that lies in the second. */
export function shareInside(a: QuantBox, b: QuantBox): number {
  const area = areaOf(a);
  return area === 0 ? 0 : sharedArea(a, b) / area;
}

function sharedArea(a: QuantBox, b: QuantBox): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width <= 0 || height <= 0 ? 0 : width * height;
}

function areaOf([x1, y1, x2, y2]: QuantBox): number {
  return (x2 - x1) * (y2 - y1);
}
