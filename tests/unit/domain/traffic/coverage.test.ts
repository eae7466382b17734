import { describe, expect, it } from 'vitest';
import { toMediaUs } from '../../../../domain/base/time.ts';
import type { MediaUs } from '../../../../domain/base/time.ts';
import { createCoverage, finishCoverage, restoreCoverage, stepCoverage } from '../../../../domain/traffic/coverage.ts';
import type { CoverageStretch } from '../../../../domain/traffic/coverage.ts';
import { evenTimes, seededRandom } from '../tracking/synthetic-traffic.ts';

function stretchesOf(times: readonly MediaUs[]): CoverageStretch[] {
  const memory = createCoverage();
  return [...times.flatMap((us) => stepCoverage(memory, us)), ...finishCoverage(memory)];
}

const later = (times: readonly MediaUs[], seconds: number) => times.map((us) => toMediaUs(us + seconds * 1e6));
const brief = (stretches: readonly CoverageStretch[]) =>
  stretches.map(({ fromMediaUs, toMediaUs: until, state, frames }) => [fromMediaUs / 1e6, until / 1e6, state, frames]);

describe('coverage', () => {
  it('claims a steady camera in stretches of ten seconds that touch', () => {
    expect(brief(stretchesOf(evenTimes(10, 25)))).toEqual([
      [0, 10, 'watched', 101],
      [10, 20, 'watched', 100],
      [20, 25, 'watched', 50],
    ]);
  });

  it.each([
    { fps: 8, state: 'watched' },
    { fps: 12.5, state: 'watched' },
    { fps: 30, state: 'watched' },
    { fps: 7.5, state: 'degraded' },
    { fps: 5, state: 'degraded' },
    { fps: 2, state: 'degraded' },
  ])('calls $fps frames a second $state', ({ fps, state }) => {
    const stretches = stretchesOf(evenTimes(fps, 30));
    expect(new Set(stretches.filter(({ fromMediaUs }) => fromMediaUs >= 10e6).map((stretch) => stretch.state))).toEqual(
      new Set([state]),
    );
  });

  it('forgives 8 frames a second their jitter', () => {
    const random = seededRandom(2);
    const times = evenTimes(8, 60).map((us) => toMediaUs(us + random() * 30_000));
    expect(stretchesOf(times).filter(({ state }) => state === 'degraded')).toEqual([]);
  });

  it('calls two frames a second degraded from the beginning', () => {
    expect(stretchesOf(evenTimes(2, 4))).toMatchObject([
      { fromMediaUs: 0, toMediaUs: 4e6, state: 'degraded', frames: 9 },
    ]);
  });

  it('claims nothing of less than one frame in half a second', () => {
    expect(stretchesOf(evenTimes(1.9, 20))).toEqual([]);
  });

  it('claims exactly half a second and not a microsecond more', () => {
    expect(stretchesOf([toMediaUs(0), toMediaUs(500_000)])).toHaveLength(1);
    expect(stretchesOf([toMediaUs(0), toMediaUs(500_001)])).toEqual([]);
  });

  it('leaves a gap open and loses no frame beside it', () => {
    const times = [...evenTimes(10, 3), ...later(evenTimes(10, 3), 20)];
    expect(brief(stretchesOf(times))).toEqual([
      [0, 3, 'watched', 31],
      [20, 23, 'watched', 31],
    ]);
  });

  it('ends a stretch before the gap as soon as the frame after it is there', () => {
    const memory = createCoverage();
    for (const us of evenTimes(10, 3)) stepCoverage(memory, us);
    expect(brief(stepCoverage(memory, toMediaUs(9e6)))).toEqual([[0, 3, 'watched', 31]]);
  });

  it('tells a fall of the rate and its end', () => {
    const times = [
      ...evenTimes(12, 8),
      ...later(evenTimes(4, 10).slice(1), 8),
      ...later(evenTimes(12, 20).slice(1), 18),
    ];
    const states = stretchesOf(times).map(({ state }) => state);
    expect(states.filter((state, at) => state !== states[at - 1])).toEqual(['watched', 'degraded', 'watched']);
  });

  it('does not flutter when the rate swings around the limit', () => {
    const random = seededRandom(4);
    let us = 0;
    const times = Array.from({ length: 2000 }, () => toMediaUs((us += 100_000 + random() * 55_000)));
    const stretches = stretchesOf(times);
    expect(stretches.length).toBeLessThan((us / 1e6 / 5) * 2 + 1);
  });

  it('takes frames with one time stamp and leaves those from the past out', () => {
    const times = [0, 100_000, 100_000, 50_000, 200_000].map(toMediaUs);
    expect(brief(stretchesOf(times))).toEqual([[0, 0.2, 'watched', 4]]);
    expect(stretchesOf([toMediaUs(5), toMediaUs(5)])).toEqual([]);
  });

  it('never claims a time twice, nor a gap, in 100 random sessions', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const random = seededRandom(seed);
      let us = 0;
      const times = Array.from({ length: 400 }, () =>
        toMediaUs((us += random() < 0.03 ? random() * 3e6 : random() * 250_000)),
      );
      const stretches = stretchesOf(times);
      const claimed = stretches.reduce((sum, stretch) => sum + stretch.toMediaUs - stretch.fromMediaUs, 0);
      const close = times
        .slice(1)
        .map((at, before) => at - (times[before] ?? 0))
        .filter((gap) => gap <= 500_000);
      expect(claimed).toBe(close.reduce((sum, gap) => sum + gap, 0));
      stretches.forEach((stretch, at) => {
        expect(stretch.toMediaUs).toBeGreaterThan(stretch.fromMediaUs);
        expect(stretch.toMediaUs - stretch.fromMediaUs).toBeLessThan(10.5e6);
        expect(stretch.fromMediaUs).toBeGreaterThanOrEqual(stretches[at - 1]?.toMediaUs ?? 0);
      });
    }
  });

  it('goes on exactly after it was stored and restored anywhere', () => {
    const random = seededRandom(9);
    let us = 0;
    const whole = createCoverage();
    let cutUp = createCoverage();
    for (let at = 0; at < 1500; at += 1) {
      us += random() < 0.02 ? random() * 3e6 : random() * 260_000;
      if (random() < 0.1) {
        const outcome = restoreCoverage(JSON.parse(JSON.stringify(cutUp)));
        if (!outcome.ok) throw new Error(outcome.failure.message);
        cutUp = outcome.value;
      }
      expect(stepCoverage(cutUp, toMediaUs(us))).toEqual(stepCoverage(whole, toMediaUs(us)));
    }
    expect(finishCoverage(cutUp)).toEqual(finishCoverage(whole));
  });

  it.each([
    null,
    {},
    { ...createCoverage(), version: 2 },
    { ...createCoverage(), recentUs: ['x'] },
    { ...createCoverage(), open: { fromUs: 0, state: 'seen', frames: 1 } },
    { ...createCoverage(), degradedUntilUs: 'soon' },
    { ...createCoverage(), lastCounted: null },
  ])('refuses a damaged memory: %j', (stored) => {
    expect(restoreCoverage(stored).ok).toBe(false);
  });
});
