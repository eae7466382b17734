import type { Values } from './correction.ts';
import { LEAST_PAIRS } from './settings.ts';

/** One forecast of the past and what came of it. */
export interface Outcome {
  /** The place that was forecast. */
  readonly at: number;
  readonly forecast: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** How far forecasts were off. */
export interface ErrorFigures {
  /** The sum of all errors as a share of all vehicles; null where there was no vehicle. */
  readonly wape: number | null;
  /** Vehicles a quarter of an hour. */
  readonly mae: number;
}

/** What a way of forecasting would have been worth. */
export interface ForecastError extends ErrorFigures {
  /** Over so many quarters, the same for all three ways. */
  readonly targets: number;
  /** The share that fell into their interval; null where no interval could be told. */
  readonly inside: number | null;
  /** As the newest quarter. */
  readonly lastValue: ErrorFigures;
  /** As the same quarter a week before. */
  readonly lastWeek: ErrorFigures;
  /** The naive way that would have been better, the best of them; null: neither. */
  readonly worseThan: 'last-value' | 'last-week' | null;
}

const WEEK = 7 * 96;

/** Judges forecasts made a number of quarters ahead; null where too few can be judged. */
export function forecastError(values: Values, outcomes: readonly Outcome[], horizon: number): ForecastError | null {
  const judged = outcomes.flatMap((outcome) => {
    const value = values[outcome.at] ?? null;
    const last = values[outcome.at - horizon] ?? null;
    const week = values[outcome.at - WEEK] ?? null;
    return value === null || last === null || week === null ? [] : [{ ...outcome, value, last, week }];
  });
  if (judged.length < LEAST_PAIRS) return null;
  const figures = (of: (one: (typeof judged)[number]) => number): ErrorFigures => {
    const off = judged.reduce((sum, one) => sum + Math.abs(of(one) - one.value), 0);
    const all = judged.reduce((sum, one) => sum + one.value, 0);
    return { wape: all === 0 ? null : off / all, mae: off / judged.length };
  };
  const own = figures(({ forecast }) => forecast);
  const lastValue = figures(({ last }) => last);
  const lastWeek = figures(({ week }) => week);
  return { targets: judged.length, ...own, inside: insideShare(judged), lastValue, lastWeek, worseThan: better(own) };

  function better(than: ErrorFigures): ForecastError['worseThan'] {
    if (Math.min(lastValue.mae, lastWeek.mae) >= than.mae) return null;
    return lastValue.mae < lastWeek.mae ? 'last-value' : 'last-week';
  }
}

function insideShare(judged: readonly (Outcome & { readonly value: number })[]): number | null {
  let told = 0;
  let inside = 0;
  for (const { low, high, value } of judged) {
    if (low === null || high === null) continue;
    told += 1;
    if (value >= low && value <= high) inside += 1;
  }
  return told < LEAST_PAIRS ? null : inside / told;
}
