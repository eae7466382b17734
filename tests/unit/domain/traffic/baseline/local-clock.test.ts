import { describe, expect, it } from 'vitest';
import { createLocalClock, dayKind } from '../../../../../domain/traffic/baseline/local-clock.ts';
import { localDay, localDayName } from '../../../../../domain/traffic/baseline/local-day.ts';

const utc = (text: string): number => Date.parse(text) * 1000;
const HOUR_US = 3_600_000_000;

describe('the slot of a quarter of an hour', () => {
  it.each([
    ['UTC', '2026-07-31T12:15:00Z', 4, 49],
    ['Europe/Berlin', '2026-07-31T22:00:00Z', 5, 0],
    ['Asia/Ho_Chi_Minh', '2026-07-31T17:45:00Z', 5, 3],
    ['Asia/Kathmandu', '2026-07-31T18:15:00Z', 5, 0],
    ['America/New_York', '2026-01-01T04:45:00Z', 2, 95],
    // The clock was set forward at 1:00 UTC, so 3:00 follows on 2:00.
    ['Europe/Berlin', '2026-03-29T00:45:00Z', 6, 7],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 6, 12],
    // And back at 1:00 UTC, so 2:00 to 3:00 comes twice.
    ['Europe/Berlin', '2026-10-25T00:00:00Z', 6, 8],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', 6, 8],
  ])('in %s at %s is weekday %i, quarter %i', (zone, at, weekday, quarter) => {
    expect(createLocalClock(zone)(utc(at))).toMatchObject({ weekday, quarter });
  });

  it('goes on by one, quarter by quarter, whatever the zone does in a year', () => {
    const slotAt = createLocalClock('Europe/Berlin');
    const jumps: number[] = [];
    for (let at = utc('2026-01-01T00:00:00Z'); at < utc('2027-01-01T00:00:00Z'); at += HOUR_US / 4) {
      const [before, after] = [slotAt(at - HOUR_US / 4), slotAt(at)];
      const step = (after.day - before.day) * 96 + after.quarter - before.quarter;
      if (step !== 1) jumps.push(step);
    }
    expect(jumps).toEqual([5, -3]);
  });

  it('is of a workday, a Saturday or a Sunday', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map(dayKind)).toEqual([
      ...Array.from({ length: 5 }, () => 'workday'),
      'saturday',
      'sunday',
    ]);
  });
});

describe('a day of a place', () => {
  it.each([
    ['Europe/Berlin', '2026-07-31', '2026-07-30T22:00:00Z', 24],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', 23],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', 25],
    ['Pacific/Kiritimati', '2026-07-31', '2026-07-30T10:00:00Z', 24],
  ])('in %s, %s begins at %s and has %i hours', (zone, name, from, hours) => {
    const day = localDay(name, zone);
    expect(day).toMatchObject({ name, fromUtcUs: utc(from) });
    expect((Number(day?.toUtcUs) - Number(day?.fromUtcUs)) / HOUR_US).toBe(hours);
  });

  it.each(['2026-02-30', 'yesterday', '2026-7-1', ''])('is not called %j', (name) => {
    expect(localDay(name, 'UTC')).toBeNull();
  });

  it('is named by the clocks of the place', () => {
    expect(localDayName(utc('2026-07-31T23:00:00Z'), 'Europe/Berlin')).toBe('2026-08-01');
    expect(localDayName(utc('2026-07-31T23:00:00Z'), 'America/New_York')).toBe('2026-07-31');
  });
});
