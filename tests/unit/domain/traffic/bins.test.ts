import { describe, expect, it } from 'vitest';
import { toUtcUs } from '../../../../domain/base/time.ts';
import { binEnd, binStart, binWidthUs, binsBetween, cutAtBins, timeInBins } from '../../../../domain/traffic/bins.ts';
import type { BinWidth } from '../../../../domain/traffic/bins.ts';

const utc = (text: string) => toUtcUs(Date.parse(text) * 1000);

describe('bins', () => {
  it.each<[BinWidth, string, string]>([
    ['1m', '2024-03-10T12:34:00Z', '2024-03-10T12:35:00Z'],
    ['15m', '2024-03-10T12:30:00Z', '2024-03-10T12:45:00Z'],
    ['1h', '2024-03-10T12:00:00Z', '2024-03-10T13:00:00Z'],
    ['1d', '2024-03-10T00:00:00Z', '2024-03-11T00:00:00Z'],
  ])('of %s begin at %s', (width, start, end) => {
    const at = utc('2024-03-10T12:34:56.789Z');
    expect(binStart(at, width)).toBe(utc(start));
    expect(binEnd(at, width)).toBe(utc(end));
    expect(binStart(utc(start), width)).toBe(utc(start));
    expect(binStart(utc(end), width)).toBe(utc(end));
    expect(binStart(toUtcUs(utc(end) - 1), width)).toBe(utc(start));
    expect(binEnd(at, width) - binStart(at, width)).toBe(binWidthUs(width));
  });

  it('cut a stretch into parts that add up to it', () => {
    const [from, until] = [utc('2024-03-10T12:34:50Z'), utc('2024-03-10T12:36:10Z')];
    const parts = cutAtBins(from, until, '1m');
    expect(parts.map(({ binStartUtcUs, fromUtcUs, toUtcUs: to }) => [binStartUtcUs, to - fromUtcUs])).toEqual([
      [utc('2024-03-10T12:34:00Z'), 10_000_000],
      [utc('2024-03-10T12:35:00Z'), 60_000_000],
      [utc('2024-03-10T12:36:00Z'), 10_000_000],
    ]);
    expect(cutAtBins(from, from, '1m')).toEqual([]);
    expect(cutAtBins(until, from, '1m')).toEqual([]);
  });

  it('do not touch the bin that begins where a stretch ends', () => {
    expect(binsBetween(utc('2024-03-10T12:00:00Z'), utc('2024-03-10T13:00:00Z'), '15m')).toHaveLength(4);
  });

  it('sum up the time of each state', () => {
    const at = (seconds: number) => toUtcUs(utc('2024-03-10T12:00:00Z') + seconds * 1e6);
    const bins = timeInBins(
      [
        { fromUtcUs: at(10), toUtcUs: at(50), state: 'watched' },
        { fromUtcUs: at(50), toUtcUs: at(70), state: 'degraded' },
        { fromUtcUs: at(70), toUtcUs: at(75), state: 'watched' },
        { fromUtcUs: at(80), toUtcUs: at(90), state: 'watched' },
      ],
      '1m',
    );
    expect([...bins]).toEqual([
      [at(0), { watched: 40e6, degraded: 10e6 }],
      [at(60), { degraded: 10e6, watched: 15e6 }],
    ]);
  });
});
