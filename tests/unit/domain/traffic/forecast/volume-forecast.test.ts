import { describe, expect, it } from 'vitest';
import { createHistory } from '../../../../../domain/traffic/baseline/history.ts';
import type { Normal } from '../../../../../domain/traffic/baseline/normal.ts';
import { persistence, recentDeviation, recentDeviations } from '../../../../../domain/traffic/forecast/correction.ts';
import { forecastError } from '../../../../../domain/traffic/forecast/forecast-error.ts';
import { DEFAULT_FORECAST, FARTHEST } from '../../../../../domain/traffic/forecast/settings.ts';
import { forecastVolumes } from '../../../../../domain/traffic/forecast/volume-forecast.ts';
import { DAY, MONDAY_US, quarter, QUARTER_US, seriesOfDays } from '../series.ts';

const normal = (median: number): Normal => ({ median, spread: 1, values: 8, basis: 'weekday' });

describe('how the newest quarters differ from normal', () => {
  it('weighs each older one with 0.7 of the next', () => {
    // (150·1 + 100·0.7 + 100·0.49 + 100·0.343) / (100·2.533) − 1.
    const share = recentDeviation([100, 100, 100, 150], [100, 100, 100, 100].map(normal), 3);
    expect(share).toBeCloseTo(50 / 253.3, 9);
  });

  it('leaves out what was not watched, and says when nothing was', () => {
    expect(recentDeviation([null, null, null, 120], [100, 100, 100, 100].map(normal), 3)).toBeCloseTo(0.2, 9);
    expect(recentDeviation([null, null, null, null], [100, 100, 100, 100].map(normal), 3)).toBeNull();
    expect(recentDeviation([5, 5, 5, 5], [0, 0, 0, 0].map(normal), 3)).toBeNull();
  });

  it('never says more than three times as busy', () => {
    expect(recentDeviation([900], [normal(100)], 0)).toBe(2);
  });
});

describe('how much of a difference lasts', () => {
  const day = (factorOf: (at: number) => number, length = 400) => {
    const values = Array.from({ length }, (_, at) => 100 * factorOf(at));
    const normals = values.map(() => normal(100));
    return { values, normals, deviations: recentDeviations(values, normals, 0, length) };
  };
  it('is all of it where days differ as a whole', () => {
    const series = day((at) => (Math.floor(at / 50) % 2 === 0 ? 1.2 : 0.8));
    expect(persistence(series, 1, 0, 400)).toBeGreaterThan(0.85);
    expect(persistence(series, 4, 0, 400)).toBeLessThan(persistence(series, 1, 0, 400));
  });

  it('is nothing where quarters differ one by one', () => {
    expect(
      persistence(
        day((at) => (at % 2 === 0 ? 1.2 : 0.8)),
        1,
        0,
        400,
      ),
    ).toBe(0);
  });

  it('is not told from too few', () => {
    expect(
      persistence(
        day((at) => (at < 50 ? 1.2 : 0.8)),
        1,
        0,
        90,
      ),
    ).toBe(0);
  });

  it('looks at nothing behind the place it is asked at', () => {
    const early = day((at) => (Math.floor(at / 50) % 2 === 0 ? 1.2 : 0.8));
    const changed = day((at) => (at < 200 ? (Math.floor(at / 50) % 2 === 0 ? 1.2 : 0.8) : at % 2));
    expect(persistence(early, 2, 0, 200)).toBe(persistence(changed, 2, 0, 200));
  });
});

