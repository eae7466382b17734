import { createLocalClock, QUARTER_US } from '../../domain/traffic/baseline/local-clock.ts';
import type { Quarter } from '../../domain/traffic/baseline/history.ts';
import { randomStream } from '../../simulator/world/random.ts';
import type { Random } from '../../simulator/world/random.ts';

/**
 * Volumes of a road as a documented process, for measuring forecasts on: a shape of the week in the road's own time zone, a factor
 * of each day, a slow wave within the day (autoregressive, as weather and events move traffic), Poisson chance, holidays with a
 * Sunday's shape, and outages of the camera.
 */
export interface DemandProcess {
  readonly timeZone: string;
  readonly fromUtcUs: number;
  readonly days: number;
  readonly seed: number;
  /** Vehicles in the busiest quarter of an hour of a usual workday. */
  readonly busiest: number;
  /** Standard deviation of a day's factor. */
  readonly dayToDay: number;
  /** Standard deviation of the wave, and how much of it is left a quarter later. */
  readonly wave: number;
  readonly waveKeeps: number;
  /** Days, counted from the first, that have a Sunday's shape. */
  readonly holidays: readonly number[];
  /** Quarters, counted from the first, in which the camera was away. */
  readonly outages: readonly { readonly from: number; readonly to: number }[];
}

/** By the quarter of the day, 0 to 1: two peaks on workdays, one broad hill on the others. */
export function shapeOf(weekday: number, quarter: number, isHoliday: boolean): number {
  const hour = quarter / 4;
  const hill = (at: number, wide: number): number => Math.exp(-(((hour - at) / wide) ** 2) / 2);
  if (isHoliday || weekday === 6) return 0.03 + 0.45 * hill(15, 3.5);
  if (weekday === 5) return 0.03 + 0.6 * hill(13.5, 3.8);
  return 0.03 + 0.85 * hill(7.8, 1.1) + 0.92 * hill(17.2, 1.6) + 0.45 * hill(12.5, 2.8);
}

/** What came through each quarter, and what the camera saw of it. */
export function drawVolumes(process: DemandProcess): { readonly came: number[]; readonly quarters: Quarter[] } {
  const random = randomStream(process.seed, 'volumes');
  const slotAt = createLocalClock(process.timeZone);
  const firstDay = slotAt(process.fromUtcUs).day;
  const came: number[] = [];
  let wave = 0;
  let factor = 1;
  let drawnFor = -1;
  for (let at = 0; at < process.days * 96; at += 1) {
    const slot = slotAt(process.fromUtcUs + at * QUARTER_US);
    const day = slot.day - firstDay;
    if (day !== drawnFor) factor = Math.max(0.2, 1 + random.normal(0, process.dayToDay));
    drawnFor = day;
    wave = process.waveKeeps * wave + random.normal(0, process.wave * Math.sqrt(1 - process.waveKeeps ** 2));
    const shape = shapeOf(slot.weekday, slot.quarter, process.holidays.includes(day));
    came.push(poissonDraw(random, Math.max(0, process.busiest * shape * factor * (1 + wave))));
  }
  const quarters = came.map((count, at) => {
    const away = process.outages.some(({ from, to }) => at >= from && at < to);
    return { count: away ? 0 : count, watchedShare: away ? 0 : 1, degradedShare: 0, clockOverlap: false };
  });
  return { came, quarters };
}

/** Knuth's for few, in parts of at most 30: sums of Poisson numbers are Poisson numbers. */
function poissonDraw(random: Random, mean: number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 30) {
    const limit = Math.exp(-Math.min(30, left));
    for (let product = random.next(); product > limit; product *= random.next()) count += 1;
  }
  return count;
}
