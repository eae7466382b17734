import type { CameraStatus } from '../../domain/contracts/messages.ts';
import { createPercentiles } from './percentiles.ts';
import { createRateMeter } from './rate-meter.ts';

/** What is measured of a camera while it runs: rates, the age of pictures, and everything that was dropped, by cause. */
export interface CameraCounters {
  arrived(nowMs: number): void;
  analysed(nowMs: number, ageMs: number): void;
  dropped(cause: string, count?: number): void;
  readonly analysedFps: (nowMs: number) => number;
  readonly measuredMs: (nowMs: number) => number;
  readonly drops: Readonly<Record<string, number>>;
  figures(nowMs: number): Pick<CameraStatus, 'analysedFps' | 'drops' | 'ageMsP50' | 'ageMsP95'>;
}

/** Fresh counters. */
export function createCameraCounters(): CameraCounters {
  const arrivals = createRateMeter();
  const analysed = createRateMeter();
  const age = createPercentiles();
  const drops: Record<string, number> = {};
  return {
    arrived: (nowMs) => arrivals.mark(nowMs),
    analysed(nowMs, ageMs) {
      analysed.mark(nowMs);
      age.add(ageMs);
    },
    dropped(cause, count = 1) {
      drops[cause] = (drops[cause] ?? 0) + count;
    },
    analysedFps: (nowMs) => analysed.rate(nowMs),
    measuredMs: (nowMs) => arrivals.span(nowMs),
    drops,
    figures: (nowMs) => ({
      analysedFps: Math.round(analysed.rate(nowMs) * 10) / 10,
      drops: { ...drops },
      ageMsP50: Math.round(age.at(0.5)),
      ageMsP95: Math.round(age.at(0.95)),
    }),
  };
}
