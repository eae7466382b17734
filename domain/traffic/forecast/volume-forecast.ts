import { daysWatched } from '../baseline/history.ts';
import type { History } from '../baseline/history.ts';
import { QUARTER_US, QUARTERS_A_DAY } from '../baseline/local-clock.ts';
import { normalAt } from '../baseline/normal.ts';
import { quantile } from '../baseline/robust.ts';
import { persistence, recentDeviations } from './correction.ts';
import type { Normals, Values } from './correction.ts';
import { forecastError } from './forecast-error.ts';
import type { ForecastError, Outcome } from './forecast-error.ts';
import { BACKTEST_DAYS, FARTHEST, HORIZONS, INTERVAL, LEARN_DAYS, LEAST_PAIRS } from './settings.ts';
import type { ForecastSettings } from './settings.ts';

/** What will come in one quarter of an hour. */
export interface VolumePoint {
  readonly aheadMinutes: number;
  readonly startUtcUs: number;
  /** Null: nothing is known of what is normal then. */
  readonly volume: number | null;
  /** Bounds that hold four of five; null while too little was forecast to know them. */
  readonly low: number | null;
  readonly high: number | null;
  /** How much of today's difference from normal is taken to last until then. */
  readonly persistence: number;
  /** What forecasts so far ahead would have been worth in the last seven days; null: too few could be judged. */
  readonly error: ForecastError | null;
}

/** A forecast, or how much is missing until there is one. */
export interface VolumeForecast {
  readonly daysNeeded: number;
  readonly daysThere: number;
  /** How much more than normal the newest quarters had, as a share; null where they were not watched. */
  readonly recentDeviation: number | null;
  /** Empty while days are missing. */
  readonly points: readonly VolumePoint[];
}

interface Series {
  readonly values: Values;
  readonly normals: Normals;
  readonly deviations: readonly (number | null)[];
}

/** What is learned from the days before a place. */
interface Learned {
  readonly persistence: number;
  /** Of forecasts' errors, in spreads of what is normal; null: too few. */
  readonly lowest: number | null;
  readonly highest: number | null;
}

/** Forecasts the quarters after the newest one. The history must have been made with `FARTHEST` quarters ahead. */
export function forecastVolumes(history: History, settings: ForecastSettings): VolumeForecast {
  const { values } = history;
  const now = values.length - 1;
  const daysThere = daysWatched(history);
  const few = { daysNeeded: settings.leastDays, daysThere, recentDeviation: null, points: [] };
  if (daysThere < settings.leastDays) return few;
  const from = Math.max(0, values.length - (BACKTEST_DAYS + LEARN_DAYS) * QUARTERS_A_DAY);
  const normals = Array.from({ length: values.length + FARTHEST }, (_, at) =>
    at < from ? null : normalAt(history, at, settings),
  );
  const series = { values, normals, deviations: recentDeviations(values, normals, from, values.length) };
  const points = HORIZONS.map((horizon) => {
    const learned = learnBefore(series, horizon, values.length);
    const error = forecastError(values, backtest(series, horizon), horizon);
    return {
      aheadMinutes: horizon * 15,
      startUtcUs: history.fromUtcUs + (now + horizon) * QUARTER_US,
      ...pointAt(series, now, horizon, learned),
      persistence: learned.persistence,
      error,
    };
  });
  return { ...few, recentDeviation: series.deviations[now] ?? null, points };
}

function learnBefore(series: Series, horizon: number, to: number): Learned {
  const from = to - LEARN_DAYS * QUARTERS_A_DAY;
  const left = persistence(series, horizon, from, to);
  const errors: number[] = [];
  for (let at = Math.max(0, from); at + horizon < to; at += 1) {
    const value = series.values[at + horizon] ?? null;
    const normal = series.normals[at + horizon] ?? null;
    const expected = expectedAt(series, at, horizon, left);
    if (value !== null && normal !== null && expected !== null) errors.push((value - expected) / normal.spread);
  }
  if (errors.length < LEAST_PAIRS) return { persistence: left, lowest: null, highest: null };
  const outside = (1 - INTERVAL) / 2;
  return { persistence: left, lowest: quantile(errors, outside), highest: quantile(errors, 1 - outside) };
}

/** What is expected so many quarters after a place, by what is known there. */
function expectedAt(series: Series, at: number, horizon: number, left: number): number | null {
  const normal = series.normals[at + horizon] ?? null;
  return normal === null ? null : normal.median * (1 + left * (series.deviations[at] ?? 0));
}

function pointAt(series: Series, at: number, horizon: number, { persistence: left, lowest, highest }: Learned) {
  const volume = expectedAt(series, at, horizon, left);
  const spread = series.normals[at + horizon]?.spread ?? null;
  if (volume === null || spread === null || lowest === null || highest === null)
    return { volume, low: null, high: null };
  return { volume, low: Math.max(0, volume + lowest * spread), high: Math.max(0, volume + highest * spread) };
}

/** Forecasts as they would have been made in the last days, each day's with what was learned before it. */
function backtest(series: Series, horizon: number): Outcome[] {
  const end = series.values.length;
  const outcomes: Outcome[] = [];
  for (let day = BACKTEST_DAYS; day > 0; day -= 1) {
    const first = end - day * QUARTERS_A_DAY;
    if (first < 0) continue;
    const learned = learnBefore(series, horizon, first);
    for (let at = first; at < first + QUARTERS_A_DAY && at + horizon < end; at += 1) {
      const { volume, low, high } = pointAt(series, at, horizon, learned);
      if (volume !== null) outcomes.push({ at: at + horizon, forecast: volume, low, high });
    }
  }
  return outcomes;
}
