import { describe, expect, it } from 'vitest';
import { DEFAULT_PCU, factorsOf } from '../../../../../domain/traffic/pcu.ts';
import { approachFigures, binMinutes } from '../../../../../domain/traffic/queue/approach-figures.ts';
import type { StoredMinute } from '../../../../../domain/traffic/queue/approach-figures.ts';
import { emptyMinute } from '../../../../../domain/traffic/queue/approach-minute.ts';
import { HCM_DELAY_LIMITS } from '../../../../../domain/traffic/queue/level-of-service.ts';

const judged = { factors: factorsOf(DEFAULT_PCU), limits: HCM_DELAY_LIMITS.signal };
const minute = (startUtcUs: number, change: Partial<StoredMinute> = {}): StoredMinute => ({
  ...emptyMinute({ zoneVersionId: 'zone', lineVersionId: 'line', startUtcUs, metres: 'measured' }),
  ...change,
});

describe('figures of an approach', () => {
  const minutes = [
    minute(0, {
      ...{ watchedUs: 60e6, queueUs: 180e6, queueUsByClass: { car: 120e6, bus: 60e6 }, maxVehicles: 5 },
      ...{ maxByClass: { car: 4, bus: 1 }, maxMetres: 41.5, delayUs: 300e6, delayed: 10, joined: 8, discharged: 6 },
      ...{ saturationUs: 20e6, saturationHeadways: 10, spillbackUs: 12e6, arrivals: 9, departures: 10 },
    }),
    minute(60e6, { watchedUs: 30e6, queueUs: 0, delayUs: 30e6, delayed: 5, joined: 0, discharged: 2 }),
  ];

  it('are put together by the time that was watched', () => {
    const figures = approachFigures(minutes, 120, judged);
    expect(figures.watchedShare).toBeCloseTo(0.75, 9);
    // 180 vehicle seconds over 90 s; (120 · 1 + 60 · 3) / 90.
    expect(figures.mean).toEqual({ vehicles: 2, pcu: 300 / 90, unconverted: 0 });
    expect(figures.longest).toEqual({ vehicles: 5, pcu: 7, unconverted: 0 });
    expect(figures.longestMetres).toBe(41.5);
    expect(figures.meanDelaySeconds).toBeCloseTo(22, 9);
    expect(figures.level).toBe('C');
    expect(figures.saturationFlow).toBeCloseTo(1800, 9);
    expect(figures.spillbackShare).toBeCloseTo(12 / 90, 9);
    expect(figures.growthPerHour).toBeCloseTo(0, 9);
  });

  it('tell what nobody measured as nothing, not as zero', () => {
    expect(approachFigures([], 60, judged)).toMatchObject({
      ...{ watchedShare: 0, mean: null, growthPerHour: null, meanDelaySeconds: null, level: null },
      ...{ saturationFlow: null, spillbackShare: null, longestMetres: null, metres: 'not-calibrated' },
    });
  });

  it('say nothing of a saturation flow from few headways, and of no delay below zero', () => {
    const few = [minute(0, { watchedUs: 60e6, saturationUs: 14e6, saturationHeadways: 7, delayUs: -5e6, delayed: 4 })];
    expect(approachFigures(few, 60, judged)).toMatchObject({ saturationFlow: null, meanDelaySeconds: 0, level: 'A' });
  });

  it('come in bins of the stretch that was asked for, empty ones too', () => {
    const stretch = { fromUtcUs: 0, toUtcUs: 300e6, seconds: 60 };
    expect(binMinutes(minutes, stretch).map((bin) => [bin.startUtcUs, bin.minutes.length])).toEqual([
      [0, 1],
      [60e6, 1],
      [120e6, 0],
      [180e6, 0],
      [240e6, 0],
    ]);
  });
});
