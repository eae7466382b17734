import type { Pairing, ScaledPairs } from './homography.ts';
import { directLinear, refined, scaledPairs, unscaled } from './homography.ts';
import type { Matrix3 } from './matrix.ts';
import { mapped } from './matrix.ts';
import type { CalibrationPoint } from './types.ts';
import type { MiddlePoint } from './lens.ts';

/** A homography with the errors of all points in picture heights, and which of them fit the others. */
export interface RobustFit {
  readonly groundToPicture: Matrix3;
  readonly errors: readonly number[];
  readonly weights: readonly number[];
  /** What the search for the bend of the lens makes small. */
  readonly cost: number;
}

/** A hand places a point to about this share of the picture height: less is never taken for an error of a point. */
export const PLACED_TO = 0.002;
/** Beyond this many times the spread a point counts for nothing (Tukey). */
const TUKEY = 4.685;
/** Fewer points cannot outvote one that is wrong. */
const OUTVOTED_FROM = 6;
const ROUNDS = 12;
/** So many sets of four are tried as a start: of them one is very likely right though a third of the points are wrong. */
const MOST_STARTS = 40;
const ALL_SETS_UP_TO = 7;

/**
 * From ground to the straightened picture. Four and five points go in whole; from six on the start is the set of four
 * that most others agree with (least median), and points that stay far from the rest lose their weight (Tukey).
 */
export function robustFit(points: readonly CalibrationPoint[], picture: readonly MiddlePoint[]): RobustFit | null {
  const pairs = points.map(({ ground }, at) => ({ ground, picture: picture[at] ?? { x: 0, y: 0 }, weight: 1 }));
  const scaled = scaledPairs(pairs);
  if (scaled === null) return null;
  const all = directLinear(scaled.pairs);
  if (points.length < OUTVOTED_FROM) {
    if (all === null) return null;
    return outcome(
      refined(all, scaled.pairs),
      scaled,
      pairs,
      pairs.map(() => 1),
    );
  }
  return reweighted(all, scaled, pairs);
}

function reweighted(all: Matrix3 | null, scaled: ScaledPairs, pairs: readonly Pairing[]): RobustFit | null {
  const floor = PLACED_TO * scaled.pictureScale;
  let m = bestStart(all, scaled.pairs);
  if (m === null) return null;
  let weights: readonly number[] = pairs.map(() => 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const errors = errorsOf(m, scaled.pairs);
    const spread = Math.max(floor, 1.4826 * median(errors) * (1 + 5 / Math.max(1, pairs.length - 4)));
    weights = errors.map((error) => tukey(error / spread));
    if (weights.filter((weight) => weight > 0).length < 4) return null;
    const weighted = scaled.pairs.map((pair, at) => ({ ...pair, weight: weights[at] ?? 0 }));
    m = refined(directLinear(weighted) ?? m, weighted);
  }
  return outcome(m, scaled, pairs, weights);
}

function outcome(m: Matrix3, scaled: ScaledPairs, pairs: readonly Pairing[], weights: readonly number[]): RobustFit {
  const groundToPicture = unscaled(m, scaled);
  const errors = errorsOf(groundToPicture, pairs);
  const bound = PLACED_TO * TUKEY;
  const cost = errors.reduce((sum, error) => sum + Math.min(error, 5 * bound) ** 2, 0);
  return { groundToPicture, errors, weights, cost };
}

/** The homography of all points or of four of them from which half of the points are nearest. */
function bestStart(all: Matrix3 | null, pairs: readonly Pairing[]): Matrix3 | null {
  let best = all;
  let least = all === null ? Number.POSITIVE_INFINITY : median(errorsOf(all, pairs));
  for (const four of setsOfFour(pairs)) {
    const m = directLinear(four);
    if (m === null) continue;
    const off = median(errorsOf(m, pairs));
    if (off < least) [best, least] = [m, off];
  }
  return best;
}

/** All sets of four where they are few; else some of them, always the same ones. */
function setsOfFour(pairs: readonly Pairing[]): readonly (readonly Pairing[])[] {
  const picked = pairs.length <= ALL_SETS_UP_TO ? everyFour(pairs.length) : someFours(pairs.length);
  return picked.map((four) => four.flatMap((at) => pairs[at] ?? []));
}

function everyFour(n: number): readonly (readonly number[])[] {
  const sets: number[][] = [];
  for (let a = 0; a < n; a += 1)
    for (let b = a + 1; b < n; b += 1)
      for (let c = b + 1; c < n; c += 1) for (let d = c + 1; d < n; d += 1) sets.push([a, b, c, d]);
  return sets;
}

function someFours(n: number): readonly (readonly number[])[] {
  let state = 1;
  const next = (): number => {
    // Park and Miller's numbers: spread like chance, and the same on every machine.
    state = (state * 48_271) % 2_147_483_647;
    return state % n;
  };
  return Array.from({ length: MOST_STARTS }, () => {
    const four = new Set<number>();
    while (four.size < 4) four.add(next());
    return [...four];
  });
}

function errorsOf(m: Matrix3, pairs: readonly Pairing[]): number[] {
  return pairs.map(({ ground, picture }) => {
    const seen = mapped(m, ground);
    return Math.hypot(seen.x - picture.x, seen.y - picture.y);
  });
}

function tukey(distance: number): number {
  const share = distance / TUKEY;
  return share >= 1 ? 0 : (1 - share * share) ** 2;
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2;
}