describe('the error of forecasts', () => {
  // A week and two days of 100, then 110 and 90 in turn.
  const values = Array.from({ length: 9 * DAY }, (_, at) => (at < 7 * DAY ? 100 : at % 2 === 0 ? 110 : 90));
  const outcomes = (forecast: number) =>
    Array.from({ length: 2 * DAY }, (_, at) => ({ at: 7 * DAY + at, forecast, low: 95, high: 115 }));

  it('is told as a share and in vehicles, beside the two naive ways', () => {
    const error = forecastError(values, outcomes(105), 1);
    // |105 − 110| and |105 − 90| in turn; the newest quarter is 20 off, at first 10 or as much; last week's is 10 off.
    expect(error).toMatchObject({ targets: 192, mae: 10, inside: 0.5, worseThan: null });
    expect(error?.wape).toBeCloseTo(0.1, 9);
    expect(error?.lastWeek.mae).toBe(10);
    expect(error?.lastValue.mae).toBeCloseTo((10 + 191 * 20) / 192, 9);
  });

  it('names the naive way that would have been better', () => {
    expect(forecastError(values, outcomes(130), 1)?.worseThan).toBe('last-week');
    const steps = values.map((_, at) => Math.floor(at / 48) * 40);
    const late = Array.from({ length: 2 * DAY }, (_, at) => ({ at: 7 * DAY + at, forecast: 0, low: null, high: null }));
    expect(forecastError(steps, late, 1)).toMatchObject({ worseThan: 'last-value', inside: null });
  });

  it('is not told from fewer than a day of quarters', () => {
    expect(forecastError(values, outcomes(100).slice(0, 95), 1)).toBeNull();
    expect(
      forecastError(
        values.map((value, at) => (at > 8 * DAY ? null : value)),
        outcomes(100),
        1,
      ),
    ).not.toBeNull();
    expect(
      forecastError(
        values.map(() => null),
        outcomes(100),
        1,
      ),
    ).toBeNull();
  });
});

describe('a forecast of volumes', () => {
  const settings = DEFAULT_FORECAST;
  const made = (days: number, at: Parameters<typeof seriesOfDays>[1]) =>
    forecastVolumes(createHistory(seriesOfDays(days, at), settings, FARTHEST), settings);

  it.each([
    ['3 days', 3, () => 50, 3],
    [
      '14 days of which one was not watched',
      14,
      ({ day }: { day: number }) => (day === 4 ? quarter(0, { watchedShare: 0 }) : 50),
      13,
    ],
  ] as const)('is not made of %s, and says how many are there', (_, days, at, there) => {
    expect(made(days, at)).toMatchObject({ daysNeeded: 14, daysThere: there, points: [] });
  });

  it('follows the week and says when', () => {
    // Busy from 6:00 to 6:15 only; made at the end of day 28 less 18 hours, at 6:00.
    const series = seriesOfDays(29, ({ quarter: at }) => (at === 24 ? 200 : 20));
    const known = { ...series, quarters: series.quarters.slice(0, 28 * DAY + 24) };
    const { points } = forecastVolumes(createHistory(known, settings, FARTHEST), settings);
    expect(
      points.map(({ aheadMinutes, startUtcUs, volume }) => [
        aheadMinutes,
        (startUtcUs - MONDAY_US) / QUARTER_US,
        volume,
      ]),
    ).toEqual([
      [15, 28 * DAY + 24, 200],
      [30, 28 * DAY + 25, 20],
      [60, 28 * DAY + 27, 20],
    ]);
    expect(points[0]?.error).toMatchObject({ wape: 0, mae: 0, inside: 1, worseThan: null });
  });

  it('takes the day as it is: a busier one stays busier', () => {
    // Days of 120 and 80 in turn, so that each weekday has both and 100 is normal; made at noon of a day of 120.
    const series = seriesOfDays(57, ({ day }) => (day % 2 === 0 ? 120 : 80));
    const known = { ...series, quarters: series.quarters.slice(0, 56 * DAY + 48) };
    const { points, recentDeviation: share } = forecastVolumes(createHistory(known, settings, FARTHEST), settings);
    expect(share).toBeCloseTo(0.2, 9);
    for (const { volume, persistence: left } of points) {
      expect(left).toBeGreaterThan(0.85);
      expect(volume).toBeCloseTo(100 * (1 + 0.2 * left), 9);
    }
  });

  it('goes on without a correction where the newest quarters were not watched', () => {
    const { points, recentDeviation: share } = made(30, ({ index }) =>
      index >= 30 * DAY - 8 ? quarter(0, { watchedShare: 0 }) : 64,
    );
    expect(share).toBeNull();
    expect(points.map(({ volume }) => volume)).toEqual([64, 64, 64]);
  });

  it('says nothing of a time that was never watched', () => {
    const { points } = made(30, ({ quarter: at }) => (at < 20 ? quarter(0, { watchedShare: 0 }) : 64));
    expect(points.map(({ volume }) => volume)).toEqual([null, null, null]);
  });
});
