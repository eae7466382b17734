import { describe, expect, it } from 'vitest';
import { outlookSettingsSchema } from '../../../../../domain/contracts/outlook.ts';
import type { Forecast, NormalDay } from '../../../../../domain/contracts/outlook.ts';
import {
  holeSpans,
  hourTicks,
  outlookRows,
  withoutNormal,
} from '../../../../../renderer/features/outlook/outlook-rows.ts';

const QUARTER_US = 900_000_000;
type Quarter = NormalDay['quarters'][number];
const normal = { median: 50, spread: 8, low: 40, high: 60, days: 8, basis: 'weekday' } as const;

const quarter = (at: number, state: Quarter['state'], observed: number | null = null): Quarter => ({
  startUtcUs: at * QUARTER_US,
  state,
  watchedShare: state === 'watched' ? 1 : 0,
  observed,
  normal,
  z: null,
  departs: null,
});
const dayOf = (quarters: Quarter[]): NormalDay => ({
  cameraId: 'north',
  lineId: null,
  direction: 'both',
  day: '1970-01-01',
  timeZone: 'UTC',
  fromUtcUs: 0,
  toUtcUs: quarters.length * QUARTER_US,
  closedToUtcUs: 0,
  historyFromUtcUs: 0,
  history: { daysNeeded: 14, daysThere: 20 },
  settings: outlookSettingsSchema.parse({}),
  quarters,
  departures: [],
});
const point = (at: number, volume: number | null): Forecast['points'][number] => ({
  aheadMinutes: 15,
  startUtcUs: at * QUARTER_US,
  volume,
  low: volume === null ? null : volume - 5,
  high: volume === null ? null : volume + 7,
  persistence: 0.5,
  error: null,
});

describe('the rows of the chart of a day', () => {
  const day = dayOf([
    quarter(0, 'watched', 44),
    quarter(1, 'unwatched'),
    quarter(2, 'partial'),
    quarter(3, 'watched', 0),
    quarter(4, 'unwatched'),
    quarter(5, 'open'),
    { ...quarter(6, 'open'), normal: null },
  ]);

  it('have a number only where it was watched, and a zero is a number', () => {
    expect(outlookRows(day, []).map(({ observed }) => observed)).toEqual([44, null, null, 0, null, null, null]);
  });

  it('hold the forecast with its interval, behind midnight as well', () => {
    const rows = outlookRows(day, [point(5, 30), point(8, 20), point(6, null)]);
    expect(rows).toHaveLength(8);
    expect(rows[5]).toMatchObject({ state: 'forecast', forecast: 30, forecastBand: [25, 37], band: [40, 60] });
    expect(rows[6]).toMatchObject({ state: 'open', forecast: null, forecastBand: null, normal: null });
    expect(rows[7]).toMatchObject({ startUtcUs: 8 * QUARTER_US, state: 'forecast', forecast: 20, observed: null });
  });

  it('are hatched where nobody watched well enough, neighbours as one stretch', () => {
    expect(holeSpans(outlookRows(day, []))).toEqual([
      { fromUtcUs: QUARTER_US, toUtcUs: 3 * QUARTER_US },
      { fromUtcUs: 4 * QUARTER_US, toUtcUs: 5 * QUARTER_US },
    ]);
  });

  it('are written at every third hour, and those without a normal are counted', () => {
    const long = dayOf(Array.from({ length: 100 }, (_, at) => quarter(at, 'open')));
    expect(hourTicks(outlookRows(long, [])).map((us) => us / QUARTER_US / 4)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24]);
    expect(withoutNormal(day)).toBe(1);
  });
});
