import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { IncidentFact } from '../../domain/contracts/incidents.ts';
import { integer, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';
import { PLACED } from './write-context.ts';
import type { KnownSession, Stray, WriteContext } from './write-context.ts';

/** A session that begins so soon after the last one ended goes on with what stood then. */
const GOES_ON_WITHIN_US = 120_000_000;

/** The next number of the incidents' own feed. Numbers only grow. */
export function nextIncidentCursor(sql: Sql): number {
  const cursor = integer(sql(`UPDATE sequence SET value = value + 1 WHERE name = 'incident' RETURNING value`));
  if (cursor === null) throw new Error('the sequence of the incidents is missing; run: npm run site -- check');
  return cursor;
}

/** Told at opening and again at closing; either may come twice, and the camera's own word on an end is the last one. */
export function writeIncident(context: WriteContext, fact: IncidentFact): Stray {
  const session = context.session(fact.sessionId);
  if (session === null) return { stray: 'no such session' };
  // A zone that a restored store does not know costs only its name.
  const zone = fact.zoneVersionId === null ? null : context.zoneVersion(fact.zoneVersionId);
  if (zone !== null && zone.camera !== session.camera) return { stray: 'the zone belongs to another camera' };
  const id = integer(
    context.sql('SELECT id FROM incident WHERE session = ? AND kind = ? AND ordinal = ?'),
    session.id,
    fact.rule,
    fact.ordinal,
  );
  if (id === null) {
    insert(context, session, zone?.id ?? null, fact);
    if (fact.toUtcUs === null && isOver(context, session.id)) closeIncidents(context, session.id);
  } else if (fact.toUtcUs !== null) close(context, id, fact);
  return PLACED;
}

function insert(context: WriteContext, session: KnownSession, zone: number | null, fact: IncidentFact): void {
  context
    .sql(
      `INSERT INTO incident (incident_id, cursor, session, camera, kind, ordinal, severity, zone_version, from_media_us,
         from_utc_us, opened_media_us, opened_utc_us, to_media_us, to_utc_us, end_reason, ended_by, evidence, earlier, stage)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'detected')`,
    )
    .run(
      randomUUID(),
      nextIncidentCursor(context.sql),
      session.id,
      session.camera,
      fact.rule,
      fact.ordinal,
      fact.severity,
      zone,
      fact.fromMediaUs,
      fact.fromUtcUs,
      fact.openedMediaUs,
      fact.openedUtcUs,
      fact.toMediaUs,
      fact.toUtcUs,
      fact.end,
      fact.toUtcUs === null ? null : 'camera',
      JSON.stringify(fact.evidence),
      earlierOf(context, session, zone, fact),
    );
}

/** A journal may bring an opening after the store has ended its session. */
function isOver(context: WriteContext, session: number): boolean {
  return context.sql('SELECT 1 AS over FROM session WHERE id = ? AND ended_by IS NOT NULL').get(session) !== undefined;
}

function close(context: WriteContext, id: number, fact: IncidentFact): void {
  const changed = context
    .sql(
      `UPDATE incident SET to_media_us = ?, to_utc_us = ?, end_reason = ?, ended_by = 'camera', evidence = ?
       WHERE id = ? AND ended_by IS NOT 'camera'`,
    )
    .run(fact.toMediaUs, fact.toUtcUs, fact.end, JSON.stringify(fact.evidence), id);
  if (changed.changes > 0) moveCursor(context, id);
}

/** The incident that an ended session of the same camera left standing, of the same kind at the same zone. */
function earlierOf(
  context: WriteContext,
  session: KnownSession,
  zone: number | null,
  fact: IncidentFact,
): number | null {
  if (session.mode !== 'live') return null;
  return integer(
    context.sql(
      `SELECT i.id FROM incident i JOIN session s ON s.id = i.session
       WHERE i.camera = ? AND s.mode = 'live' AND i.session <> ? AND i.kind = ? AND i.end_reason = 'session-ended'
         AND coalesce((SELECT zone FROM zone_version WHERE id = i.zone_version), 0)
           = coalesce((SELECT zone FROM zone_version WHERE id = ?), 0)
         AND i.to_utc_us BETWEEN ? AND ?
         AND NOT EXISTS (SELECT 1 FROM incident later WHERE later.earlier = i.id)
       ORDER BY i.to_utc_us DESC LIMIT 1`,
    ),
    session.camera,
    session.id,
    fact.rule,
    zone,
    fact.fromUtcUs - GOES_ON_WITHIN_US,
    fact.openedUtcUs,
  );
}

/** What still stands when its session is over ends with it, unless the camera says more exactly when. */
export function closeIncidents(context: WriteContext, session: number): void {
  const open = rows(
    context.sql('SELECT id FROM incident WHERE session = ? AND to_utc_us IS NULL ORDER BY id'),
    z.object({ id: z.number() }),
    session,
  );
  for (const { id } of open) {
    context
      .sql(
        `UPDATE incident SET end_reason = 'session-ended', ended_by = 'store',
           to_utc_us = max(opened_utc_us, coalesce((SELECT last_utc_us FROM session WHERE id = ?), opened_utc_us)),
           to_media_us = max(opened_media_us, coalesce((SELECT last_media_us FROM session WHERE id = ?), opened_media_us))
         WHERE id = ?`,
      )
      .run(session, session, id);
    moveCursor(context, id);
  }
}

/** A new cursor, so that everyone who follows the incidents sees the change. */
export function moveCursor(context: WriteContext, id: number): void {
  context.sql('UPDATE incident SET cursor = ? WHERE id = ?').run(nextIncidentCursor(context.sql), id);
}
