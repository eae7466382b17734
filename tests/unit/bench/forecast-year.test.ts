import { describe, expect, it } from 'vitest';
import { drawVolumes, shapeOf } from '../../../bench/support/demand-process.ts';
import type { DemandProcess } from '../../../bench/support/demand-process.ts';
import { assessAt, departuresIn } from '../../../domain/traffic/baseline/departures.ts';
import { createHistory } from '../../../domain/traffic/baseline/history.ts';
import type { Quarter } from '../../../domain/traffic/baseline/history.ts';
import { createLocalClock, QUARTER_US } from '../../../domain/traffic/baseline/local-clock.ts';
import { normalAt } from '../../../domain/traffic/baseline/normal.ts';
import { daysOfUse, DEFAULT_FORECAST, FARTHEST } from '../../../domain/traffic/forecast/settings.ts';
import { forecastVolumes } from '../../../domain/traffic/forecast/volume-forecast.ts';

const DAY = 96;
const settings = DEFAULT_FORECAST;
const MONDAY_US = Date.UTC(2026, 0, 5) * 1000;
/** Wednesday of week 40, and ten days of darkness that begin in week 44. */
const HOLIDAY = 40 * 7 + 2;
const DARK = { from: 44 * 7 * DAY, to: (44 * 7 + 10) * DAY };
const year: DemandProcess = {
  timeZone: 'Europe/Berlin',
  fromUtcUs: MONDAY_US,
  days: 364,
  seed: 5,
  busiest: 120,
  dayToDay: 0.06,
  wave: 0.12,
  waveKeeps: 0.9,
  holidays: [HOLIDAY],
  outages: [DARK],
};
const { quarters } = drawVolumes(year);
const seriesOf = (of: readonly Quarter[]) => ({ fromUtcUs: MONDAY_US, timeZone: year.timeZone, quarters: of });
const history = createHistory(seriesOf(quarters), settings, FARTHEST);
const slotAt = createLocalClock(year.timeZone);

/** The volume that the process has on average at a place. */
function meanAt(at: number): number {
  const { weekday, quarter } = slotAt(MONDAY_US + at * QUARTER_US);
  return year.busiest * shapeOf(weekday, quarter, false);
}
/** How far normal is from that mean in the busy quarters of a stretch, as a share of it. */
function offOver(of: typeof history, from: number, to: number): number {
  let off = 0;
  let all = 0;
  for (let at = from; at < to; at += 1) {
    const normal = normalAt(of, at, settings);
    if (meanAt(at) < 20 || normal === null) continue;
    off += normal.median - meanAt(at);
    all += meanAt(at);
  }
  return off / all;
}

describe('normal over a year', () => {
  it('is the shape of the week, in summer time and in winter time', () => {
    for (const week of [12, 20, 30, 48])
      expect(Math.abs(offOver(history, week * 7 * DAY, (week + 1) * 7 * DAY))).toBeLessThan(0.05);
  });

  it('is not moved by an outage, which zeros would have moved by a quarter', () => {
    const after = [DARK.to + 4 * DAY, DARK.to + 18 * DAY] as const;
    expect(Math.abs(offOver(history, ...after))).toBeLessThan(0.05);
    const asZeros = quarters.map((one) => (one.watchedShare === 0 ? { ...one, watchedShare: 1 } : one));
    const blind = createHistory(seriesOf(asZeros), { ...settings, windowDays: 21 }, 0);
    const seeing = createHistory(seriesOf(quarters), { ...settings, windowDays: 21 }, 0);
    const short = { ...settings, windowDays: 21 };
    const noon = DARK.to + 4 * DAY + 48;
    expect(normalAt(blind, noon, short)?.median).toBeLessThan(0.75 * Number(normalAt(seeing, noon, short)?.median));
  });

  it('is not moved by one holiday, which itself departs', () => {
    expect(Math.abs(offOver(history, (HOLIDAY + 7) * DAY, (HOLIDAY + 8) * DAY))).toBeLessThan(0.12);
    const day = Array.from({ length: DAY }, (_, at) => assessAt(history, HOLIDAY * DAY + at, settings));
    const found = departuresIn(day, settings);
    expect(found.some(({ sign }) => sign === 'below')).toBe(true);
  });

  it('says nothing of departures while the camera is away', () => {
    const dark = Array.from({ length: 5 * DAY }, (_, at) => assessAt(history, DARK.from + DAY + at, settings));
    expect(departuresIn(dark, settings)).toEqual([]);
  });

  it('calls few usual days a departure', () => {
    const weeks = Array.from({ length: 6 * 7 * DAY }, (_, at) => assessAt(history, 24 * 7 * DAY + at, settings));
    expect(departuresIn(weeks, settings).length).toBeLessThanOrEqual(12);
  });
});

/** A forecast as it was made when so many quarters were known. */
function madeAt(known: number) {
  const first = Math.max(0, known - daysOfUse(settings) * DAY);
  const series = { ...seriesOf(quarters.slice(first, known)), fromUtcUs: MONDAY_US + first * QUARTER_US };
  return forecastVolumes(createHistory(series, settings, FARTHEST), settings);
}

describe('the error that a forecast says of itself', () => {
  // Made at the end of week 30, held against what then came in week 31.
  const end = 30 * 7 * DAY;
  const told = madeAt(end);
  const later = new Map([1, 2, 4].map((horizon) => [horizon * 15, { off: 0, all: 0, inside: 0, targets: 0 }]));
  for (let at = end; at < end + 7 * DAY; at += 5) {
    for (const { aheadMinutes, volume, low, high } of madeAt(at).points) {
      const sum = later.get(aheadMinutes);
      const came = quarters[at - 1 + aheadMinutes / 15]?.count;
      if (sum === undefined || came === undefined || volume === null || low === null || high === null) continue;
      sum.off += Math.abs(volume - came);
      sum.all += came;
      sum.inside += Number(came >= low && came <= high);
      sum.targets += 1;
    }
  }

  it.each([15, 30, 60])('is the one that later turns out, %i minutes ahead', (minutes) => {
    const error = told.points.find(({ aheadMinutes }) => aheadMinutes === minutes)?.error;
    const sum = later.get(minutes);
    if (error === null || error === undefined || sum === undefined) throw new Error('there is an error to compare');
    const real = sum.off / sum.all;
    expect(Math.abs(Number(error.wape) - real)).toBeLessThan(0.25 * real);
    expect(error.inside).toBeGreaterThan(0.7);
    expect(error.inside).toBeLessThan(0.9);
    expect(sum.inside / sum.targets).toBeGreaterThan(0.7);
    expect(sum.inside / sum.targets).toBeLessThan(0.9);
    expect(error.worseThan).toBeNull();
  });
});
