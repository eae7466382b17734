import type { QuantBox } from '../tracking/quant-box.ts';
import { QUANT_MAX } from '../tracking/quant-box.ts';

/**
 * How far a reference point must get clear of a line or an edge before anything is believed. A detector's box wanders
 * by 3 to 5 % of its extent around a vehicle, and braking vehicles pitch and rock by a little more: 15 % is three times
 * the wandering. Far away, where a box is a few pixels, rounding rules: 0.4 % of the picture height (4 lines of 1080).
 * In front of the camera 15 % would be a long way: 4 % of the picture height is enough there.
 */
const CLEAR_SHARE = 0.15;
const LEAST_CLEAR = 0.004;
const MOST_CLEAR = 0.04;
/** Coming back counts only when the vehicle is back by half of itself: rocking and creeping on a line never get there. */
const RETURN_SHARE = 0.5;
/** A track that begins nearer to a line than this third of the distance above begins on the line, on neither side. */
const BEGIN_SHARE = 1 / 3;

/** A box's extent across a direction given by its unit normal, in picture heights. */
export function extentAcross(box: QuantBox, normalX: number, normalY: number, aspect: number): number {
  const width = ((box[2] - box[0]) / QUANT_MAX) * aspect;
  const height = (box[3] - box[1]) / QUANT_MAX;
  return Math.abs(normalX) * width + Math.abs(normalY) * height;
}

/** How far beyond a line a vehicle of this extent must get for its first passage to be believed. */
export function clearDistance(extent: number): number {
  return Math.min(MOST_CLEAR, Math.max(LEAST_CLEAR, CLEAR_SHARE * extent));
}

/** How far beyond a line a vehicle that was counted there must get back to be counted again. */
export function returnDistance(extent: number): number {
  return Math.max(clearDistance(extent), RETURN_SHARE * extent);
}

/** How far from a line a track must begin to begin on a side of it. */
export function beginDistance(extent: number): number {
  return BEGIN_SHARE * clearDistance(extent);
}
