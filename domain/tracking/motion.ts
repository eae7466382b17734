import type { BoxView } from './box-view.ts';
import type { TrackerSettings } from './settings.ts';

/**
 * Constant-velocity Kalman filter of a box on source time. Centre x, centre y, width and height are four independent
 * filters of two states, so all the algebra is written out and nothing is allocated per step.
 * Layout, for each of the four: value, speed, variance of the value, covariance, variance of the speed.
 * Units: picture heights (x is multiplied by the aspect before it comes here) and seconds.
 */
export type Motion = Float64Array;

const AXES = 4;
const STRIDE = 5;
/** Numbers in a Motion. */
export const MOTION_LENGTH = AXES * STRIDE;

/** What a prediction holds: centre x, centre y, width, height, variance of centre x, variance of centre y. */
export const PREDICTION_LENGTH = 6;

/** Width and height change slowly, mostly by perspective: their speeds are this share of what the centre may do. */
const GROWTH_SHARE = 0.3;
/** A vehicle out of sight goes on moving, but a growth observed for a moment must not be carried on for seconds. */
const MAX_GROWTH_SECONDS = 0.5;
const LEAST_EXTENT = 1e-4;

/** Starts the filter at a box whose speed nobody knows yet. */
export function startMotion(motion: Motion, box: BoxView, settings: TrackerSettings): void {
  const size = boxSize(box.values, box.offset);
  for (let axis = 0; axis < AXES; axis += 1) {
    const at = axis * STRIDE;
    const speed = settings.firstSpeed * size * (axis < 2 ? 1 : GROWTH_SHARE);
    motion[at] = box.values[box.offset + axis] ?? 0;
    motion[at + 1] = 0;
    motion[at + 2] = (settings.boxNoise * size) ** 2;
    motion[at + 3] = 0;
    motion[at + 4] = speed * speed;
  }
}

/** Where the box is expected `seconds` after the last update, written to `into` from `offset`; the filter stays as it is. */
export function predictMotion(
  motion: Motion,
  seconds: number,
  settings: TrackerSettings,
  into: Float64Array,
  offset: number,
): void {
  const growthSeconds = Math.min(seconds, MAX_GROWTH_SECONDS);
  const size = motionSize(motion);
  const noise = (settings.agility * size) ** 2;
  const spread = (noise * seconds ** 3) / 3;
  for (let axis = 0; axis < 2; axis += 1) {
    const at = axis * STRIDE;
    const speedVariance = motion[at + 4] ?? 0;
    into[offset + axis] = (motion[at] ?? 0) + (motion[at + 1] ?? 0) * seconds;
    into[offset + 4 + axis] =
      (motion[at + 2] ?? 0) + seconds * (2 * (motion[at + 3] ?? 0) + seconds * speedVariance) + spread;
  }
  for (let axis = 2; axis < AXES; axis += 1) {
    const at = axis * STRIDE;
    const extent = (motion[at] ?? 0) + (motion[at + 1] ?? 0) * growthSeconds;
    // Extrapolated shrinking stops at half: a box never turns inside out.
    into[offset + axis] = Math.max(extent, (motion[at] ?? 0) / 2, LEAST_EXTENT);
  }
}

/** Moves the filter on by `seconds` (0 for a repeated time stamp) and corrects it by the box that was seen. */
export function updateMotion(motion: Motion, seconds: number, box: BoxView, settings: TrackerSettings): void {
  const seen = (settings.boxNoise * boxSize(box.values, box.offset)) ** 2;
  const noise = (settings.agility * motionSize(motion)) ** 2;
  for (let axis = 0; axis < AXES; axis += 1) {
    const share = axis < 2 ? 1 : GROWTH_SHARE * GROWTH_SHARE;
    updateAxis(motion, axis * STRIDE, seconds, box.values[box.offset + axis] ?? 0, noise * share, seen);
  }
}

/** The size of a box: the side of a square of its area. */
export function boxSize(values: Float64Array, offset: number): number {
  return Math.sqrt(Math.max((values[offset + 2] ?? 0) * (values[offset + 3] ?? 0), LEAST_EXTENT * LEAST_EXTENT));
}

function motionSize(motion: Motion): number {
  const area = (motion[2 * STRIDE] ?? 0) * (motion[3 * STRIDE] ?? 0);
  return Math.sqrt(Math.max(area, LEAST_EXTENT * LEAST_EXTENT));
}

function updateAxis(
  motion: Motion,
  at: number,
  seconds: number,
  seen: number,
  noise: number,
  seenVariance: number,
): void {
  const speed = motion[at + 1] ?? 0;
  const expected = (motion[at] ?? 0) + speed * seconds;
  const before = motion[at + 4] ?? 0;
  const speedVariance = before + noise * seconds;
  const covariance = (motion[at + 3] ?? 0) + before * seconds + (noise * seconds * seconds) / 2;
  const variance =
    (motion[at + 2] ?? 0) +
    seconds * (2 * (motion[at + 3] ?? 0) + seconds * before) +
    (noise * seconds * seconds * seconds) / 3;
  const total = variance + seenVariance;
  const gain = variance / total;
  const speedGain = covariance / total;
  const surprise = seen - expected;
  motion[at] = expected + gain * surprise;
  motion[at + 1] = speed + speedGain * surprise;
  motion[at + 2] = (1 - gain) * variance;
  motion[at + 3] = (1 - gain) * covariance;
  motion[at + 4] = speedVariance - speedGain * covariance;
}
