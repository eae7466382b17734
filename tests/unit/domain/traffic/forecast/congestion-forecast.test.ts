import { describe, expect, it } from 'vitest';
import { forecastCongestion } from '../../../../../domain/traffic/forecast/congestion-forecast.ts';
import { DEFAULT_FORECAST } from '../../../../../domain/traffic/forecast/settings.ts';
import { DAY, MONDAY_US } from '../series.ts';

const settings = DEFAULT_FORECAST;

/** Days from a Monday on, up to a quarter of the last one. */
function made(days: number, until: number, at: (place: { day: number; quarter: number }) => boolean | null) {
  const length = (days - 1) * DAY + until;
  const congested = Array.from({ length }, (_, index) => at({ day: Math.floor(index / DAY), quarter: index % DAY }));
  return forecastCongestion({ fromUtcUs: MONDAY_US, timeZone: 'UTC', congested }, settings);
}
const isRush = (day: number, quarter: number): boolean => day % 7 < 5 && quarter >= 28 && quarter < 36;

describe('the probability of congestion', () => {
  it('is that of the time of the week where the time of the week is all that there is', () => {
    // Congested at 7:00 to 9:00 of every workday, asked on a Tuesday at 7:30: eight Tuesdays of three quarters each, and three
    // of each of 40 workdays: 120 / (120 + 8), then (24 + 8·0.9375) / 32.
    const { points } = made(58, 30, ({ day, quarter }) => isRush(day, quarter));
    const byKind = 120 / 128;
    expect(points[0]?.climatology).toBeCloseTo((24 + 8 * byKind) / 32, 6);
    expect(points[0]?.probability).toBeGreaterThan(0.9);
    expect(points[0]?.error?.brier).toBeLessThan(0.02);
  });

  it('is never certain, and never nothing where it was seen once', () => {
    const { points } = made(30, 20, ({ day, quarter }) => day === 15 && quarter === 20);
    expect(points[0]?.climatology).toBeGreaterThan(0);
    expect(points[0]?.probability).toBeLessThan(0.2);
  });

  it('holds on to a jam that goes on, and is better for it than the time of the week', () => {
    // Jams of eight hours that begin at any time: the quarter of the day says nothing, that one stands says nearly all.
    const long = (place: { day: number; quarter: number }): boolean =>
      Math.floor((place.day * DAY + place.quarter) / 31) % 3 === 0;
    const { points } = made(50, 13, long);
    for (const { error } of points) expect(error).toMatchObject({ worseThanClimatology: false });
    expect(points[0]?.error?.brier).toBeLessThan(0.6 * Number(points[0]?.error?.climatologyBrier));
    expect(points[0]?.probability).not.toBeCloseTo(Number(points[0]?.climatology), 2);
  });

  it('is that of the time of the week where nobody knows what is now', () => {
    const { points } = made(30, 30, ({ day, quarter }) => (day === 29 && quarter > 20 ? null : isRush(day, quarter)));
    for (const { probability, climatology } of points) expect(probability).toBe(climatology);
  });

  it('is not told before there is enough history, and what nobody knows is none', () => {
    expect(made(11, 96, ({ day }) => (day % 3 === 0 ? null : false))).toMatchObject({
      daysThere: 7,
      daysNeeded: 14,
      points: [],
    });
  });
});
