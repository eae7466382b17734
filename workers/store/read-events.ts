import { siteEventSchema } from '../../domain/contracts/api.ts';
import type { SiteEvent } from '../../domain/contracts/api.ts';
import { MOST_ROWS } from './read-site.ts';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

/** Newest first; `before` is the cursor of the last row of the page before. */
export interface EventsPage {
  readonly before: string | null;
  readonly limit: number;
}

interface Place {
  readonly utcUs: number;
  readonly kind: 'p' | 'c';
  readonly id: number;
}

const FROM_NOW_ON: Place = { utcUs: Number.MAX_SAFE_INTEGER, kind: 'p', id: Number.MAX_SAFE_INTEGER };

/** Many things happen in one moment, so a place is a moment, a kind (processes before cameras) and a number. */
function placeOf(cursor: string | null): Place {
  const [, utcUs, kind, id] = /^(\d+)-([cp])(\d+)$/.exec(cursor ?? '') ?? [];
  if (utcUs === undefined || id === undefined) return FROM_NOW_ON;
  return { utcUs: Number(utcUs), kind: kind === 'c' ? 'c' : 'p', id: Number(id) };
}

export function readEvents(sql: Sql, { before, limit }: EventsPage): SiteEvent[] {
  const { utcUs, kind, id } = placeOf(before);
  // Each of the two is read by its index of times, no further than the page can need.
  return rows(
    sql(
      `SELECT utc_us || '-' || mark || id AS cursor, utc_us AS utcUs,
         CASE mark WHEN 'p' THEN 'process' ELSE 'camera' END AS kind, subject, event, reason, detail
       FROM (
         SELECT * FROM (
           SELECT 'p' AS mark, id, utc_us, process AS subject, event, detail AS reason, '' AS detail
           FROM process_event WHERE utc_us <= :utcUs AND (utc_us < :utcUs OR (:kind = 'p' AND id < :id))
           ORDER BY utc_us DESC, id DESC LIMIT :limit)
         UNION ALL
         SELECT * FROM (
           SELECT 'c' AS mark, e.id, e.utc_us, c.camera_id AS subject, e.state AS event, e.reason, e.detail
           FROM camera_event e JOIN camera c ON c.id = e.camera
           WHERE e.utc_us <= :utcUs AND (e.utc_us < :utcUs OR :kind = 'p' OR e.id < :id)
           ORDER BY e.utc_us DESC, e.id DESC LIMIT :limit))
       ORDER BY utc_us DESC, mark DESC, id DESC LIMIT :limit`,
    ),
    siteEventSchema,
    { utcUs, kind, id, limit: Math.min(limit, MOST_ROWS) },
  );
}
