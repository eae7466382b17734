import type { Normal } from '../baseline/normal.ts';
import { clamp, MAD_TO_SIGMA, median } from '../baseline/robust.ts';
import { LEAST_PAIRS } from './settings.ts';

/** What was normal at each place of a history, as it was known before that place's day. Null: not known, or not asked. */
export type Normals = readonly (Normal | null)[];
/** What was counted there. */
export type Values = readonly (number | null)[];

/** The newest four quarters say how today differs, each one older with 0.7 of the weight. */
const RECENT = 4;
const KEEP = 0.7;
/** A quarter that was three times as busy as usual says no more than that of what comes. */
const MOST_DEVIATION = 2;
/** What lies farther out than these many robust deviations teaches no more than them: one holiday must not teach a month. */
const MOST_SIGMAS = 3;

/** How much more, as a share of normal, the quarters up to a place had; null where none of them can tell. */
export function recentDeviation(values: Values, normals: Normals, at: number): number | null {
  let observed = 0;
  let usual = 0;
  for (let back = 0; back < RECENT; back += 1) {
    const value = values[at - back] ?? null;
    const normal = normals[at - back] ?? null;
    if (value === null || normal === null) continue;
    const weight = KEEP ** back;
    observed += weight * value;
    usual += weight * normal.median;
  }
  return usual <= 0 ? null : clamp(observed / usual - 1, -1, MOST_DEVIATION);
}

/** Recent deviations at every place of a stretch. */
export function recentDeviations(values: Values, normals: Normals, from: number, to: number): (number | null)[] {
  return Array.from({ length: to }, (_, at) => (at < from ? null : recentDeviation(values, normals, at)));
}

interface Pair {
  readonly now: number;
  readonly then: number;
  readonly weight: number;
}

/**
 * How much of a deviation is left so many quarters later: the slope of later deviations on recent ones, through zero, which is
 * their autocorrelation where both vary alike. Quarters weigh by what is normal for them. Only what lies before `to` is used.
 */
export function persistence(
  series: { readonly values: Values; readonly normals: Normals; readonly deviations: readonly (number | null)[] },
  horizon: number,
  from: number,
  to: number,
): number {
  const pairs: Pair[] = [];
  for (let at = Math.max(0, from); at + horizon < to; at += 1) {
    const now = series.deviations[at] ?? null;
    const value = series.values[at + horizon] ?? null;
    const normal = series.normals[at + horizon] ?? null;
    if (now === null || value === null || normal === null || normal.median <= 0) continue;
    pairs.push({ now, then: value / normal.median - 1, weight: normal.median });
  }
  return pairs.length < LEAST_PAIRS ? 0 : slope(pairs);
}

function slope(pairs: readonly Pair[]): number {
  const most = (of: (pair: Pair) => number): number =>
    MOST_SIGMAS * MAD_TO_SIGMA * (median(pairs.map((pair) => Math.abs(of(pair)))) ?? 0);
  const mostNow = most(({ now }) => now);
  const mostThen = most(({ then }) => then);
  let up = 0;
  let down = 0;
  for (const { now, then, weight } of pairs) {
    const x = clamp(now, -mostNow, mostNow);
    up += weight * x * clamp(then, -mostThen, mostThen);
    down += weight * x * x;
  }
  return down === 0 ? 0 : clamp(up / down, 0, 1);
}
