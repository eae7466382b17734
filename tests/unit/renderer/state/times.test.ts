import { describe, expect, it } from 'vitest';
import { clockOffset } from '../../../../renderer/state/clock.ts';
import { pictureAgeMs } from '../../../../renderer/state/picture-age.ts';
import { startOfSiteDayUs } from '../../../../renderer/state/site-day.ts';

describe('the age of a picture', () => {
  it.each([
    ['counts from when it was taken', { utcUs: 1_000_000, arrivedUtcUs: 1_300_000 }, 2000, 1000],
    ['counts from arrival for a recording of another year', { utcUs: 5, arrivedUtcUs: 60_000_000 }, 60_400, 400],
    ['counts from arrival when the camera’s clock is ahead', { utcUs: 9_000_000, arrivedUtcUs: 1_000_000 }, 1500, 500],
    ['is never below zero', { utcUs: 2_000_000, arrivedUtcUs: 2_000_000 }, 1000, 0],
  ])('%s', (_name, head, now, age) => {
    expect(pictureAgeMs(head, now)).toBe(age);
  });
});

describe('the difference to the site’s clock', () => {
  it('is nothing within what a header of whole seconds can tell', () => {
    expect(clockOffset(1_000_000, 1_000_200, 1_000_400)).toBe(0);
  });

  it('is taken when it is real', () => {
    expect(clockOffset(1_100_000, 1_000_400, 1_000_600)).toBe(100_000);
  });
});

describe('the start of the site’s day', () => {
  const utc = (text: string) => Date.parse(text);
  it.each([
    ['in UTC', 'UTC', '2026-11-20T15:30:12Z', '2026-11-20T00:00:00Z'],
    ['in Vietnam', 'Asia/Ho_Chi_Minh', '2026-11-20T18:30:00Z', '2026-11-20T17:00:00Z'],
    ['on the short day of spring, after the jump', 'Europe/Berlin', '2026-03-29T10:00:00Z', '2026-03-28T23:00:00Z'],
    ['on the long day of autumn, after the jump', 'Europe/Berlin', '2026-10-25T20:00:00Z', '2026-10-24T22:00:00Z'],
    ['right at midnight', 'America/New_York', '2026-07-01T04:00:00Z', '2026-07-01T04:00:00Z'],
  ])('is right %s', (_name, zone, now, start) => {
    expect(startOfSiteDayUs(utc(now), zone)).toBe(utc(start) * 1000);
  });
});
