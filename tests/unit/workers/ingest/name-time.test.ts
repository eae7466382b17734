import { describe, expect, it } from 'vitest';
import { startFromName } from '../../../../workers/ingest/name-time.ts';

const iso = (name: string, zone: string): string | null => {
  const utcUs = startFromName(name, zone);
  return utcUs === null ? null : new Date(utcUs / 1_000).toISOString();
};

describe('the start of a recording from its name', () => {
  it.each([
    ['2024-05-01_13-00-07.mp4', 'UTC', '2024-05-01T13:00:07.000Z'],
    ['2024-05-01_13-00-07.mp4', 'Europe/Berlin', '2024-05-01T11:00:07.000Z'],
    ['2024-12-01_13-00-07.mp4', 'Europe/Berlin', '2024-12-01T12:00:07.000Z'],
    ['20240501T130007Z.ts', 'Europe/Berlin', '2024-05-01T13:00:07.000Z'],
    ['north 2024.05.01 13.00.07 cam3.mkv', 'Asia/Kolkata', '2024-05-01T07:30:07.000Z'],
    ['20240501130007.avi', 'America/New_York', '2024-05-01T17:00:07.000Z'],
    ['cam_2024-05-01-13:00:07', 'UTC', '2024-05-01T13:00:07.000Z'],
    // One hour after clocks went forward, and the last hour before they go back.
    ['2024-03-31_03-30-00.mp4', 'Europe/Berlin', '2024-03-31T01:30:00.000Z'],
    ['2024-10-27_01-30-00.mp4', 'Europe/Berlin', '2024-10-26T23:30:00.000Z'],
  ])('%s in %s is %s', (name, zone, expected) => {
    expect(iso(name, zone)).toBe(expected);
  });

  it.each([
    'road.mp4',
    '2024-13-01_13-00-07.mp4',
    '2024-02-30_13-00-07.mp4',
    '2024-05-01.mp4',
    '2024-05-01_25-00-00.mp4',
    '99920240501130007111.mp4',
  ])('%s says nothing', (name) => {
    expect(iso(name, 'UTC')).toBeNull();
  });

  it('says nothing in a zone that does not exist, rather than guessing', () => {
    expect(iso('2024-05-01_13-00-07.mp4', 'Nowhere/Here')).toBeNull();
  });
});
