import type { Quarter, QuarterSeries } from '../../../../domain/traffic/baseline/history.ts';

/** Monday, 5 January 2026, 0:00 UTC. */
export const MONDAY_US = Date.UTC(2026, 0, 5) * 1000;
export const QUARTER_US = 900_000_000;
export const DAY = 96;

export const quarter = (count: number, change: Partial<Quarter> = {}): Quarter => ({
  count,
  watchedShare: 1,
  degradedShare: 0,
  clockOverlap: false,
  ...change,
});

/** Days of quarters from a Monday on; what nothing is said of was watched and empty. */
export function seriesOfDays(
  days: number,
  at: (place: { day: number; quarter: number; index: number }) => Quarter | number,
  timeZone = 'UTC',
): QuarterSeries {
  const quarters = Array.from({ length: days * DAY }, (_, index) => {
    const made = at({ day: Math.floor(index / DAY), quarter: index % DAY, index });
    return typeof made === 'number' ? quarter(made) : made;
  });
  return { fromUtcUs: MONDAY_US, timeZone, quarters };
}
