import { kindKey, weekdayKey } from './history.ts';
import type { History } from './history.ts';
import { QUARTERS_A_DAY } from './local-clock.ts';
import type { LocalSlot } from './local-clock.ts';
import { MAD_TO_SIGMA, median } from './robust.ts';
import type { BaselineSettings } from './settings.ts';

/** What is normal for a quarter of an hour of a weekday. */
export interface Normal {
  readonly median: number;
  /** One standard deviation of what a single quarter may be away from the median, the median's own unsureness included. */
  readonly spread: number;
  /** On so many days. */
  readonly values: number;
  readonly basis: 'weekday' | 'kind-of-day';
}

/** So many quarters before and after lend their deviations: a few values alone say little about a spread. */
const NEIGHBOURS = 2;
/** The variance of a median of n over that of one value is π/2 ÷ n. */
const MEDIAN_VARIANCE = Math.PI / 2;
/** A quarter with a single vehicle where none is normal is nothing to speak of. */
const LEAST_SPREAD = 1;

/** Normal at a place of the history, from the days before it and none after; null where there is not enough of them. */
export function normalAt(history: History, at: number, settings: BaselineSettings): Normal | null {
  const slot = history.slots[at];
  if (slot === undefined) return null;
  for (const basis of ['weekday', 'kind-of-day'] as const) {
    const values = valuesBefore(history, slot, slot.day, basis, settings.windowDays);
    const middle = values.length < settings.leastValues ? null : median(values);
    if (middle === null) continue;
    const one = Math.max(deviation(history, slot, basis, settings), Math.sqrt(middle), LEAST_SPREAD);
    const spread = one * Math.sqrt(1 + MEDIAN_VARIANCE / values.length);
    return { median: middle, spread, values: values.length, basis };
  }
  return null;
}

function valuesBefore(
  history: History,
  slot: LocalSlot,
  day: number,
  basis: Normal['basis'],
  windowDays: number,
): number[] {
  const places = basis === 'weekday' ? history.byWeekday.get(weekdayKey(slot)) : history.byKind.get(kindKey(slot));
  const found: number[] = [];
  for (const place of places ?? []) {
    const then = history.slots[place]?.day ?? day;
    const value = history.values[place] ?? null;
    if (then < day && then >= day - windowDays && value !== null) found.push(value);
  }
  return found;
}

/** The robust spread of single values around their own slot's median, over this slot and its neighbours. */
function deviation(
  history: History,
  slot: LocalSlot,
  basis: Normal['basis'],
  { windowDays, leastValues }: BaselineSettings,
): number {
  const away: number[] = [];
  for (let step = -NEIGHBOURS; step <= NEIGHBOURS; step += 1) {
    const quarter = slot.quarter + step;
    if (quarter < 0 || quarter >= QUARTERS_A_DAY) continue;
    const values = valuesBefore(history, { ...slot, quarter }, slot.day, basis, windowDays);
    const middle = values.length < leastValues ? null : median(values);
    if (middle === null) continue;
    // Values lie closer to a median that was made of them than to the one that they stand for.
    const shrunk = Math.sqrt(values.length / (values.length - 1));
    for (const value of values) away.push(Math.abs(value - middle) * shrunk);
  }
  return MAD_TO_SIGMA * (median(away) ?? 0);
}
