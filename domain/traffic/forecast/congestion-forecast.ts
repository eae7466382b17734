import { createLocalClock, dayKind, QUARTER_US, QUARTERS_A_DAY } from '../baseline/local-clock.ts';
import type { LocalSlot } from '../baseline/local-clock.ts';
import { clamp } from '../baseline/robust.ts';
import { BACKTEST_DAYS, FARTHEST, HORIZONS, LEARN_DAYS, LEAST_PAIRS } from './settings.ts';
import type { ForecastSettings } from './settings.ts';

/** Whether it was congested in each quarter of an hour, without a break; null where nobody can tell. */
export interface CongestionSeries {
  readonly fromUtcUs: number;
  readonly timeZone: string;
  readonly congested: readonly (boolean | null)[];
}

/** How likely congestion is in one quarter of an hour. */
export interface CongestionPoint {
  readonly aheadMinutes: number;
  readonly startUtcUs: number;
  readonly probability: number;
  /** How often it is congested at that time of the week, whatever is now. */
  readonly climatology: number;
  /** Null: too few could be judged. */
  readonly error: CongestionError | null;
}

/** Mean squares of what was off, in the last seven days: 0 is perfect, and less than climatology's is worth something. */
export interface CongestionError {
  readonly targets: number;
  readonly brier: number;
  readonly climatologyBrier: number;
  readonly worseThanClimatology: boolean;
}

/** Probabilities, or how much is missing until there are some. */
export interface CongestionForecast {
  readonly daysNeeded: number;
  readonly daysThere: number;
  readonly points: readonly CongestionPoint[];
}

/** A level's frequency counts as so many quarters of the level below it: few quarters of a weekday prove little. */
const PRIOR_QUARTERS = 8;
/** A quarter before and after say the same of their time of day. */
const NEIGHBOURS = 1;

interface Frequencies {
  readonly slots: readonly LocalSlot[];
  readonly congested: readonly (boolean | null)[];
  readonly byWeekday: ReadonlyMap<string, readonly number[]>;
  readonly byKind: ReadonlyMap<string, readonly number[]>;
  readonly windowDays: number;
}

/** Forecasts the quarters after the newest one. */
export function forecastCongestion(series: CongestionSeries, settings: ForecastSettings): CongestionForecast {
  const { congested, fromUtcUs } = series;
  const parts = createFrequencies(series, settings.windowDays);
  const daysThere = daysKnown(parts);
  const few = { daysNeeded: settings.leastDays, daysThere, points: [] };
  if (daysThere < settings.leastDays) return few;
  const end = congested.length;
  const from = Math.max(0, end - (BACKTEST_DAYS + LEARN_DAYS) * QUARTERS_A_DAY);
  const usual = Array.from({ length: end + FARTHEST }, (_, at) => (at < from ? 0 : frequencyAt(parts, at)));
  const points = HORIZONS.map((horizon) => {
    const at = end - 1;
    const probability = probabilityAt(congested, usual, at, horizon, stays(congested, usual, horizon, end));
    return {
      aheadMinutes: horizon * 15,
      startUtcUs: fromUtcUs + (at + horizon) * QUARTER_US,
      probability,
      climatology: usual[at + horizon] ?? 0,
      error: congestionError(congested, usual, horizon),
    };
  });
  return { ...few, points };
}

function createFrequencies({ fromUtcUs, timeZone, congested }: CongestionSeries, windowDays: number): Frequencies {
  const slotAt = createLocalClock(timeZone);
  const slots = Array.from({ length: congested.length + FARTHEST }, (_, at) => slotAt(fromUtcUs + at * QUARTER_US));
  const byWeekday = new Map<string, number[]>();
  const byKind = new Map<string, number[]>();
  congested.forEach((known, at) => {
    const slot = slots[at];
    if (known === null || slot === undefined) return;
    note(byWeekday, `${slot.weekday} ${slot.quarter}`, at);
    note(byKind, `${dayKind(slot.weekday)} ${slot.quarter}`, at);
  });
  return { slots, congested, byWeekday, byKind, windowDays };
}

