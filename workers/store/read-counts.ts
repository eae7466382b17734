import { z } from 'zod';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import type { VolumeBin, countsSchema, volumesSchema } from '../../domain/contracts/api.ts';
import { BIN_SECONDS, binStart, cutIntoBins } from '../../domain/traffic/bins.ts';
import type { BinSegment } from '../../domain/traffic/bins.ts';
import { currentLines, storedCamera } from './camera-rows.ts';
import { readNewestCursor } from './read-site.ts';
import { integer, row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export interface CountsQuery {
  readonly cameraId: string;
  readonly fromUtcUs: number;
  /** Absent: until now. */
  readonly toUtcUs?: number;
  /** Null: live sessions only. */
  readonly sessionId: string | null;
}
export interface VolumesQuery {
  readonly cameraId: string;
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
  /** 60, 900, 3600 or 86400; whatever lies between takes the next shorter one. */
  readonly binSeconds: number;
  readonly sessionId: string | null;
}
type Counts = z.infer<typeof countsSchema>;
type Volumes = z.infer<typeof volumesSchema>;

/** More bins than a chart can show, and few enough to read in one go. */
export const MOST_BINS = 3000;

const directionSchema = z.enum(['in', 'out']);
const countRow = z.object({ lineId: z.string(), direction: directionSchema, class: z.string(), count: z.number() });
const cellRow = countRow.extend({ start: z.number() });

/** Whose facts are asked for: 0 for live, a replay session's number, null when the session is not there. */
function scopeOf(sql: Sql, sessionId: string | null): number | null {
  if (sessionId === null) return 0;
  return integer(sql(`SELECT id FROM session WHERE session_id = ? AND mode = 'replay'`), sessionId);
}

/** Lines that were not deleted, in all their versions. */
const shownVersions = `FROM line l JOIN line_version v ON v.line = l.id
  WHERE l.camera = ? AND l.hidden_utc_us IS NULL`;

function countSegment(sql: Sql, camera: number, scope: number, segment: BinSegment): z.output<typeof countRow>[] {
  if (segment.seconds === 0) {
    return rows(
      sql(
        `SELECT shown.lineId, x.direction, coalesce(x.class_final, x.class_so_far) AS class, count(*) AS count
         FROM (SELECT v.id, l.line_id AS lineId ${shownVersions}) shown
           JOIN crossing x ON x.line_version = shown.id AND x.utc_us >= ? AND x.utc_us < ?
           JOIN session s ON s.id = x.session AND CASE s.mode WHEN 'live' THEN 0 ELSE s.id END = ?
         GROUP BY 1, 2, 3`,
      ),
      countRow,
      camera,
      segment.from,
      segment.to,
      scope,
    );
  }
  return rows(
    sql(
      `SELECT shown.lineId, r.direction, r.class, sum(r.count) AS count
       FROM (SELECT v.id, l.line_id AS lineId ${shownVersions}) shown
         JOIN rollup r ON r.scope = ? AND r.line_version = shown.id AND r.seconds = ?
           AND r.start_utc_us >= ? AND r.start_utc_us < ?
       GROUP BY 1, 2, 3`,
    ),
    countRow,
    camera,
    scope,
    segment.seconds,
    segment.from,
    segment.to,
  );
}

/** A session of a live camera, named: its crossings are counted one by one, its totals being those of all live sessions. */
function countLiveSession(sql: Sql, query: CountsQuery, to: number): z.output<typeof countRow>[] {
  return rows(
    sql(
      `SELECT l.line_id AS lineId, x.direction, coalesce(x.class_final, x.class_so_far) AS class, count(*) AS count
       FROM crossing x JOIN session s ON s.id = x.session JOIN line_version v ON v.id = x.line_version
         JOIN line l ON l.id = v.line AND l.hidden_utc_us IS NULL
       WHERE s.session_id = ? AND x.utc_us >= ? AND x.utc_us < ? GROUP BY 1, 2, 3`,
    ),
    countRow,
    query.sessionId,
    query.fromUtcUs,
    to,
  );
}

/** Far enough for every moment that facts can carry, near enough to be exact in a double. */
const END_OF_TIME_US = 8_000_000_000 * US_PER_SECOND;

/** Exact for any moment: whole bins from the totals, the rest row by row. */
export function readCounts(sql: Sql, query: CountsQuery, nowUtcUs: number): Counts {
  const range = { fromUtcUs: query.fromUtcUs, toUtcUs: query.toUtcUs ?? nowUtcUs };
  const answer = { cameraId: query.cameraId, ...range, cursor: readNewestCursor(sql) };
  const camera = storedCamera(sql, query.cameraId);
  if (camera === null) return { ...answer, counts: [] };
  const scope = scopeOf(sql, query.sessionId);
  const to = query.toUtcUs ?? END_OF_TIME_US;
  const parts =
    scope === null
      ? countLiveSession(sql, query, to)
      : cutIntoBins(query.fromUtcUs, to).flatMap((segment) => countSegment(sql, camera.id, scope, segment));
  const total = new Map<string, z.output<typeof countRow>>();
  for (const part of parts) {
    const key = `${part.lineId} ${part.direction} ${part.class}`;
    total.set(key, { ...part, count: part.count + (total.get(key)?.count ?? 0) });
  }
  const counts = currentLines(sql, camera.id).flatMap((line) =>
    [...total.values()]
      .filter((part) => part.lineId === line.lineId)
      .map((part) => ({
        ...part,
        lineName: line.name,
        directionName: part.direction === 'in' ? line.inName : line.outName,
      })),
  );
  return { ...answer, counts };
}

/** Sessions may overlap by less where they meet. */
const OVERLAP_US = US_PER_SECOND;

const coverageRow = z.object({ start: z.number(), watchedUs: z.number(), degradedUs: z.number() });
const markRow = z.object({ open: z.number().nullable(), ended: z.number().nullable() });

/**
 * Up to when nothing new can come in: what the slowest open session has reached; without one, the end of the last
 * session or of the hole that was told after it.
 */
export function readWatermark(sql: Sql, camera: number, scope: number): number {
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

/** The bins in which a vehicle has crossed whose class may still change: a parked one leaves all others as they are. */
function provisionalStarts(sql: Sql, params: readonly number[], seconds: (typeof BIN_SECONDS)[number]): Set<number> {
  const found = rows(
    sql(
      `SELECT DISTINCT x.utc_us AS utcUs FROM crossing x JOIN session s ON s.id = x.session
       WHERE x.class_final IS NULL AND s.camera = ? AND CASE s.mode WHEN 'live' THEN 0 ELSE s.id END = ?
         AND x.utc_us >= ? AND x.utc_us < ?`,
    ),
    z.object({ utcUs: z.number() }),
    ...params,
  );
  return new Set(found.map(({ utcUs }) => binStart(utcUs, seconds)));
}

/**
 * `watchedShare` counts degraded watching in, `degradedShare` is that part of it: someone looked, but not well. A bin
 * watched for longer than it lasts was lived twice, under a clock that was set back.
 */
export function readVolumes(sql: Sql, query: VolumesQuery): Volumes {
  const camera = storedCamera(sql, query.cameraId);
  const scope = scopeOf(sql, query.sessionId);
  if (camera === null || scope === null) return { cameraId: query.cameraId, bins: [] };
  const seconds = BIN_SECONDS.findLast((known) => known <= query.binSeconds) ?? BIN_SECONDS[0];
  const length = seconds * US_PER_SECOND;
  const from = binStart(query.fromUtcUs, seconds);
  const to = Math.min(query.toUtcUs, from + MOST_BINS * length);
  const covered = coverageByStart(sql, [scope, camera.id, seconds, from, to]);
  const cells = cellsByStart(sql, [camera.id, scope, seconds, from, to]);
  const closedTo = readWatermark(sql, camera.id, scope);
  const provisional = provisionalStarts(sql, [camera.id, scope, from, binStart(to - 1, seconds) + length], seconds);
  const bins: VolumeBin[] = [];
  for (let start = from; start < to; start += length) {
    const bin = covered.get(start);
    const watchedUs = (bin?.watchedUs ?? 0) + (bin?.degradedUs ?? 0);
    bins.push({
      startUtcUs: start,
      seconds,
      watchedShare: Math.min(1, watchedUs / length),
      degradedShare: Math.min(1, (bin?.degradedUs ?? 0) / length),
      clockOverlap: watchedUs > length + OVERLAP_US,
      closed: start + length <= closedTo && !provisional.has(start),
      cells: cells.get(start) ?? [],
    });
  }
  return { cameraId: query.cameraId, bins };
}

function coverageByStart(sql: Sql, params: readonly number[]): Map<number, z.output<typeof coverageRow>> {
  const found = rows(
    sql(
      `SELECT start_utc_us AS start, watched_us AS watchedUs, degraded_us AS degradedUs FROM coverage_bin
       WHERE scope = ? AND camera = ? AND seconds = ? AND start_utc_us >= ? AND start_utc_us < ?`,
    ),
    coverageRow,
    ...params,
  );
  return new Map(found.map((bin) => [bin.start, bin]));
}

function cellsByStart(sql: Sql, params: readonly number[]): Map<number, z.output<typeof countRow>[]> {
  const found = rows(
    sql(
      `SELECT r.start_utc_us AS start, shown.lineId, r.direction, r.class, sum(r.count) AS count
       FROM (SELECT v.id, l.id AS line, l.line_id AS lineId ${shownVersions}) shown
         JOIN rollup r ON r.scope = ? AND r.line_version = shown.id AND r.seconds = ?
           AND r.start_utc_us >= ? AND r.start_utc_us < ?
       GROUP BY r.start_utc_us, shown.line, r.direction, r.class`,
    ),
    cellRow,
    ...params,
  );
  const byStart = new Map<number, z.output<typeof countRow>[]>();
  for (const { start, ...cell } of found) {
    const cells = byStart.get(start);
    if (cells === undefined) byStart.set(start, [cell]);
    else cells.push(cell);
  }
  return byStart;
}
