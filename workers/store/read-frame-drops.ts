import { z } from 'zod';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import { row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

const sinceRow = z.object({ utcUs: z.number(), session: z.number() });
const dropRow = z.object({ start: z.number(), frames: z.number() });

interface DropsOf {
  readonly scope: number;
  readonly camera: number;
}
interface Bins {
  readonly seconds: number;
  readonly from: number;
  readonly to: number;
}

/** How many frames were dropped in the bin that begins at a moment; null where that was not kept yet. */
export function readFrameDrops(
  sql: Sql,
  { scope, camera }: DropsOf,
  bins: Bins,
): (startUtcUs: number) => number | null {
  const since = row(sql('SELECT utc_us AS utcUs, session FROM frame_drops_since'), sinceRow);
  const found = rows(
    sql(
      `SELECT start_utc_us - start_utc_us % :length AS start, sum(frames) AS frames FROM frame_drops
       WHERE camera = :camera AND scope = :scope AND start_utc_us >= :from AND start_utc_us < :to GROUP BY 1`,
    ),
    dropRow,
    { length: bins.seconds * US_PER_SECOND, camera, scope, from: bins.from, to: bins.to },
  );
  const byStart = new Map(found.map(({ start, frames }) => [start, frames]));
  const known = (startUtcUs: number): boolean =>
    since !== null && (scope === 0 ? startUtcUs >= since.utcUs : scope > since.session);
  return (startUtcUs) => (known(startUtcUs) ? (byStart.get(startUtcUs) ?? 0) : null);
}
