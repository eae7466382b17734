import type { Gap, VolumeBin } from '../../../domain/contracts/api.ts';

/** open: the minute is not over; unwatched: nobody looked, so there is no number; partial: watched for a part of it. */
export type MinuteState = 'watched' | 'partial' | 'degraded' | 'unwatched' | 'open';

export interface MinuteRow {
  readonly startUtcUs: number;
  readonly state: MinuteState;
  readonly watchedShare: number;
  /** The clock was set back: this minute passed twice, and its number is that of both. */
  readonly clockOverlap: boolean;
  readonly counts: Readonly<Record<string, number>>;
  /** Null where there is no number: an unwatched minute is no zero. */
  readonly total: number | null;
}

export interface Span {
  readonly state: MinuteState;
  readonly from: number;
  readonly to: number;
}

const MINUTE_US = 60_000_000;
/** A frame late at either end of a minute is no hole. */
const WHOLE = 0.98;
/** A minute that the site has not closed by then stays open for another reason, such as a camera that is away: it is judged as it is. */
const SETTLES_WITHIN_US = 2 * MINUTE_US;

/** One row per minute of the hour; a minute that the site says nothing about was not watched. */
export function minuteRows(bins: readonly VolumeBin[], fromUs: number, toUs: number): readonly MinuteRow[] {
  const first = Math.floor(fromUs / MINUTE_US) * MINUTE_US;
  const byStart = new Map(bins.map((bin) => [bin.startUtcUs, bin]));
  const length = Math.max(0, Math.ceil((toUs - first) / MINUTE_US));
  return Array.from({ length }, (_, index) => {
    const start = first + index * MINUTE_US;
    return rowOf(byStart.get(start), start, toUs);
  });
}

function rowOf(bin: VolumeBin | undefined, startUtcUs: number, nowUs: number): MinuteRow {
  if (bin === undefined)
    return { startUtcUs, state: 'unwatched', watchedShare: 0, clockOverlap: false, counts: {}, total: null };
  const counts: Record<string, number> = {};
  for (const cell of bin.cells) counts[cell.class] = (counts[cell.class] ?? 0) + cell.count;
  const sum = Object.values(counts).reduce((total, count) => total + count, 0);
  const state = stateOf(bin, sum, nowUs);
  const { watchedShare, clockOverlap } = bin;
  return { startUtcUs, state, watchedShare, clockOverlap, counts, total: state === 'unwatched' ? null : sum };
}

function stateOf(bin: VolumeBin, sum: number, nowUs: number): MinuteState {
  const over = bin.closed || bin.startUtcUs + MINUTE_US + SETTLES_WITHIN_US <= nowUs;
  if (!over) return 'open';
  if (bin.watchedShare === 0 && sum === 0) return 'unwatched';
  if (bin.watchedShare < WHOLE) return 'partial';
  return bin.degradedShare > 1 - WHOLE ? 'degraded' : 'watched';
}

/** What stood in the way of watching in a stretch of time: every cause once, the longest first. */
export function causesIn(gaps: readonly Gap[], fromUs: number, toUs: number): readonly string[] {
  const lasted = new Map<string, number>();
  for (const { fromUtcUs, toUtcUs, cause } of gaps) {
    const length = Math.min(toUtcUs, toUs) - Math.max(fromUtcUs, fromUs);
    if (length > 0) lasted.set(cause, (lasted.get(cause) ?? 0) + length);
  }
  return [...lasted].sort((a, b) => b[1] - a[1]).map(([cause]) => cause);
}

/** The causes in one minute. */
export function causesOf(gaps: readonly Gap[], row: MinuteRow): readonly string[] {
  return row.state === 'watched' ? [] : causesIn(gaps, row.startUtcUs, row.startUtcUs + MINUTE_US);
}

/** Neighbouring minutes of one doubtful state as one stretch, by their places in the rows. */
export function doubtfulSpans(rows: readonly MinuteRow[]): readonly Span[] {
  const spans: Span[] = [];
  rows.forEach(({ state }, index) => {
    if (state === 'watched' || state === 'open') return;
    const last = spans.at(-1);
    if (last?.state === state && last.to === index - 1) spans[spans.length - 1] = { ...last, to: index };
    else spans.push({ state, from: index, to: index });
  });
  return spans;
}

export interface Coverage {
  readonly watched: number;
  readonly partial: number;
  readonly degraded: number;
  readonly unwatched: number;
  readonly vehicles: number;
}

/** The hour in five numbers, for the sentence above the chart and for those who do not see it. */
export function coverageOf(rows: readonly MinuteRow[]): Coverage {
  const count = (state: MinuteState) => rows.filter((row) => row.state === state).length;
  return {
    watched: count('watched') + count('open'),
    partial: count('partial'),
    degraded: count('degraded'),
    unwatched: count('unwatched'),
    vehicles: rows.reduce((sum, row) => sum + (row.total ?? 0), 0),
  };
}

/** The part of a stretch of time that was really watched, 0 to 1; null when the stretch is empty. */
export function watchedPart(bins: readonly VolumeBin[], fromUs: number, toUs: number): number | null {
  const elapsed = (toUs - fromUs) / 1e6;
  if (elapsed <= 0) return null;
  const watched = bins.reduce((sum, bin) => sum + bin.watchedShare * bin.seconds, 0);
  return Math.min(1, watched / elapsed);
}
