import type { Quarter, QuarterSeries } from './history.ts';
import { QUARTER_US } from './local-clock.ts';

/** What is stored of a camera's quarters of an hour: how each was watched, and what crossed each line. */
export interface CameraStock {
  readonly fromUtcUs: number;
  readonly coverage: readonly Omit<Quarter, 'count'>[];
  readonly lines: readonly {
    readonly lineId: string;
    /** Before then it was not there, or somewhere else. */
    readonly sinceUtcUs: number;
    readonly in: readonly number[];
    readonly out: readonly number[];
  }[];
}

/** One line or, where it is null, all of them; one way or both. */
export interface SeriesChoice {
  readonly lineId: string | null;
  readonly direction: 'in' | 'out' | 'both';
}

/** A series with the moment from which on it means what it means now. */
export interface ChosenSeries extends QuarterSeries {
  readonly sinceUtcUs: number;
}

/** The crossings of one choice; null where the camera has no such line, or none at all. */
export function seriesOf(stock: CameraStock, choice: SeriesChoice, timeZone: string): ChosenSeries | null {
  const lines = stock.lines.filter(({ lineId }) => choice.lineId === null || lineId === choice.lineId);
  if (lines.length === 0) return null;
  const sinceUtcUs = Math.max(...lines.map((line) => line.sinceUtcUs));
  const counts = lines.flatMap((line) => [
    ...(choice.direction === 'out' ? [] : [line.in]),
    ...(choice.direction === 'in' ? [] : [line.out]),
  ]);
  const quarters = stock.coverage.map((watched, at) => {
    const count = counts.reduce((sum, one) => sum + (one[at] ?? 0), 0);
    const there = stock.fromUtcUs + at * QUARTER_US >= sinceUtcUs;
    return there ? { ...watched, count } : { ...watched, count, watchedShare: 0, degradedShare: 0 };
  });
  return { fromUtcUs: stock.fromUtcUs, timeZone, quarters, sinceUtcUs };
}
