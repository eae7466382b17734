import { z } from 'zod';
import { DEPARTURE_BEGINS, DEPARTURE_ENDS, departureNoteSchema } from '../../domain/contracts/outlook.ts';
import type { DepartureNote, DepartureRow } from '../../domain/contracts/outlook.ts';
import { MOST_ROWS } from './read-site.ts';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export interface DeparturesQuery {
  /** Null: of all cameras. */
  readonly cameraId: string | null;
  readonly limit: number;
}

const eventRow = z.object({ utcUs: z.number(), event: z.string(), detail: z.string() });

/** Newest first. An end is told of the beginning that it belongs to. */
export function readDepartures(sql: Sql, { cameraId, limit }: DeparturesQuery): DepartureRow[] {
  const found = rows(
    sql(
      `SELECT utc_us AS utcUs, event, detail FROM process_event
       WHERE process = 'site' AND event IN ('${DEPARTURE_BEGINS}', '${DEPARTURE_ENDS}')
         AND (:cameraId IS NULL OR detail ->> '$.cameraId' = :cameraId)
       ORDER BY utc_us, id`,
    ),
    eventRow,
    { cameraId },
  );
  const byKey = new Map<string, DepartureRow>();
  for (const { utcUs, event, detail } of found) {
    const { departure, ...of } = departureNoteSchema.parse(JSON.parse(detail));
    const key = keyOf(of, departure.fromUtcUs);
    const begun = byKey.get(key);
    const ends = event === DEPARTURE_ENDS;
    if (!ends && begun !== undefined) continue;
    const noticed = { noticedUtcUs: begun?.noticedUtcUs ?? utcUs, endNoticedUtcUs: ends ? utcUs : null };
    byKey.set(key, { ...of, ...departure, ...noticed });
  }
  return [...byKey.values()].sort((a, b) => b.noticedUtcUs - a.noticedUtcUs).slice(0, Math.min(limit, MOST_ROWS));
}

function keyOf(of: Pick<DepartureNote, 'cameraId' | 'lineId' | 'direction'>, fromUtcUs: number): string {
  return `${of.cameraId} ${of.lineId} ${of.direction} ${fromUtcUs}`;
}
