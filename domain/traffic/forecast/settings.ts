import { DEFAULT_BASELINE } from '../baseline/settings.ts';
import type { BaselineSettings } from '../baseline/settings.ts';

/** How volumes are forecast, and when they are shown. */
export interface ForecastSettings extends BaselineSettings {
  /** Fewer watched days than these, and nothing is forecast. */
  readonly leastDays: number;
}

export const DEFAULT_FORECAST: ForecastSettings = { ...DEFAULT_BASELINE, leastDays: 14 };

/** How far ahead, in quarters of an hour: the quarter that ends 15, 30 and 60 minutes after the newest one. */
export const HORIZONS = [1, 2, 4] as const;
/** The farthest of them. */
export const FARTHEST = 4;
/** How much of the future an interval is to hold. */
export const INTERVAL = 0.8;
/** A forecast is judged by those it would have made in so many days. */
export const BACKTEST_DAYS = 7;
/** Persistence and intervals are learned from so many days. */
export const LEARN_DAYS = 21;
/** With fewer pairs nothing is learned, and with fewer targets nothing is judged. */
export const LEAST_PAIRS = 96;
/** So many days of stored quarters a forecast and its own error can make use of. */
export function daysOfUse({ windowDays }: BaselineSettings): number {
  return windowDays + BACKTEST_DAYS + LEARN_DAYS + 1;
}
