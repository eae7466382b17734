import { CLASS_SIZES } from '../traffic/speed/class-sizes.ts';
import type { RoadUser } from './road-user.ts';

/** The ground that a road user takes: a rectangle around its middle, turned as it goes. Metres. */
export interface Footprint {
  readonly x: number;
  readonly y: number;
  /** Unit direction ahead. */
  readonly hx: number;
  readonly hy: number;
  readonly halfLength: number;
  readonly halfWidth: number;
}

/** Places are some decimetres off and bodies smaller than their class: what surely is taken is so much shorter and narrower. */
const UNSURE = 0.3;
/** What is longer bends in turns, and its ends are not where a straight block has them. Metres. */
const LONGEST = 9;

/**
 * The footprint of a road user of its class's size at its place; null where it is not known in metres, or not which way it
 * goes. Somebody on foot is as wide as long.
 */
export function footprintOf({ className, gx, gy, ghx, ghy }: RoadUser): Footprint | null {
  const isTurned = ghx !== 0 || ghy !== 0;
  if (Number.isNaN(gx) || (!isTurned && className !== 'pedestrian')) return null;
  const { length, width } = CLASS_SIZES[className];
  const unsure = className === 'pedestrian' ? 0 : UNSURE;
  const [hx, hy] = isTurned ? [ghx, ghy] : [1, 0];
  const halfLength = Math.min(LONGEST, length - unsure) / 2;
  return {
    x: gx,
    y: gy,
    hx,
    hy,
    halfLength: Math.max(halfLength, 0.2),
    halfWidth: Math.max((width - unsure) / 2, 0.2),
  };
}

/** The same footprint somewhere else, turned otherwise. */
export function movedTo(one: Footprint, x: number, y: number, hx = one.hx, hy = one.hy): Footprint {
  return { ...one, x, y, hx, hy };
}

/** Whether two footprints lie on each other: no side of either parts them. */
export function doOverlap(a: Footprint, b: Footprint): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const reach = a.halfLength + a.halfWidth + b.halfLength + b.halfWidth;
  if (Math.abs(dx) > reach || Math.abs(dy) > reach) return false;
  return [a, b].every(({ hx, hy }) => spans(a, b, dx, dy, hx, hy) && spans(a, b, dx, dy, -hy, hx));
}

function spans(a: Footprint, b: Footprint, dx: number, dy: number, ax: number, ay: number): boolean {
  return Math.abs(dx * ax + dy * ay) < half(a, ax, ay) + half(b, ax, ay);
}

function half({ hx, hy, halfLength, halfWidth }: Footprint, ax: number, ay: number): number {
  return halfLength * Math.abs(hx * ax + hy * ay) + halfWidth * Math.abs(-hy * ax + hx * ay);
}
