import type { NormalDay, OutlookSeries, OutlookSettings } from '../../domain/contracts/outlook.ts';
import type { ChosenSeries } from '../../domain/traffic/baseline/camera-series.ts';
import { assessAt, departuresIn, type Assessed } from '../../domain/traffic/baseline/departures.ts';
import { createHistory, daysWatched } from '../../domain/traffic/baseline/history.ts';
import { QUARTER_US, QUARTERS_A_DAY } from '../../domain/traffic/baseline/local-clock.ts';
import type { LocalDay } from '../../domain/traffic/baseline/local-day.ts';

/** Of a normal distribution: four of five lie within so many standard deviations. */
const FOUR_OF_FIVE = 1.2816;

interface Known {
  readonly series: ChosenSeries;
  readonly closedToUtcUs: number;
  readonly settings: OutlookSettings;
}

/** A day, quarter by quarter, against what was normal for it before it began. */
export function normalDay(of: OutlookSeries, day: LocalDay, { series, closedToUtcUs, settings }: Known): NormalDay {
  const ends = (day.toUtcUs - series.fromUtcUs) / QUARTER_US;
  const first = (day.fromUtcUs - series.fromUtcUs) / QUARTER_US;
  const history = createHistory(series, settings, Math.max(0, ends - series.quarters.length));
  const assessed = (from: number, to: number): Assessed[] =>
    Array.from({ length: Math.max(0, to - from) }, (_, at) => assessAt(history, from + at, settings));
  // One that began the day before may still last.
  const lookedBack = assessed(first - QUARTERS_A_DAY, Math.min(ends, series.quarters.length));
  const { cameraId, lineId, direction } = of;
  return {
    ...{ cameraId, lineId, direction, day: day.name, timeZone: series.timeZone },
    fromUtcUs: day.fromUtcUs,
    toUtcUs: day.toUtcUs,
    closedToUtcUs,
    historyFromUtcUs: series.sinceUtcUs,
    history: { daysNeeded: settings.leastDays, daysThere: daysWatched(history) },
    settings,
    quarters: assessed(first, ends).map((one, at) => quarterOf(one, series.quarters[first + at]?.watchedShare ?? null)),
    departures: departuresIn(lookedBack, settings).filter(
      ({ fromUtcUs, toUtcUs }) => fromUtcUs < day.toUtcUs && (toUtcUs ?? day.toUtcUs) > day.fromUtcUs,
    ),
  };
}

function quarterOf(one: Assessed, watchedShare: number | null): NormalDay['quarters'][number] {
  const { startUtcUs, value, normal, z, side } = one;
  const about = { startUtcUs, watchedShare: watchedShare ?? 0, observed: value, z, departs: side };
  return { ...about, state: stateOf(value, watchedShare), normal: normal === null ? null : bandOf(normal) };
}

function stateOf(value: number | null, watchedShare: number | null): NormalDay['quarters'][number]['state'] {
  if (watchedShare === null) return 'open';
  if (value !== null) return 'watched';
  return watchedShare === 0 ? 'unwatched' : 'partial';
}

function bandOf({ median, spread, values, basis }: NonNullable<Assessed['normal']>) {
  const low = Math.max(0, median - FOUR_OF_FIVE * spread);
  return { median, spread, low, high: median + FOUR_OF_FIVE * spread, days: values, basis };
}
