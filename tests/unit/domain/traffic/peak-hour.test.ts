import { describe, expect, it } from 'vitest';
import { hourlyRate, watchedRate } from '../../../../domain/traffic/flow-rate.ts';
import { peakHour } from '../../../../domain/traffic/peak-hour.ts';

const SEVEN = Date.UTC(2026, 6, 31, 7) * 1000;
const at = (minutes: number) => SEVEN + minutes * 60_000_000;
const bins = (minutes: number, volumes: readonly number[], unwatched: Readonly<Record<number, number>> = {}) =>
  volumes.map((volume, index) => ({
    startUtcUs: at(index * minutes),
    volume,
    watchedShare: unwatched[index] ?? 1,
  }));

describe('a flow rate', () => {
  it('is the volume of an hour that goes on like this', () => {
    expect(hourlyRate(260, 900)).toBe(1040);
    expect(hourlyRate(7, 60)).toBe(420);
  });

  it('is taken over the time that was watched, and is nothing where nobody watched', () => {
    expect(watchedRate(130, 900, 0.5)).toBe(1040);
    expect(watchedRate(0, 900, 0)).toBeNull();
  });
});

describe('the peak hour', () => {
  it('of four quarters of 210, 260, 240 and 190 holds 900 and has the factor 900 / 1040', () => {
    const { peak, doubtful, hours } = peakHour(bins(15, [210, 260, 240, 190]), 900);
    expect(peak).toEqual({ startUtcUs: SEVEN, volume: 900, peakRate: 1040, factor: 900 / 1040, watchedShare: 1 });
    expect({ doubtful, hours }).toEqual({ doubtful: null, hours: 1 });
  });

  it('slides by quarters: 7:45 to 8:45 here', () => {
    const { peak } = peakHour(bins(15, [10, 20, 30, 200, 240, 260, 220, 40]), 900);
    expect(peak).toMatchObject({ startUtcUs: at(45), volume: 920, peakRate: 1040 });
    expect(peak?.factor).toBeCloseTo(0.885, 3);
  });

  it('slides by five minutes, and its factor is then that of the busiest five', () => {
    const volumes = [...Array.from({ length: 3 }, () => 10), ...Array.from({ length: 11 }, () => 50), 80, 10];
    const { peak, hours } = peakHour(bins(5, volumes), 300);
    expect(hours).toBe(5);
    expect(peak).toMatchObject({ startUtcUs: at(15), volume: 630, peakRate: 960 });
    expect(peak?.factor).toBeCloseTo(630 / 960, 9);
  });

  it('is the first of two that are equal', () =>
    expect(peakHour(bins(15, [5, 5, 5, 5, 5]), 900).peak?.startUtcUs).toBe(SEVEN));

  it('is 1 when every step is alike and a quarter when all came in one', () => {
    expect(peakHour(bins(15, [50, 50, 50, 50]), 900).peak?.factor).toBe(1);
    expect(peakHour(bins(15, [0, 200, 0, 0]), 900).peak?.factor).toBe(0.25);
  });

  it('has no factor without traffic', () =>
    expect(peakHour(bins(15, [0, 0, 0, 0]), 900).peak).toMatchObject({ volume: 0, factor: null }));

  it('is none in less than an hour', () =>
    expect(peakHour(bins(15, [9, 9, 9]), 900)).toEqual({ peak: null, doubtful: null, hours: 0, wholeHours: 0 }));
});

describe('the peak hour over a stretch that was not watched as a whole', () => {
  it('is the best of the hours that were, and a higher one is told as doubtful', () => {
    const answer = peakHour(bins(15, [100, 100, 100, 100, 300, 300, 300, 300], { 5: 0.5 }), 900);
    expect(answer.peak).toMatchObject({ startUtcUs: at(15), volume: 600 });
    expect(answer.doubtful).toMatchObject({ startUtcUs: at(60), volume: 1200, watchedShare: 0.875 });
    expect(answer).toMatchObject({ hours: 5, wholeHours: 2 });
  });

  it('is none when no hour was watched as a whole: the doubtful one stands alone', () => {
    const answer = peakHour(bins(15, [100, 0, 100, 100], { 1: 0 }), 900);
    expect(answer.peak).toBeNull();
    expect(answer.doubtful).toMatchObject({ volume: 300, watchedShare: 0.75 });
  });

  it('counts bins that are missing as not watched', () => {
    const [a, b, , c, d] = bins(15, [100, 100, 0, 100, 100]);
    const there = [a, b, c, d].flatMap((bin) => (bin === undefined ? [] : [bin]));
    const answer = peakHour(there, 900);
    expect(answer.peak).toBeNull();
    expect(answer.doubtful).toMatchObject({ volume: 300, watchedShare: 0.75 });
  });

  it('bears a frame that came late', () =>
    expect(peakHour(bins(15, [1, 1, 1, 1], { 2: 0.99 }), 900).peak?.volume).toBe(4));
});
