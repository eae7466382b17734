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
  /** Pictures come anew after a pause: what was measured before it says nothing of what comes. */
  measureAnew(): void;
  /** Everything that was dropped since this was last asked: what a session that ends has to answer for. */
  takeDrops(): Readonly<Record<string, number>>;
  figures(nowMs: number): Pick<CameraStatus, 'analysedFps' | 'drops' | 'ageMsP50' | 'ageMsP95'>;
}

type Drops = Record<string, number>;

function addDrop(drops: Drops, cause: string, count: number): void {
  drops[cause] = (drops[cause] ?? 0) + count;
}

/** Fresh counters. */
export function createCameraCounters(): CameraCounters {
  let arrivals = createRateMeter();
  let analysed = createRateMeter();
  const age = createPercentiles();
  const drops: Drops = {};
  let untaken: Drops = {};
  return {
    arrived: (nowMs) => arrivals.mark(nowMs),
    analysed(nowMs, ageMs) {
      analysed.mark(nowMs);
      age.add(ageMs);
    },
    dropped(cause, count = 1) {
      addDrop(drops, cause, count);
      addDrop(untaken, cause, count);
    },
    analysedFps: (nowMs) => analysed.rate(nowMs),
    measuredMs: (nowMs) => arrivals.span(nowMs),
    measureAnew() {
      arrivals = createRateMeter();
      analysed = createRateMeter();
    },
    takeDrops() {
      const taken = untaken;
      untaken = {};
      return taken;
    },
    figures: (nowMs) => ({
      analysedFps: Math.round(analysed.rate(nowMs) * 10) / 10,
      drops: { ...drops },
      ageMsP50: Math.round(age.at(0.5)),
      ageMsP95: Math.round(age.at(0.95)),
    }),
  };
}
