import { createHash } from 'node:crypto';
import { z } from 'zod';
import { jobViewSchema, sessionViewSchema } from '../../domain/contracts/api.ts';
import type { SessionView } from '../../domain/contracts/api.ts';
import { integer, row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

const MOST_SESSIONS = 500;

const sessionColumns = `s.session_id AS sessionId, c.camera_id AS cameraId, s.mode, s.job_id AS jobId,
  r.run_id AS runId, r.model_id AS modelId, s.anchor_quality AS anchorQuality, s.anchor_utc_us AS openedUtcUs,
  CASE WHEN s.ended_by IS NULL THEN NULL ELSE s.last_utc_us END AS endedUtcUs,
  coalesce(s.ended_reason, '') AS reason, s.frames`;
const sessionTables = 'session s JOIN camera c ON c.id = s.camera JOIN run r ON r.id = s.run';

/** Newest first. */
export function readSessions(sql: Sql, cameraId: string | null): SessionView[] {
  return rows(
    sql(
      `SELECT ${sessionColumns} FROM ${sessionTables} WHERE :camera IS NULL OR c.camera_id = :camera
       ORDER BY s.id DESC LIMIT ${MOST_SESSIONS}`,
    ),
    sessionViewSchema,
    { camera: cameraId },
  );
}

/** A session with what is needed to judge its paths. */
export type SessionDetail = SessionView & {
  readonly width: number;
  readonly height: number;
  /** Which settings of the camera it was opened with; null for sessions of older versions of this program. */
  readonly cameraRevision: number | null;
};

export function readSession(sql: Sql, sessionId: string): SessionDetail | null {
  return row(
    sql(
      `SELECT ${sessionColumns}, s.width, s.height, s.camera_revision AS cameraRevision FROM ${sessionTables} WHERE s.session_id = ?`,
    ),
    sessionViewSchema.extend({ width: z.number(), height: z.number(), cameraRevision: z.number().nullable() }),
    sessionId,
  );
}

export type JobView = z.infer<typeof jobViewSchema>;

/** How far a job has come is not stored: the camera process tells it with its status. */
export function readJobs(sql: Sql): JobView[] {
  return rows(
    sql(
      `SELECT j.job_id AS jobId, c.camera_id AS cameraId, j.path, j.pace, j.status, j.reason,
         j.created_utc_us AS createdUtcUs, NULL AS progress,
         (SELECT session_id FROM session WHERE job_id = j.job_id ORDER BY id DESC LIMIT 1) AS sessionId
       FROM job j JOIN camera c ON c.id = j.camera ORDER BY j.id DESC LIMIT 500`,
    ),
    jobViewSchema,
  );
}

/** Everything that two runs over the same pictures must have in common, one text per row, in one order. */
export interface SessionRows {
  readonly crossings: readonly string[];
  readonly tracks: readonly string[];
  readonly paths: readonly string[];
  readonly coverage: readonly string[];
  readonly visits: readonly string[];
  readonly movements: readonly string[];
  readonly zoneStates: readonly string[];
  readonly zoneMinutes: readonly string[];
}

const PAGE = 2000;
const textRow = z.object({ text: z.string() });
const keyedRow = textRow.extend({ key: z.number() });
const pathRow = z.object({ track: z.number(), chunk: z.number(), text: z.string(), body: z.instanceof(Uint8Array) });

/**
 * The rows of a table a thousand tracks at a time, so that no read lasts, whatever the length of the session. A row of an
 * ended session does not change between two reads.
 */
function byTrack(sql: Sql, session: number, table: string, track: string, select: string): string[] {
  const last = integer(sql(`SELECT max(${track}) FROM ${table} WHERE session = ?`), session) ?? 0;
  const statement = sql(select);
  const texts: string[] = [];
  for (let from = 0; from < last; from += PAGE / 2) {
    texts.push(...rows(statement, textRow, { session, from, to: from + PAGE / 2 }).map(({ text }) => text));
  }
  return texts;
}

function allCoverage(sql: Sql, session: number): string[] {
  const statement = sql(
    `SELECT from_media_us AS key, json_array(from_media_us, to_media_us, from_utc_us, to_utc_us, state, frames) AS text
     FROM coverage WHERE session = ? AND from_media_us > ? ORDER BY from_media_us LIMIT ?`,
  );
  const texts: string[] = [];
  let after: number | undefined = Number.MIN_SAFE_INTEGER;
  while (after !== undefined) {
    const page: z.output<typeof keyedRow>[] = rows(statement, keyedRow, session, after, PAGE);
    texts.push(...page.map(({ text }) => text));
    after = page.at(-1)?.key;
  }
  return texts;
}

function allPaths(sql: Sql, session: number): string[] {
  const statement = sql(
    `SELECT track, chunk, json_array(track, chunk, points, first_media_us, last_media_us) AS text, body
     FROM path_chunk WHERE session = ? AND (track, chunk) > (?, ?) ORDER BY track, chunk LIMIT ?`,
  );
  const texts: string[] = [];
  for (let page = rows(statement, pathRow, session, 0, 0, 200); page.length > 0;) {
    for (const { text, body } of page) texts.push(`${text} ${createHash('sha256').update(body).digest('hex')}`);
    const last = page.at(-1);
    page = last === undefined ? [] : rows(statement, pathRow, session, last.track, last.chunk, 200);
  }
  return texts;
}

/** Without the session's own name and without row numbers: equal runs give equal texts. Null: no such session. */
export function readSessionRows(sql: Sql, sessionId: string): SessionRows | null {
  const session = integer(sql('SELECT id FROM session WHERE session_id = ?'), sessionId);
  if (session === null) return null;
  return {
    crossings: byTrack(
      sql,
      session,
      'crossing',
      'track',
      `SELECT json_array(x.track, v.version_id, x.ordinal, x.direction, x.media_us, x.utc_us, x.frame_id, x.x, x.y,
         x.class_so_far, x.class_final, m.version_id, x.speed_mps, x.speed_plus_minus, x.acceleration,
         x.acceleration_plus_minus, x.length_m, x.speed_refusal) AS text
       FROM crossing x JOIN line_version v ON v.id = x.line_version
         LEFT JOIN calibration_version m ON m.id = x.calibration
       WHERE x.session = :session AND x.track > :from AND x.track <= :to ORDER BY x.track, v.version_id, x.ordinal`,
    ),
    tracks: byTrack(
      sql,
      session,
      'track',
      'number',
      `SELECT json_array(number, class, json(votes), first_media_us, last_media_us, first_utc_us, last_utc_us,
         first_frame_id, last_frame_id, points) AS text
       FROM track WHERE session = :session AND number > :from AND number <= :to ORDER BY number`,
    ),
    paths: allPaths(sql, session),
    coverage: allCoverage(sql, session),
    visits: byTrack(
      sql,
      session,
      'zone_visit',
      'track',
      `SELECT json_array(t.track, v.version_id, t.ordinal, t.enter_media_us, t.enter_utc_us, t.exit_media_us,
         t.exit_utc_us, t.class_so_far, t.class_final) AS text
       FROM zone_visit t JOIN zone_version v ON v.id = t.zone_version
       WHERE t.session = :session AND t.track > :from AND t.track <= :to ORDER BY t.track, v.version_id, t.ordinal`,
    ),
    movements: byTrack(
      sql,
      session,
      'track_movement',
      'track',
      `SELECT json_array(t.track, v.version_id, t.reason, t.utc_us, t.entry_media_us, t.exit_media_us, t.class) AS text
       FROM track_movement t LEFT JOIN movement_version v ON v.id = t.movement_version
       WHERE t.session = :session AND t.track > :from AND t.track <= :to ORDER BY t.track`,
    ),
    ...zoneRows(sql, session),
  };
}

function zoneRows(sql: Sql, session: number): Pick<SessionRows, 'zoneStates' | 'zoneMinutes'> {
  return {
    zoneStates: byNumber(
      sql,
      session,
      `SELECT x.id AS key, json_array(v.version_id, x.ordinal, x.from_state, x.to_state, x.density, x.media_us, x.utc_us) AS text
       FROM zone_state x JOIN zone_version v ON v.id = x.zone_version
       WHERE x.session = ? AND x.id > ? ORDER BY x.id LIMIT ?`,
    ),
    zoneMinutes: byNumber(
      sql,
      session,
      `SELECT x.id AS key, json_array(v.version_id, x.start_utc_us, x.watched_us, x.mean_density, x.max_density,
         x.mean_vehicles, x.max_vehicles, x.mean_pcu, json(x.mean_by_class), x.normal_us, x.warning_us, x.heavy_us,
         x.jam_us) AS text
       FROM zone_minute x JOIN zone_version v ON v.id = x.zone_version
       WHERE x.session = ? AND x.id > ? ORDER BY x.id LIMIT ?`,
    ),
  };
}

/** The rows that a statement gives by their numbers, a page at a time, in one order. */
function byNumber(sql: Sql, session: number, select: string): string[] {
  const statement = sql(select);
  const texts: string[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page: z.output<typeof keyedRow>[] = rows(statement, keyedRow, session, after, PAGE);
    texts.push(...page.map(({ text }) => text));
    after = page.at(-1)?.key;
  }
  return texts.sort();
}
