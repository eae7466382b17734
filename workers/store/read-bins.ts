import { z } from 'zod';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import type { VolumeBin } from '../../domain/contracts/api.ts';
import { BIN_SECONDS, binStart } from '../../domain/traffic/bins.ts';
import type { BinSeconds } from '../../domain/traffic/bins.ts';
import { readFrameDrops } from './read-frame-drops.ts';
import { integer, row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

/** More bins than a chart can show, and few enough to read in one go. */
export const MOST_BINS = 3000;
/** Far enough for every moment that facts can carry, near enough to be exact in a double. */
export const END_OF_TIME_US = 8_000_000_000 * US_PER_SECOND;

/** Whose facts are asked for: 0 for live, a replay session's number, null when the session is not there. */
export function scopeOf(sql: Sql, sessionId: string | null): number | null {
  if (sessionId === null) return 0;
  return integer(sql(`SELECT id FROM session WHERE session_id = ? AND mode = 'replay'`), sessionId);
}

/** Bins of a length that nobody keeps are put together, on reading, from those of the longest kept length that fits. */
export const SHOWN_BIN_SECONDS = [60, 300, 900, 3600, 86_400] as const;

/** A row of bins: how long each is shown, and how long those are that it is read from. */
export interface BinRow {
  readonly seconds: number;
  readonly kept: BinSeconds;
  readonly from: number;
  readonly to: number;
}

/** The bins of a stretch of time, in the longest length that is not longer than the one asked for. */
export function binRow(fromUtcUs: number, toUtcUs: number, binSeconds: number): BinRow {
  const seconds = SHOWN_BIN_SECONDS.findLast((known) => known <= binSeconds) ?? SHOWN_BIN_SECONDS[0];
  const kept = BIN_SECONDS.findLast((known) => seconds % known === 0) ?? BIN_SECONDS[0];
  const from = binStart(fromUtcUs, seconds);
  return { seconds, kept, from, to: Math.min(toUtcUs, from + MOST_BINS * seconds * US_PER_SECOND) };
}

/** Sessions may overlap by less where they meet. */
const OVERLAP_US = US_PER_SECOND;

const coverageRow = z.object({ start: z.number(), watchedUs: z.number(), degradedUs: z.number() });
const markRow = z.object({ open: z.number().nullable(), ended: z.number().nullable() });

/**
 * Up to when nothing new can come in: what the slowest open session has reached; without one, the end of the last
 * session or of the hole that was told after it.
 */
export function watermark(sql: Sql, camera: number, scope: number): number {
  const mark = row(
    sql(
      `SELECT min(coalesce(watermark_utc_us, anchor_utc_us)) FILTER (WHERE ended_by IS NULL) AS open,
         max(coalesce(watermark_utc_us, anchor_utc_us)) FILTER (WHERE ended_by IS NOT NULL) AS ended
       FROM session WHERE camera = :camera AND CASE :scope WHEN 0 THEN mode = 'live' ELSE id = :scope END`,
    ),
    markRow,
    { camera, scope },
  );
  if (mark?.open !== undefined && mark.open !== null) return mark.open;
  if (scope !== 0) return mark?.ended === null || mark === null ? 0 : END_OF_TIME_US;
  const hole = integer(sql('SELECT max(to_utc_us) FROM hole WHERE camera = ?'), camera) ?? 0;
  return Math.max(mark?.ended ?? 0, hole);
}

/** Whose bins are read: the scope, and the camera. */
export interface BinsOf {
  readonly scope: number;
  readonly camera: number;
}

/** The frames of bins, without what was counted in them; `provisional` tells in which a class or a way may still change. */
export function emptyBins(
  sql: Sql,
  of: BinsOf,
  row: BinRow,
  provisional: ReadonlySet<number>,
): Omit<VolumeBin, 'cells'>[] {
  const length = row.seconds * US_PER_SECOND;
  const covered = coverageByStart(sql, of, row);
  const closedTo = watermark(sql, of.camera, of.scope);
  const dropped = readFrameDrops(sql, of, row);
  const bins: Omit<VolumeBin, 'cells'>[] = [];
  for (let start = row.from; start < row.to; start += length) {
    const bin = covered.get(start);
    const watchedUs = (bin?.watchedUs ?? 0) + (bin?.degradedUs ?? 0);
    bins.push({
      startUtcUs: start,
      seconds: row.seconds,
      watchedShare: Math.min(1, watchedUs / length),
      degradedShare: Math.min(1, (bin?.degradedUs ?? 0) / length),
      droppedFrames: dropped(start),
      clockOverlap: watchedUs > length + OVERLAP_US,
      closed: start + length <= closedTo && !provisional.has(start),
    });
  }
  return bins;
}

function coverageByStart(sql: Sql, { scope, camera }: BinsOf, row: BinRow): Map<number, z.output<typeof coverageRow>> {
  const found = rows(
    sql(
      `SELECT start_utc_us - start_utc_us % :length AS start, sum(watched_us) AS watchedUs,
         sum(degraded_us) AS degradedUs FROM coverage_bin
       WHERE scope = :scope AND camera = :camera AND seconds = :kept AND start_utc_us >= :from AND start_utc_us < :to
       GROUP BY 1`,
    ),
    coverageRow,
    { length: row.seconds * US_PER_SECOND, scope, camera, kept: row.kept, from: row.from, to: row.to },
  );
  return new Map(found.map((bin) => [bin.start, bin]));
}
