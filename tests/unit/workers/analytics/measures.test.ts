import { describe, expect, it } from 'vitest';
import { createCameraCounters } from '../../../../workers/analytics/camera-counters.ts';
import { createPercentiles } from '../../../../workers/analytics/percentiles.ts';
import { createRateMeter } from '../../../../workers/analytics/rate-meter.ts';

describe('a rate', () => {
  it.each([
    ['nothing yet', [], 1000, 0],
    ['ten a second', Array.from({ length: 50 }, (_, at) => at * 100), 5000, 10],
    ['a pause longer than the window', [0, 100, 200], 60_000, 0],
    // Within the first second a rate is not blown up by the short time it was measured over.
    ['the very first moment', [0, 10], 20, 2],
  ])('is right for %s', (_case, times, nowMs, expected) => {
    const meter = createRateMeter(5000);
    for (const at of times) meter.mark(at);
    expect(meter.rate(nowMs)).toBeCloseTo(expected, 0);
  });

  it('forgets what is long past, however much there was', () => {
    const meter = createRateMeter(1000);
    for (let at = 0; at < 100_000; at += 1) meter.mark(at);
    expect(meter.rate(100_000)).toBeCloseTo(1000, -1);
    expect(meter.span(100_000)).toBe(1000);
  });
});

describe('percentiles', () => {
  it.each([
    [[], 256, 0.5, 0],
    [[7], 256, 0.95, 7],
    [[5, 1, 4, 2, 3], 256, 0.5, 3],
    [Array.from({ length: 100 }, (_, at) => at), 256, 0.95, 95],
    [[1000, 1, 2, 3, 4], 4, 0.95, 4],
  ])('of %j, the newest %i kept, at %f are %f', (values, size, share, expected) => {
    const kept = createPercentiles(size);
    for (const value of values) kept.add(value);
    expect(kept.at(share)).toBe(expected);
  });
});

describe('the counters of a camera', () => {
  it('show all drops, and give each session only its own', () => {
    const counters = createCameraCounters();
    counters.dropped('detector-busy');
    counters.dropped('settling', 3);
    expect(counters.takeDrops()).toEqual({ 'detector-busy': 1, settling: 3 });
    counters.dropped('detector-busy', 2);
    expect(counters.takeDrops()).toEqual({ 'detector-busy': 2 });
    expect(counters.takeDrops()).toEqual({});
    expect(counters.figures(0).drops).toEqual({ 'detector-busy': 3, settling: 3 });
  });

  it('measure anew after a pause, so that a camera that comes back does not look slow', () => {
    const counters = createCameraCounters();
    for (let at = 0; at <= 5000; at += 80) {
      counters.arrived(at);
      counters.analysed(at, 30);
    }
    expect(counters.figures(5000)).toMatchObject({ analysedFps: 12.6, ageMsP50: 30, ageMsP95: 30 });
    counters.measureAnew();
    counters.arrived(60_000);
    expect(counters.measuredMs(60_000)).toBe(0);
  });
});
