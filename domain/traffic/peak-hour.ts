import { US_PER_SECOND } from '../base/time.ts';

/** A bin of a volume: its beginning, what passed, and how much of its time was watched. */
export interface PeakBin {
  readonly startUtcUs: number;
  readonly volume: number;
  readonly watchedShare: number;
}

/** The hour with the highest volume and how evenly it was filled. */
export interface PeakHour {
  readonly startUtcUs: number;
  readonly volume: number;
  /** The busiest bin of this hour, as an hourly rate: the design flow. */
  readonly peakRate: number;
  /** volume ÷ (bins an hour × busiest bin), 1 / bins an hour to 1; null for an hour without traffic. */
  readonly factor: number | null;
  /** The share of this hour that was really watched. */
  readonly watchedShare: number;
}

/** What is known of the peak hour of a stretch of time. */
export interface PeakAnswer {
  /** Of the hours that were watched as a whole; null when there was none. */
  readonly peak: PeakHour | null;
  /** Of all hours, those with gaps in the watching among them, when it is another one than `peak`: it may be too low. */
  readonly doubtful: PeakHour | null;
  /** How many hours were compared, and how many of them were watched as a whole. */
  readonly hours: number;
  readonly wholeHours: number;
}

const HOUR_SECONDS = 3600;
/** A frame late at either end of a bin is no gap. */
const WHOLE = 0.98;

/**
 * The peak hour, sliding in steps of one bin (15 or 5 minutes): the first of those with the highest volume. Bins that are
 * missing between others count as unwatched. The last hour has to end with the last bin.
 */
export function peakHour(bins: readonly PeakBin[], binSeconds: number): PeakAnswer {
  const perHour = HOUR_SECONDS / binSeconds;
  const hours = hoursOf(bins, binSeconds, perHour);
  const whole = hours.filter(({ complete }) => complete);
  const peak = highest(whole);
  const any = highest(hours);
  return {
    peak: peak === null ? null : described(peak, perHour),
    doubtful: any === null || any.complete || any.volume <= (peak?.volume ?? -1) ? null : described(any, perHour),
    hours: hours.length,
    wholeHours: whole.length,
  };
}

interface Hour {
  readonly bins: readonly PeakBin[];
  readonly volume: number;
  readonly complete: boolean;
}

function hoursOf(bins: readonly PeakBin[], binSeconds: number, perHour: number): Hour[] {
  const filled = withoutGaps(bins, binSeconds);
  const hours: Hour[] = [];
  for (let at = 0; at + perHour <= filled.length; at += 1) {
    const of = filled.slice(at, at + perHour);
    const volume = of.reduce((sum, bin) => sum + bin.volume, 0);
    hours.push({ bins: of, volume, complete: of.every((bin) => bin.watchedShare >= WHOLE) });
  }
  return hours;
}

function withoutGaps(bins: readonly PeakBin[], binSeconds: number): PeakBin[] {
  const sorted = [...bins].sort((a, b) => a.startUtcUs - b.startUtcUs);
  const length = binSeconds * US_PER_SECOND;
  const filled: PeakBin[] = [];
  for (const bin of sorted) {
    const last = filled.at(-1);
    for (let start = (last?.startUtcUs ?? bin.startUtcUs) + length; last && start < bin.startUtcUs; start += length) {
      filled.push({ startUtcUs: start, volume: 0, watchedShare: 0 });
    }
    filled.push(bin);
  }
  return filled;
}

function highest(hours: readonly Hour[]): Hour | null {
  return hours.reduce<Hour | null>((best, hour) => (best === null || hour.volume > best.volume ? hour : best), null);
}

function described({ bins, volume }: Hour, perHour: number): PeakHour {
  const busiest = Math.max(...bins.map((bin) => bin.volume));
  return {
    startUtcUs: bins[0]?.startUtcUs ?? 0,
    volume,
    peakRate: busiest * perHour,
    factor: volume === 0 ? null : volume / (busiest * perHour),
    watchedShare: bins.reduce((sum, bin) => sum + bin.watchedShare, 0) / perHour,
  };
}
