import { createLocalClock, dayKind, QUARTER_US, QUARTERS_A_DAY } from './local-clock.ts';
import type { LocalSlot } from './local-clock.ts';
import type { BaselineSettings } from './settings.ts';

/** What is stored of a quarter of an hour. */
export interface Quarter {
  readonly count: number;
  /** The share of its time that was watched, degraded watching included. */
  readonly watchedShare: number;
  readonly degradedShare: number;
  /** The clock was set back and these times passed twice. */
  readonly clockOverlap: boolean;
}

/** Quarters of an hour without a break, as stored. */
export interface QuarterSeries {
  readonly fromUtcUs: number;
  readonly timeZone: string;
  readonly quarters: readonly Quarter[];
}

/** A series made ready to be compared: every quarter with its slot, and a value where it was watched well enough. */
export interface History {
  readonly fromUtcUs: number;
  /** Of the quarters, and of some that have not come yet. */
  readonly slots: readonly LocalSlot[];
  /** Vehicles in a quarter that was watched throughout; null where watching was not good enough to say. */
  readonly values: readonly (number | null)[];
  /** Places of the quarters with a value, oldest first, by weekday or kind of day and quarter of the day. */
  readonly byWeekday: ReadonlyMap<number, readonly number[]>;
  readonly byKind: ReadonlyMap<string, readonly number[]>;
}

/** Where a slot's values are found by its weekday. */
export function weekdayKey({ weekday, quarter }: LocalSlot): number {
  return weekday * QUARTERS_A_DAY + quarter;
}

/** Where a slot's values are found by its kind of day. */
export function kindKey({ weekday, quarter }: LocalSlot): string {
  return `${dayKind(weekday)} ${quarter}`;
}

/** Vehicles of a quarter as if it had been watched throughout; null where it was not watched well enough. */
export function fullValue(quarter: Quarter, settings: BaselineSettings): number | null {
  const well = quarter.watchedShare - (settings.countDegraded ? 0 : quarter.degradedShare);
  if (quarter.clockOverlap || well < settings.leastWatched) return null;
  return quarter.count / Math.min(1, quarter.watchedShare);
}

/** Makes a series ready; `ahead` so many quarters beyond its end get their slots as well. */
export function createHistory(series: QuarterSeries, settings: BaselineSettings, ahead: number): History {
  const slotAt = createLocalClock(series.timeZone);
  const values = series.quarters.map((quarter) => fullValue(quarter, settings));
  const slots = Array.from({ length: values.length + ahead }, (_, at) => slotAt(series.fromUtcUs + at * QUARTER_US));
  const byWeekday = new Map<number, number[]>();
  const byKind = new Map<string, number[]>();
  values.forEach((value, at) => {
    const slot = slots[at];
    if (value === null || slot === undefined) return;
    note(byWeekday, weekdayKey(slot), at);
    note(byKind, kindKey(slot), at);
  });
  return { fromUtcUs: series.fromUtcUs, slots, values, byWeekday, byKind };
}

function note<K>(places: Map<K, number[]>, key: K, at: number): void {
  const known = places.get(key);
  if (known === undefined) places.set(key, [at]);
  else known.push(at);
}

/** Local days of which at least half was watched well enough. */
export function daysWatched({ values, slots }: History): number {
  const perDay = new Map<number, number>();
  values.forEach((value, at) => {
    const day = slots[at]?.day;
    if (value !== null && day !== undefined) perDay.set(day, (perDay.get(day) ?? 0) + 1);
  });
  return [...perDay.values()].filter((watched) => watched >= QUARTERS_A_DAY / 2).length;
}
