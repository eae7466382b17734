import { US_PER_SECOND } from '../base/time.ts';

/** The lengths of the bins that totals are kept in, in seconds: a minute, a quarter, an hour, a day (UTC). */
export const BIN_SECONDS = [60, 900, 3600, 86_400] as const;
/** The length of a bin in seconds. */
export type BinSeconds = (typeof BIN_SECONDS)[number];

/** The beginning of the bin that holds a moment; a moment on the edge of two belongs to the later one. */
export function binStart(utcUs: number, seconds: number): number {
  const length = seconds * US_PER_SECOND;
  return Math.floor(utcUs / length) * length;
}

/** The bins that a stretch touches, with how much of each. */
export function binShares(fromUtcUs: number, toUtcUs: number, seconds: number): { start: number; us: number }[] {
  const length = seconds * US_PER_SECOND;
  const shares: { start: number; us: number }[] = [];
  for (let start = binStart(fromUtcUs, seconds); start < toUtcUs; start += length) {
    shares.push({ start, us: Math.min(toUtcUs, start + length) - Math.max(fromUtcUs, start) });
  }
  return shares;
}

/** A stretch cut into whole bins, the longest that fit, and the two rests that no bin fits. */
export interface BinSegment {
  /** 0: shorter than a minute, to be counted row by row. */
  readonly seconds: BinSeconds | 0;
  readonly from: number;
  readonly to: number;
}

/** Walks up from short bins to long ones and down again, so that any stretch costs at most nine queries. */
export function cutIntoBins(fromUtcUs: number, toUtcUs: number): BinSegment[] {
  const up: BinSegment[] = [];
  const down: BinSegment[] = [];
  let from = fromUtcUs;
  let to = toUtcUs;
  let finer: BinSeconds | 0 = 0;
  for (const seconds of BIN_SECONDS) {
    const first = binStart(from + seconds * US_PER_SECOND - 1, seconds);
    const last = binStart(to, seconds);
    if (first >= last) break;
    if (first > from) up.push({ seconds: finer, from, to: first });
    if (last < to) down.unshift({ seconds: finer, from: last, to });
    from = first;
    to = last;
    finer = seconds;
  }
  if (from < to) up.push({ seconds: finer, from, to });
  return [...up, ...down];
}
