import { z } from 'zod';
import {
  committedIncidentSchema,
  incidentDetailSchema,
  incidentEvidenceSchema,
  incidentRowSchema,
} from '../../domain/contracts/incidents.ts';
import type {
  CommittedIncident,
  IncidentDetail,
  IncidentFilter,
  IncidentRow,
  IncidentSummary,
} from '../../domain/contracts/incidents.ts';
import { SEVERITIES } from '../../domain/events/kinds.ts';
import { integer, row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

const ACTIVE = `('detected', 'verified', 'responding')`;
const columns = `i.opened_utc_us || '-' || i.id AS place, i.cursor, i.incident_id AS incidentId, i.kind, i.severity,
  c.camera_id AS cameraId, s.session_id AS sessionId, coalesce(s.mode, 'live') AS mode,
  json_extract(v.drawing, '$.name') AS zoneName, i.from_utc_us AS fromUtcUs, i.opened_utc_us AS openedUtcUs,
  i.to_utc_us AS toUtcUs, i.end_reason AS "end", i.stage, i.acknowledged_by AS acknowledgedBy, i.assignee, i.evidence,
  i.cameras`;
const tables = `incident i LEFT JOIN session s ON s.id = i.session LEFT JOIN camera c ON c.id = i.camera
  LEFT JOIN zone_version v ON v.id = i.zone_version`;

const asStored = {
  evidence: z.string().transform((text) => incidentEvidenceSchema.parse(JSON.parse(text))),
  cameras: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
};
const storedRow = incidentRowSchema.extend(asStored);

/** Newest first. Bounded in rows, and read by an index of times. */
export function readIncidents(sql: Sql, filter: IncidentFilter): IncidentRow[] {
  const [openedUtcUs = Number.MAX_SAFE_INTEGER, id = Number.MAX_SAFE_INTEGER] =
    filter.before?.split('-').map(Number) ?? [];
  const worst = filter.severity === undefined ? 0 : SEVERITIES.indexOf(filter.severity);
  return rows(
    sql(
      `SELECT ${columns} FROM ${tables}
       WHERE (i.opened_utc_us, i.id) < (:openedUtcUs, :id)
         AND (:camera IS NULL OR c.camera_id = :camera) AND (:kind IS NULL OR i.kind = :kind)
         AND i.severity IN (SELECT value FROM json_each(:severities))
         AND (:mode = 'all' OR coalesce(s.mode, 'live') = :mode)
         AND CASE :state WHEN 'active' THEN i.stage IN ${ACTIVE} WHEN 'lasting' THEN i.to_utc_us IS NULL
               WHEN 'closed' THEN i.stage NOT IN ${ACTIVE} ELSE 1 END
       ORDER BY i.opened_utc_us DESC, i.id DESC LIMIT :limit`,
    ),
    storedRow,
    {
      ...{ openedUtcUs, id, limit: filter.limit, mode: filter.mode, state: filter.state },
      camera: filter.camera ?? null,
      kind: filter.kind ?? null,
      severities: JSON.stringify(SEVERITIES.slice(worst)),
    },
  );
}

/** One incident with what people did about it; null where there is none. */
export function readIncident(sql: Sql, incidentId: string): IncidentDetail | null {
  const found = row(sql(`SELECT ${columns} FROM ${tables} WHERE i.incident_id = ?`), storedRow, incidentId);
  if (found === null) return null;
  const links = row(
    sql(
      `SELECT (SELECT e.incident_id FROM incident e WHERE e.id = i.earlier) AS earlierId,
         (SELECT l.incident_id FROM incident l WHERE l.earlier = i.id ORDER BY l.id LIMIT 1) AS laterId
       FROM incident i WHERE i.incident_id = ?`,
    ),
    incidentDetailSchema.pick({ earlierId: true, laterId: true }),
    incidentId,
  );
  const actions = rows(
    sql(
      `SELECT a.utc_us AS utcUs, a.actor, a.action, a.words FROM incident_action a JOIN incident i ON i.id = a.incident
       WHERE i.incident_id = ? ORDER BY a.id LIMIT 500`,
    ),
    incidentDetailSchema.shape.actions.element,
    incidentId,
  );
  return { ...found, earlierId: links?.earlierId ?? null, laterId: links?.laterId ?? null, actions };
}

const countRow = z.object({ name: z.string().nullable(), count: z.number() });

/** How many somebody still has to see to. What a replay found calls nobody. */
export function readIncidentSummary(sql: Sql): IncidentSummary {
  const live = `i.stage IN ${ACTIVE} AND coalesce(s.mode, 'live') = 'live'`;
  const bySeverity = rows(
    sql(`SELECT i.severity AS name, count(*) AS count FROM ${tables} WHERE ${live} GROUP BY i.severity`),
    countRow,
  );
  const byCamera = rows(
    sql(`SELECT c.camera_id AS name, count(*) AS count FROM ${tables} WHERE ${live} GROUP BY c.camera_id`),
    countRow,
  );
  const unacknowledged = integer(sql(`SELECT count(*) FROM ${tables} WHERE ${live} AND i.acknowledged_by IS NULL`));
  const moved = rows(
    sql(
      `SELECT DISTINCT c.camera_id AS name FROM ${tables}
       WHERE i.kind = 'camera-moved' AND i.to_utc_us IS NULL AND s.mode = 'live' ORDER BY c.camera_id`,
    ),
    z.object({ name: z.string() }),
  );
  const of = (list: readonly z.output<typeof countRow>[], name: string): number =>
    list.find((one) => one.name === name)?.count ?? 0;
  return {
    active: {
      low: of(bySeverity, 'low'),
      medium: of(bySeverity, 'medium'),
      high: of(bySeverity, 'high'),
      critical: of(bySeverity, 'critical'),
    },
    unacknowledged: unacknowledged ?? 0,
    moved: moved.map(({ name }) => name),
    cameras: Object.fromEntries(byCamera.flatMap(({ name, count }) => (name === null ? [] : [[name, count] as const]))),
  };
}

/** Incidents of cameras after a cursor, for those who follow them. What was found over many events is not among them: it must not feed on itself. */
export function followIncidents(
  sql: Sql,
  cursor: number,
  limit: number,
): { cursor: number; incidents: CommittedIncident[] } {
  const incidents = rows(
    sql(
      `SELECT i.cursor, i.incident_id AS incidentId, i.kind, c.camera_id AS cameraId, i.opened_utc_us AS openedUtcUs, i.to_utc_us AS toUtcUs, s.mode
       FROM incident i JOIN session s ON s.id = i.session JOIN camera c ON c.id = i.camera
       WHERE i.cursor > ? ORDER BY i.cursor LIMIT ?`,
    ),
    committedIncidentSchema,
    cursor,
    limit,
  );
  return { cursor: incidents.at(-1)?.cursor ?? cursor, incidents };
}

/** The cursor of the newest change. */
export function readNewestIncidentCursor(sql: Sql): number {
  return integer(sql(`SELECT value FROM sequence WHERE name = 'incident'`)) ?? 0;
}
