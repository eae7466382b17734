import { z } from 'zod';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import type { countsSchema, volumesSchema } from '../../domain/contracts/api.ts';
import type { RunView } from '../../domain/contracts/changes.ts';
import { binStart, cutIntoBins } from '../../domain/traffic/bins.ts';
import type { BinSegment } from '../../domain/traffic/bins.ts';
import { EACH_COUNTED } from './counted-classes.ts';
import { currentLines, storedCamera } from './camera-rows.ts';
import { END_OF_TIME_US, binRow, emptyBins, scopeOf } from './read-bins.ts';
import type { BinRow, BinsOf } from './read-bins.ts';
import { runOfSession, runsBetween } from './read-runs.ts';
import { readNewestCursor } from './read-site.ts';
import { rows } from './sqlite.ts';
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
  /** 60, 300, 900, 3600 or 86400; whatever lies between takes the next shorter one. */
  readonly binSeconds: number;
  readonly sessionId: string | null;
}
type Counts = z.infer<typeof countsSchema>;
type Volumes = z.infer<typeof volumesSchema>;

const directionSchema = z.enum(['in', 'out']);
const countRow = z.object({ lineId: z.string(), direction: directionSchema, class: z.string(), count: z.number() });
const cellRow = countRow.extend({ start: z.number() });

/** Lines that were not deleted, in all their versions. */
const shownVersions = `FROM line l JOIN line_version v ON v.line = l.id
  WHERE l.camera = ? AND l.hidden_utc_us IS NULL`;

function countSegment(sql: Sql, camera: number, scope: number, segment: BinSegment): z.output<typeof countRow>[] {
  if (segment.seconds === 0) {
    return rows(
      sql(
        `SELECT shown.lineId, x.direction, k.value AS class, count(*) AS count
         FROM (SELECT v.id, l.line_id AS lineId ${shownVersions}) shown
           JOIN crossing x ON x.line_version = shown.id AND x.utc_us >= ? AND x.utc_us < ?
           JOIN session s ON s.id = x.session AND CASE s.mode WHEN 'live' THEN 0 ELSE s.id END = ?
           JOIN ${EACH_COUNTED}
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
      `SELECT l.line_id AS lineId, x.direction, k.value AS class, count(*) AS count
       FROM crossing x JOIN session s ON s.id = x.session JOIN line_version v ON v.id = x.line_version
         JOIN line l ON l.id = v.line AND l.hidden_utc_us IS NULL JOIN ${EACH_COUNTED}
       WHERE s.session_id = ? AND x.utc_us >= ? AND x.utc_us < ? GROUP BY 1, 2, 3`,
    ),
    countRow,
    query.sessionId,
    query.fromUtcUs,
    to,
  );
}

/** Exact for any moment: whole bins from the totals, the rest row by row. */
export function readCounts(sql: Sql, query: CountsQuery, nowUtcUs: number): Counts {
  const range = { fromUtcUs: query.fromUtcUs, toUtcUs: query.toUtcUs ?? nowUtcUs };
  const answer = { cameraId: query.cameraId, ...range, cursor: readNewestCursor(sql) };
  const camera = storedCamera(sql, query.cameraId);
  if (camera === null) return { ...answer, runs: [], counts: [] };
  const scope = scopeOf(sql, query.sessionId);
  const to = query.toUtcUs ?? END_OF_TIME_US;
  const runs = runsOf(sql, { camera: camera.id, scope }, query, to);
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
  return { ...answer, runs, counts };
}

/** A live session that is named (no scope of its own) has one run. */
function runsOf(
  sql: Sql,
  { camera, scope }: { readonly camera: number; readonly scope: number | null },
  { fromUtcUs, sessionId }: Pick<CountsQuery, 'fromUtcUs' | 'sessionId'>,
  toUtcUs: number,
): RunView[] {
  if (scope !== null) return runsBetween(sql, { camera, scope }, fromUtcUs, toUtcUs);
  const run = sessionId === null ? null : runOfSession(sql, sessionId);
  return run === null ? [] : [run];
}

/** The bins in which a vehicle has crossed whose class may still change: a parked one leaves all others as they are. */
function provisionalStarts(sql: Sql, { scope, camera }: BinsOf, bins: BinRow): Set<number> {
  const found = rows(
    sql(
      `SELECT DISTINCT x.utc_us AS utcUs FROM crossing x JOIN session s ON s.id = x.session
       WHERE x.class_final IS NULL AND s.camera = ? AND CASE s.mode WHEN 'live' THEN 0 ELSE s.id END = ?
         AND x.utc_us >= ? AND x.utc_us < ?`,
    ),
    z.object({ utcUs: z.number() }),
    camera,
    scope,
    bins.from,
    binStart(bins.to - 1, bins.seconds) + bins.seconds * US_PER_SECOND,
  );
  return new Set(found.map(({ utcUs }) => binStart(utcUs, bins.seconds)));
}

/**
 * `watchedShare` counts degraded watching in, `degradedShare` is that part of it: someone looked, but not well. A bin
 * watched for longer than it lasts was lived twice, under a clock that was set back.
 */
export function readVolumes(sql: Sql, query: VolumesQuery): Volumes {
  const camera = storedCamera(sql, query.cameraId);
  const scope = scopeOf(sql, query.sessionId);
  if (camera === null || scope === null) return { cameraId: query.cameraId, runs: [], bins: [] };
  const bins = binRow(query.fromUtcUs, query.toUtcUs, query.binSeconds);
  const of = { scope, camera: camera.id };
  const cells = cellsByStart(sql, of, bins);
  const provisional = provisionalStarts(sql, of, bins);
  return {
    cameraId: query.cameraId,
    runs: runsBetween(sql, of, bins.from, bins.to),
    bins: emptyBins(sql, of, bins, provisional).map((bin) => ({ ...bin, cells: cells.get(bin.startUtcUs) ?? [] })),
  };
}

function cellsByStart(sql: Sql, { scope, camera }: BinsOf, bins: BinRow): Map<number, z.output<typeof countRow>[]> {
  const found = rows(
    sql(
      `SELECT r.start_utc_us - r.start_utc_us % :length AS start, shown.lineId, r.direction, r.class,
         sum(r.count) AS count
       FROM (SELECT v.id, l.id AS line, l.line_id AS lineId FROM line l JOIN line_version v ON v.line = l.id
             WHERE l.camera = :camera AND l.hidden_utc_us IS NULL) shown
         JOIN rollup r ON r.scope = :scope AND r.line_version = shown.id AND r.seconds = :kept
           AND r.start_utc_us >= :from AND r.start_utc_us < :to
       GROUP BY 1, shown.line, r.direction, r.class`,
    ),
    cellRow,
    { length: bins.seconds * US_PER_SECOND, camera, scope, kept: bins.kept, from: bins.from, to: bins.to },
  );
  const byStart = new Map<number, z.output<typeof countRow>[]>();
  for (const { start, ...cell } of found) {
    const cells = byStart.get(start);
    if (cells === undefined) byStart.set(start, [cell]);
    else cells.push(cell);
  }
  return byStart;
}
