import type { GreyPicture } from './grey-picture.ts';

/** How the empty road is learned. */
export interface BackgroundSettings {
  /** Seconds in which what stays becomes part of the road. */
  readonly learnSeconds: number;
  /** So many standard deviations off are not the road. */
  readonly sigmas: number;
  /** Brightness of the darkest shadow as a share of the road's. */
  readonly darkestShadow: number;
}

/** A mixture of up to three Gaussians of brightness for each pixel, the heaviest first. Changed in place. */
export interface BackgroundModel {
  readonly width: number;
  readonly height: number;
  /** Pictures seen, until it makes no difference any more. */
  seen: number;
  readonly modes: Uint8Array;
  readonly weights: Float32Array;
  readonly means: Float32Array;
  readonly variances: Float32Array;
}

export const MODES = 3;
/** The heaviest modes that make up this share of a pixel's past are the road. */
const ROAD_SHARE = 0.9;
/** A mode that fits belongs to the pixel up to this squared distance, in variances. */
const FITS = 9;
const FIRST_VARIANCE = 15;
const LEAST_VARIANCE = 4;
const MOST_VARIANCE = 75;
/** How much evidence a mode needs to stay (the Dirichlet prior of the method). */
const COMPLEXITY = 0.05;
const MOST_SEEN = 10_000;

/** A model of nothing yet. */
export function createBackgroundModel(width: number, height: number): BackgroundModel {
  const cells = width * height * MODES;
  return {
    width,
    height,
    seen: 0,
    modes: new Uint8Array(width * height),
    weights: new Float32Array(cells),
    means: new Float32Array(cells),
    variances: new Float32Array(cells),
  };
}

/**
 * Tells which pixels are not the road (1), and learns from the picture, except where `held` is set: under a vehicle that is
 * known to stand there the road is not what is seen.
 */
export function stepBackground(
  model: BackgroundModel,
  { pixels }: GreyPicture,
  secondsSince: number,
  held: Uint8Array,
  { learnSeconds, sigmas }: BackgroundSettings,
): Uint8Array {
  model.seen = Math.min(MOST_SEEN, model.seen + 1);
  // At first every picture counts alike: the mean of two pictures is their mean.
  const rate = Math.max(1 / model.seen, 1 - Math.exp(-secondsSince / learnSeconds));
  const foreground = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 1) {
    const value = pixels[at] ?? 0;
    if (!isRoad(model, at, value, sigmas * sigmas)) foreground[at] = 1;
    if (held[at] !== 1 || model.modes[at] === 0) learn(model, at, value, rate);
  }
  return foreground;
}

/** The brightness of the empty road at a pixel; null before anything was learned. */
export function roadBrightness({ modes, means }: BackgroundModel, at: number): number | null {
  return modes[at] === 0 ? null : (means[at * MODES] ?? null);
}

function isRoad(
  { modes, weights, means, variances }: BackgroundModel,
  at: number,
  value: number,
  far: number,
): boolean {
  const count = modes[at] ?? 0;
  let total = 0;
  for (let mode = at * MODES; mode < at * MODES + count && total < ROAD_SHARE; mode += 1) {
    const off = value - (means[mode] ?? 0);
    if (off * off < far * (variances[mode] ?? 0)) return true;
    total += weights[mode] ?? 0;
  }
  // Before anything is known nothing stands out.
  return count === 0;
}

function learn(model: BackgroundModel, at: number, value: number, rate: number): void {
  const { modes, weights } = model;
  const first = at * MODES;
  const prune = -rate * COMPLEXITY;
  let count = modes[at] ?? 0;
  let fits = false;
  let total = 0;
  for (let mode = first; mode < first + count; mode += 1) {
    let weight = (1 - rate) * (weights[mode] ?? 0) + prune;
    if (!fits && pull(model, mode, value, rate, weight)) {
      fits = true;
      weight += rate;
    }
    weights[mode] = Math.max(0, weight);
    total += weights[mode] ?? 0;
  }
  if (!fits) {
    if (count < MODES) count += 1;
    else total -= weights[first + count - 1] ?? 0;
    start(model, first + count - 1, value, count === 1 ? 1 : rate);
    total += weights[first + count - 1] ?? 0;
  }
  modes[at] = settle(model, first, count, total);
}

/** Moves a mode towards a value that fits it. */
function pull(
  { means, variances }: BackgroundModel,
  mode: number,
  value: number,
  rate: number,
  weight: number,
): boolean {
  const [mean, variance] = [means[mode] ?? 0, variances[mode] ?? 0];
  const off = value - mean;
  if (off * off >= FITS * variance) return false;
  const share = Math.min(1, rate / Math.max(rate, weight + rate));
  means[mode] = mean + share * off;
  variances[mode] = Math.min(MOST_VARIANCE, Math.max(LEAST_VARIANCE, variance + share * (off * off - variance)));
  return true;
}

function start({ weights, means, variances }: BackgroundModel, mode: number, value: number, weight: number): void {
  weights[mode] = weight;
  means[mode] = value;
  variances[mode] = FIRST_VARIANCE;
}

/** Makes the weights one whole, the heaviest first, and drops modes without any; gives how many are left. */
function settle(model: BackgroundModel, first: number, count: number, total: number): number {
  const { weights } = model;
  for (let mode = first; mode < first + count; mode += 1) {
    weights[mode] = (weights[mode] ?? 0) / total;
    for (let up = mode; up > first && (weights[up] ?? 0) > (weights[up - 1] ?? 0); up -= 1) exchange(model, up, up - 1);
  }
  let left = count;
  while (left > 1 && (weights[first + left - 1] ?? 0) <= 0) left -= 1;
  return left;
}

function exchange({ weights, means, variances }: BackgroundModel, a: number, b: number): void {
  for (const list of [weights, means, variances]) {
    const kept = list[a] ?? 0;
    list[a] = list[b] ?? 0;
    list[b] = kept;
  }
}
