import { z } from 'zod';
import { crossingRowSchema } from '../../domain/contracts/api.ts';
import type { CrossingRow, trackDetailSchema } from '../../domain/contracts/api.ts';
import { lineDrawingSchema } from '../../domain/contracts/camera-config.ts';
import { crossingSpeedSchema } from '../../domain/contracts/facts.ts';
import { classList, COUNTED_CLASSES, FOUND_CLASS } from './counted-classes.ts';
import { correctionList, CORRECTIONS } from './read-corrections.ts';
import { runOfSession } from './read-runs.ts';
import { integer, row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export interface CrossingsQuery {
  readonly cameraId: string | null;
  readonly sessionId: string | null;
  readonly lineId: string | null;
  readonly fromUtcUs: number | null;
  readonly toUtcUs: number | null;
  /** Rows committed or changed after this one; the last row's cursor is where the next page goes on. */
  readonly cursor: number | null;
  readonly limit: number;
}

/** Newest first; the next page goes on below the last row's time and number. */
export interface NewestQuery extends Omit<CrossingsQuery, 'cursor'> {
  readonly before: { readonly utcUs: number; readonly id: number } | null;
}

export interface PathChunkRow {
  readonly chunk: number;
  readonly points: number;
  readonly firstMediaUs: number;
  readonly lastMediaUs: number;
  /** The class by the votes up to its points; null for pieces from before it was kept. */
  readonly classSoFar: string | null;
  readonly bytes: Uint8Array;
}
export interface TrackRow {
  readonly detail: Omit<z.infer<typeof trackDetailSchema>, 'path' | 'sections' | 'visits'>;
  readonly chunks: readonly PathChunkRow[];
}

const MOST_ROWS = 5000;

const speedRow = {
  calibrationId: z.string().nullable(),
  metresPerSecond: z.number().nullable(),
  plusMinus: z.number().nullable(),
  acceleration: z.number().nullable(),
  accelerationPlusMinus: z.number().nullable(),
  length: z.number().nullable(),
  refusal: crossingSpeedSchema.shape.refusal,
};
const storedRow = crossingRowSchema.omit({ lineName: true, directionName: true, final: true, speed: true }).extend({
  ...speedRow,
  id: z.number(),
  final: z.number(),
  drawing: z.string(),
  countsAs: classList,
  corrections: correctionList,
});
const columns = `x.id, x.cursor, s.session_id AS sessionId, r.run_id AS runId, x.track, l.line_id AS lineId, v.version_id AS lineVersionId,
  x.ordinal, x.direction, ${FOUND_CLASS} AS class, x.class_so_far AS classSoFar,
  x.class_final IS NOT NULL AS final, x.frame_id AS frameId, x.media_us AS mediaUs, x.utc_us AS utcUs, x.x, x.y, s.mode,
  v.drawing, m.version_id AS calibrationId, x.speed_mps AS metresPerSecond, x.speed_plus_minus AS plusMinus, x.acceleration,
  x.acceleration_plus_minus AS accelerationPlusMinus, x.length_m AS length, x.speed_refusal AS refusal,
  ${COUNTED_CLASSES} AS countsAs, ${CORRECTIONS} AS corrections`;
const tables = `crossing x JOIN session s ON s.id = x.session JOIN run r ON r.id = s.run JOIN line_version v ON v.id = x.line_version
  JOIN line l ON l.id = v.line JOIN camera c ON c.id = x.camera
  LEFT JOIN calibration_version m ON m.id = x.calibration`;

function toCrossing(found: z.output<typeof storedRow>): CrossingRow {
  const { id: _, drawing, final, calibrationId, metresPerSecond, plusMinus, ...more } = found;
  const { acceleration, accelerationPlusMinus, length, refusal, ...rest } = more;
  const measured = { metresPerSecond, plusMinus, acceleration, accelerationPlusMinus, length, refusal };
  // Named as the line was named when it was crossed: that is what the person saw who counted on it.
  const line = lineDrawingSchema.parse(JSON.parse(drawing));
  return {
    ...rest,
    final: final === 1,
    speed: calibrationId === null ? null : { calibrationId, ...measured },
    lineName: line.name,
    directionName: rest.direction === 'in' ? line.inName : line.outName,
  };
}

/**
 * `byCursor`: without a stretch of time the feed's own order is walked; the plus keeps SQLite from sorting all that the
 * camera ever counted instead.
 */
function conditions(
  query: Omit<CrossingsQuery, 'cursor'>,
  byCursor: boolean,
): { where: string[]; params: (string | number)[] } {
  const walk = byCursor && query.fromUtcUs === null ? '+' : '';
  const wanted: [string, string | number | null][] = [
    [`${walk}x.camera = (SELECT id FROM camera WHERE camera_id = ?)`, query.cameraId],
    ['x.session = (SELECT id FROM session WHERE session_id = ?)', query.sessionId],
    ['l.line_id = ?', query.lineId],
    ['x.utc_us >= ?', query.fromUtcUs],
    ['x.utc_us < ?', query.toUtcUs],
  ];
  const given = wanted.flatMap(([text, value]) => (value === null ? [] : [{ text, value }]));
  return { where: given.map(({ text }) => text), params: given.map(({ value }) => value) };
}

/** In the order in which they were committed or last changed, so that paging by cursor misses none. */
export function readCrossings(sql: Sql, query: CrossingsQuery): CrossingRow[] {
  const { where, params } = conditions(query, true);
  const found = rows(
    sql(`SELECT ${columns} FROM ${tables} WHERE ${['x.cursor > ?', ...where].join(' AND ')} ORDER BY x.cursor LIMIT ?`),
    storedRow,
    query.cursor ?? 0,
    ...params,
    Math.min(query.limit, MOST_ROWS),
  );
  return found.map(toCrossing);
}

export function readNewestCrossings(
  sql: Sql,
  query: NewestQuery,
): { rows: CrossingRow[]; before: NewestQuery['before'] } {
  const { where, params } = conditions(query, false);
  const below = query.before === null ? [] : ['(x.utc_us, x.id) < (?, ?)'];
  const limit = Math.min(query.limit, MOST_ROWS);
  const found = rows(
    sql(
      `SELECT ${columns} FROM ${tables} WHERE ${['1', ...where, ...below].join(' AND ')}
       ORDER BY x.utc_us DESC, x.id DESC LIMIT ?`,
    ),
    storedRow,
    ...params,
    ...(query.before === null ? [] : [query.before.utcUs, query.before.id]),
    limit,
  );
  const last = found.at(-1);
  const more = last !== undefined && found.length === limit;
  return { rows: found.map(toCrossing), before: more ? { utcUs: last.utcUs, id: last.id } : null };
}

const chunkRow = z.object({
  chunk: z.number(),
  points: z.number(),
  firstMediaUs: z.number(),
  lastMediaUs: z.number(),
  firstUtcUs: z.number(),
  lastUtcUs: z.number(),
  classSoFar: z.string().nullable(),
  bytes: z.instanceof(Uint8Array),
});
const sessionRow = z.object({ id: z.number(), cameraId: z.string() });
const trackRow = z.object({ class: z.string(), votes: z.string(), firstUtcUs: z.number(), lastUtcUs: z.number() });
const votesSchema = z.record(z.string(), z.number());

function chunksOf(sql: Sql, session: number, track: number): z.output<typeof chunkRow>[] {
  return rows(
    sql(
      `SELECT p.chunk, p.points, p.first_media_us AS firstMediaUs, p.last_media_us AS lastMediaUs,
         coalesce(p.first_utc_us, s.anchor_utc_us + p.first_media_us - s.anchor_media_us) AS firstUtcUs,
         p.last_utc_us AS lastUtcUs,
         p.class_so_far AS classSoFar, p.body AS bytes
       FROM path_chunk p JOIN session s ON s.id = p.session WHERE p.session = ? AND p.track = ? ORDER BY p.chunk`,
    ),
    chunkRow,
    session,
    track,
  );
}

/** A vehicle with its path and what it crossed; also while it is still in the picture. */
export function readTrack(sql: Sql, sessionId: string, track: number): TrackRow | null {
  const session = row(
    sql(`SELECT s.id, c.camera_id AS cameraId FROM session s JOIN camera c ON c.id = s.camera WHERE s.session_id = ?`),
    sessionRow,
    sessionId,
  );
  const run = runOfSession(sql, sessionId);
  if (session === null || run === null) return null;
  const ended = row(
    sql(
      `SELECT class, votes, first_utc_us AS firstUtcUs, last_utc_us AS lastUtcUs FROM track
       WHERE session = ? AND number = ?`,
    ),
    trackRow,
    session.id,
    track,
  );
  const chunks = chunksOf(sql, session.id, track);
  const crossings = rows(
    sql(`SELECT ${columns} FROM ${tables} WHERE x.session = ? AND x.track = ? ORDER BY x.media_us, x.id`),
    storedRow,
    session.id,
    track,
  ).map(toCrossing);
  if (ended === null && chunks.length === 0 && crossings.length === 0) return null;
  const times = [...crossings.map((crossing) => crossing.utcUs), ...chunks.map((chunk) => chunk.firstUtcUs)];
  const ends = [...crossings.map((crossing) => crossing.utcUs), ...chunks.map((chunk) => chunk.lastUtcUs)];
  return {
    detail: {
      sessionId,
      track,
      cameraId: session.cameraId,
      run,
      class: ended?.class ?? chunks.at(-1)?.classSoFar ?? crossings.at(-1)?.class ?? 'unknown',
      votes: ended === null ? {} : votesSchema.parse(JSON.parse(ended.votes)),
      firstUtcUs: ended?.firstUtcUs ?? Math.min(...times),
      lastUtcUs: ended?.lastUtcUs ?? Math.max(...ends),
      crossings,
    },
    chunks: chunks.map(pathChunk),
  };
}

function pathChunk(found: z.output<typeof chunkRow>): PathChunkRow {
  const { chunk, points, firstMediaUs, lastMediaUs, classSoFar, bytes } = found;
  return { chunk, points, firstMediaUs, lastMediaUs, classSoFar, bytes };
}

export interface SessionTrack {
  readonly track: number;
  readonly class: string;
  readonly chunks: readonly PathChunkRow[];
}

/** The newest word on a class: of its end, else of its path, else (older paths do not say) of what it crossed. */
const bestClass = `coalesce((SELECT class FROM track WHERE session = :session AND number = k.track),
  (SELECT class_so_far FROM path_chunk WHERE session = :session AND track = k.track ORDER BY chunk DESC LIMIT 1),
  (SELECT coalesce(class_final, class_so_far) FROM crossing WHERE session = :session AND track = k.track
   ORDER BY id DESC LIMIT 1), 'unknown')`;

/**
 * The tracks of a session with their paths, a page at a time: what a line drawn today counts yesterday with. Also those
 * without an end: they are still in the picture, or were when their process was killed.
 */
export function readSessionTracks(sql: Sql, sessionId: string, afterTrack: number, limit: number): SessionTrack[] {
  const session = integer(sql('SELECT id FROM session WHERE session_id = ?'), sessionId);
  if (session === null) return [];
  const tracks = rows(
    sql(
      `SELECT k.track, ${bestClass} AS class FROM (
         SELECT number AS track FROM track WHERE session = :session AND number > :after
         UNION SELECT track FROM path_chunk WHERE session = :session AND track > :after ORDER BY 1 LIMIT :limit
       ) k ORDER BY k.track`,
    ),
    z.object({ track: z.number(), class: z.string() }),
    { session, after: afterTrack, limit },
  );
  return tracks.map((track) => ({
    ...track,
    chunks: chunksOf(sql, session, track.track).map(pathChunk),
  }));
}