function note(places: Map<string, number[]>, key: string, at: number): void {
  const known = places.get(key);
  if (known === undefined) places.set(key, [at]);
  else known.push(at);
}

function daysKnown({ congested, slots }: Frequencies): number {
  const perDay = new Map<number, number>();
  congested.forEach((known, at) => {
    const day = slots[at]?.day;
    if (known !== null && day !== undefined) perDay.set(day, (perDay.get(day) ?? 0) + 1);
  });
  return [...perDay.values()].filter((known) => known >= QUARTERS_A_DAY / 2).length;
}

/** From the weekday towards its kind of day, from that towards never: from the days before, and none after. */
function frequencyAt(parts: Frequencies, at: number): number {
  const slot = parts.slots[at];
  if (slot === undefined) return 0;
  const byKind = shrunk(countBefore(parts, parts.byKind, dayKind(slot.weekday), slot), 0);
  return shrunk(countBefore(parts, parts.byWeekday, String(slot.weekday), slot), byKind);
}

function shrunk({ hits, all }: { readonly hits: number; readonly all: number }, towards: number): number {
  return (hits + PRIOR_QUARTERS * towards) / (all + PRIOR_QUARTERS);
}

function countBefore(
  { slots, congested, windowDays }: Frequencies,
  places: ReadonlyMap<string, readonly number[]>,
  days: string,
  { day, quarter }: LocalSlot,
): { hits: number; all: number } {
  let hits = 0;
  let all = 0;
  for (let near = quarter - NEIGHBOURS; near <= quarter + NEIGHBOURS; near += 1) {
    for (const place of places.get(`${days} ${near}`) ?? []) {
      const then = slots[place]?.day ?? day;
      if (then >= day || then < day - windowDays) continue;
      all += 1;
      if (congested[place] === true) hits += 1;
    }
  }
  return { hits, all };
}

/** How much of "more congested than usual" is left so many quarters later, from the days before a place. */
function stays(congested: Frequencies['congested'], usual: readonly number[], horizon: number, to: number): number {
  let up = 0;
  let down = 0;
  let pairs = 0;
  for (let at = Math.max(0, to - LEARN_DAYS * QUARTERS_A_DAY); at + horizon < to; at += 1) {
    const now = surplus(congested, usual, at);
    const then = surplus(congested, usual, at + horizon);
    if (now === null || then === null) continue;
    pairs += 1;
    up += now * then;
    down += now * now;
  }
  return pairs < LEAST_PAIRS || down === 0 ? 0 : clamp(up / down, 0, 1);
}

function surplus(congested: Frequencies['congested'], usual: readonly number[], at: number): number | null {
  const known = congested[at] ?? null;
  return known === null ? null : Number(known) - (usual[at] ?? 0);
}

function probabilityAt(
  congested: Frequencies['congested'],
  usual: readonly number[],
  at: number,
  horizon: number,
  left: number,
): number {
  return clamp((usual[at + horizon] ?? 0) + left * (surplus(congested, usual, at) ?? 0), 0, 1);
}

function congestionError(
  congested: Frequencies['congested'],
  usual: readonly number[],
  horizon: number,
): CongestionError | null {
  const end = congested.length;
  let targets = 0;
  let own = 0;
  let climatology = 0;
  for (let day = BACKTEST_DAYS; day > 0; day -= 1) {
    const first = end - day * QUARTERS_A_DAY;
    const left = stays(congested, usual, horizon, first);
    for (let at = Math.max(0, first); at < first + QUARTERS_A_DAY && at + horizon < end; at += 1) {
      const came = congested[at + horizon] ?? null;
      if (came === null) continue;
      targets += 1;
      own += (probabilityAt(congested, usual, at, horizon, left) - Number(came)) ** 2;
      climatology += ((usual[at + horizon] ?? 0) - Number(came)) ** 2;
    }
  }
  if (targets < LEAST_PAIRS) return null;
  const brier = own / targets;
  const climatologyBrier = climatology / targets;
  return { targets, brier, climatologyBrier, worseThanClimatology: brier > climatologyBrier };
}
