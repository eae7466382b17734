import type { Forecast, NormalDay } from '../../../domain/contracts/outlook.ts';

type Point = Forecast['points'][number];
type Quarter = NormalDay['quarters'][number];

const QUARTER_US = 900_000_000;

/** A quarter of an hour of the chart: what was counted, what is normal, and what is forecast. */
export interface OutlookRow {
  readonly startUtcUs: number;
  /** In the middle of the quarter: a volume belongs to all of it. */
  readonly atUtcUs: number;
  /** Null is a hole, and is never bridged. */
  readonly observed: number | null;
  readonly normal: number | null;
  readonly band: readonly [number, number] | null;
  readonly forecast: number | null;
  readonly forecastBand: readonly [number, number] | null;
  readonly state: Quarter['state'] | 'forecast';
  readonly departs: Quarter['departs'];
  readonly days: number | null;
  readonly basis: NonNullable<Quarter['normal']>['basis'] | null;
}

/** The quarters of a day and those of the forecast, which may lie behind midnight. */
export function outlookRows(day: NormalDay, points: readonly Point[]): readonly OutlookRow[] {
  const coming = new Map(points.map((point) => [point.startUtcUs, point]));
  const rows = day.quarters.map((quarter) => rowOf(quarter, coming.get(quarter.startUtcUs)));
  const behind = points.filter(({ startUtcUs }) => startUtcUs >= day.toUtcUs).map((point) => rowOf(null, point));
  return [...rows, ...behind];
}

function rowOf(quarter: Quarter | null, point: Point | undefined): OutlookRow {
  const startUtcUs = quarter?.startUtcUs ?? point?.startUtcUs ?? 0;
  const normal = quarter?.normal ?? null;
  const forecast = point?.volume ?? null;
  const { low, high } = point ?? { low: null, high: null };
  return {
    startUtcUs,
    atUtcUs: startUtcUs + QUARTER_US / 2,
    observed: quarter?.observed ?? null,
    normal: normal?.median ?? null,
    band: normal === null ? null : [normal.low, normal.high],
    forecast,
    forecastBand: low === null || high === null ? null : [low, high],
    state: forecast === null ? (quarter?.state ?? 'open') : 'forecast',
    departs: quarter?.departs ?? null,
    days: normal?.days ?? null,
    basis: normal?.basis ?? null,
  };
}

export interface HoleSpan {
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
}

/** Neighbouring quarters that were not watched well enough, as one stretch. */
export function holeSpans(rows: readonly OutlookRow[]): readonly HoleSpan[] {
  const spans: HoleSpan[] = [];
  for (const { state, startUtcUs } of rows) {
    if (state !== 'unwatched' && state !== 'partial') continue;
    const last = spans.at(-1);
    const toUtcUs = startUtcUs + QUARTER_US;
    if (last?.toUtcUs === startUtcUs) spans[spans.length - 1] = { fromUtcUs: last.fromUtcUs, toUtcUs };
    else spans.push({ fromUtcUs: startUtcUs, toUtcUs });
  }
  return spans;
}

/** Whole hours to be written below a chart of a day, every third of them. */
export function hourTicks(rows: readonly OutlookRow[]): readonly number[] {
  return rows.filter((_, at) => at % 12 === 0).map(({ startUtcUs }) => startUtcUs);
}

/** Quarters of the day for which nothing is normal yet. */
export function withoutNormal(day: NormalDay): number {
  return day.quarters.filter(({ normal }) => normal === null).length;
}
