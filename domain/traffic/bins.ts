import { US_PER_SECOND, toUtcUs } from '../base/time.ts';
import type { UtcUs } from '../base/time.ts';

/** The widths that counts are summed over. All bins begin at full UTC minutes, quarters, hours and days. */
export const BIN_WIDTHS = ['1m', '15m', '1h', '1d'] as const;

export type BinWidth = (typeof BIN_WIDTHS)[number];

const WIDTH_US: Readonly<Record<BinWidth, number>> = {
  '1m': 60 * US_PER_SECOND,
  '15m': 15 * 60 * US_PER_SECOND,
  '1h': 3600 * US_PER_SECOND,
  '1d': 86_400 * US_PER_SECOND,
};

/** How long a bin is, in microseconds. */
export function binWidthUs(width: BinWidth): number {
  return WIDTH_US[width];
}

/** The beginning of the bin that holds a moment; a moment on the edge of two belongs to the later one. */
export function binStart(at: UtcUs, width: BinWidth): UtcUs {
  return toUtcUs(Math.floor(at / WIDTH_US[width]) * WIDTH_US[width]);
}

/** The end of the bin that holds a moment; it is no longer part of the bin. */
export function binEnd(at: UtcUs, width: BinWidth): UtcUs {
  return toUtcUs(binStart(at, width) + WIDTH_US[width]);
}

/** A part of a stretch of time that lies in one bin. */
export interface BinPart {
  readonly binStartUtcUs: UtcUs;
  readonly fromUtcUs: UtcUs;
  readonly toUtcUs: UtcUs;
}

/** Cuts a stretch of time at the edges of bins. A stretch without length has no parts. */
export function cutAtBins(fromUtcUs: UtcUs, untilUtcUs: UtcUs, width: BinWidth): BinPart[] {
  const parts: BinPart[] = [];
  let from = fromUtcUs;
  while (from < untilUtcUs) {
    const end = toUtcUs(Math.min(binEnd(from, width), untilUtcUs));
    parts.push({ binStartUtcUs: binStart(from, width), fromUtcUs: from, toUtcUs: end });
    from = end;
  }
  return parts;
}

/** A stretch of universal time in one state. */
export interface UtcStretch<State extends string> {
  readonly fromUtcUs: UtcUs;
  readonly toUtcUs: UtcUs;
  readonly state: State;
}

/** Microseconds of each state in each bin, by the beginning of the bin, for stretches that do not overlap. */
export function timeInBins<State extends string>(
  stretches: readonly UtcStretch<State>[],
  width: BinWidth,
): Map<UtcUs, Partial<Record<State, number>>> {
  const bins = new Map<UtcUs, Partial<Record<State, number>>>();
  for (const { fromUtcUs, toUtcUs: untilUtcUs, state } of stretches) {
    for (const part of cutAtBins(fromUtcUs, untilUtcUs, width)) {
      const bin: Partial<Record<State, number>> = bins.get(part.binStartUtcUs) ?? {};
      bin[state] = (bin[state] ?? 0) + (part.toUtcUs - part.fromUtcUs);
      bins.set(part.binStartUtcUs, bin);
    }
  }
  return bins;
}

/** The beginnings of all bins that a span of time touches, in order. */
export function binsBetween(fromUtcUs: UtcUs, untilUtcUs: UtcUs, width: BinWidth): UtcUs[] {
  return cutAtBins(fromUtcUs, untilUtcUs, width).map(({ binStartUtcUs }) => binStartUtcUs);
}
