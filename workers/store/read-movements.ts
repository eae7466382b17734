import { z } from 'zod';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import { movementTrackSchema } from '../../domain/contracts/traffic-api.ts';
import type { MovementCounts, MovementTrack, MovementVolumes } from '../../domain/contracts/traffic-api.ts';
import { binStart, cutIntoBins } from '../../domain/traffic/bins.ts';
import { currentMovements, storedCamera } from './camera-rows.ts';
import { binRow, emptyBins, scopeOf } from './read-bins.ts';
import type { BinRow, BinsOf } from './read-bins.ts';
import { row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export interface MovementsQuery {
  readonly cameraId: string;
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
  /** Null: live sessions only. */
  readonly sessionId: string | null;
}
export interface MovementVolumesQuery extends MovementsQuery {
  readonly binSeconds: number;
}
/** Newest first; the next page goes on with the cursor of the last row. */
export interface MovementTracksQuery extends MovementsQuery {
  /** Null: the tracks that fit none. */
  readonly movementId: string | null;
  readonly class: string | null;
  readonly before: string | null;
  readonly limit: number;
}

const MINUTE_US = 60 * US_PER_SECOND;
const countRow = z.object({ movementId: z.string().nullable(), class: z.string(), count: z.number() });
const cellRow = countRow.extend({ start: z.number() });

/**
 * Versions of shown movements that lead where the movement leads now: what an older version counted between other gates
 * is no part of it. A redrawn line is still the same gate.
 */
const shownVersions = `SELECT v.id, m.movement_id AS movementId FROM movement m
    JOIN movement_version v ON v.movement = m.id
    JOIN movement_version n ON n.movement = m.id
      AND n.version = (SELECT max(version) FROM movement_version WHERE movement = m.id)
  WHERE m.camera = :camera AND m.hidden_utc_us IS NULL
    AND json_extract(v.drawing, '$.entry') = json_extract(n.drawing, '$.entry')
    AND json_extract(v.drawing, '$.exit') = json_extract(n.drawing, '$.exit')
  UNION ALL SELECT 0, NULL`;

/** Movements and tracks that fit none over whole minutes, with how much of that time was watched. */
export function readMovementCounts(sql: Sql, query: MovementsQuery): MovementCounts {
  const fromUtcUs = binStart(query.fromUtcUs, 60);
  const toUtcUs = binStart(query.toUtcUs + MINUTE_US - 1, 60);
  const camera = storedCamera(sql, query.cameraId);
  const scope = scopeOf(sql, query.sessionId);
  const found =
    camera === null || scope === null ? [] : countAll(sql, { scope, camera: camera.id }, fromUtcUs, toUtcUs);
  const counts = (movementId: string | null) =>
    found.filter((cell) => cell.movementId === movementId).map((cell) => ({ class: cell.class, count: cell.count }));
  const driving = found.filter((cell) => cell.class !== 'pedestrian');
  const all = sum(driving);
  return {
    cameraId: query.cameraId,
    fromUtcUs,
    toUtcUs,
    coverage:
      camera === null || scope === null
        ? { watchedShare: 0, degradedShare: 0 }
        : coverageOver(sql, { scope, camera: camera.id }, fromUtcUs, toUtcUs),
    movements: (camera === null ? [] : currentMovements(sql, camera.id)).map(({ movementId, name, entry, exit }) => ({
      ...{ movementId, name, entry, exit },
      sinceUtcUs: countedSince(sql, movementId),
      counts: counts(movementId),
    })),
    unmatched: {
      counts: counts(null),
      share: all === 0 ? null : sum(driving.filter((cell) => cell.movementId === null)) / all,
    },
  };
}

function sum(cells: readonly { readonly count: number }[]): number {
  return cells.reduce((total, cell) => total + cell.count, 0);
}

/** When the pair that a movement leads between now was first defined. */
function countedSince(sql: Sql, movementId: string): number {
  const found = row(
    sql(
      `SELECT min(v.utc_us) AS utcUs FROM movement m JOIN movement_version v ON v.movement = m.id
         JOIN movement_version n ON n.movement = m.id
           AND n.version = (SELECT max(version) FROM movement_version WHERE movement = m.id)
       WHERE m.movement_id = ? AND json_extract(v.drawing, '$.entry') = json_extract(n.drawing, '$.entry')
         AND json_extract(v.drawing, '$.exit') = json_extract(n.drawing, '$.exit')`,
    ),
    z.object({ utcUs: z.number().nullable() }),
    movementId,
  );
  return found?.utcUs ?? 0;
}

function countAll(sql: Sql, { scope, camera }: BinsOf, from: number, to: number): z.output<typeof countRow>[] {
  const total = new Map<string, z.output<typeof countRow>>();
  for (const segment of cutIntoBins(from, to)) {
    const part = rows(
      sql(
        `SELECT shown.movementId, r.class, sum(r.count) AS count FROM movement_rollup r
           JOIN (${shownVersions}) shown ON shown.id = r.movement_version
         WHERE r.scope = :scope AND r.camera = :camera AND r.seconds = :seconds
           AND r.start_utc_us >= :from AND r.start_utc_us < :to GROUP BY 1, 2`,
      ),
      countRow,
      { scope, camera, seconds: segment.seconds, from: segment.from, to: segment.to },
    );
    for (const cell of part) {
      const key = `${cell.movementId} ${cell.class}`;
      total.set(key, { ...cell, count: cell.count + (total.get(key)?.count ?? 0) });
    }
  }
  return [...total.values()];
}

function coverageOver(sql: Sql, { scope, camera }: BinsOf, from: number, to: number): MovementCounts['coverage'] {
  let watchedUs = 0;
  let degradedUs = 0;
  for (const segment of cutIntoBins(from, to)) {
    const part = row(
      sql(
        `SELECT coalesce(sum(watched_us), 0) AS watchedUs, coalesce(sum(degraded_us), 0) AS degradedUs
         FROM coverage_bin WHERE scope = ? AND camera = ? AND seconds = ? AND start_utc_us >= ? AND start_utc_us < ?`,
      ),
      z.object({ watchedUs: z.number(), degradedUs: z.number() }),
      scope,
      camera,
      segment.seconds,
      segment.from,
      segment.to,
    );
    watchedUs += part?.watchedUs ?? 0;
    degradedUs += part?.degradedUs ?? 0;
  }
  const length = Math.max(1, to - from);
  return {
    watchedShare: Math.min(1, (watchedUs + degradedUs) / length),
    degradedShare: Math.min(1, degradedUs / length),
  };
}

/** Movements stand in the bin in which they began. */
export function readMovementVolumes(sql: Sql, query: MovementVolumesQuery): MovementVolumes {
  const camera = storedCamera(sql, query.cameraId);
  const scope = scopeOf(sql, query.sessionId);
  if (camera === null || scope === null) return { cameraId: query.cameraId, bins: [] };
  const bins = binRow(query.fromUtcUs, query.toUtcUs, query.binSeconds);
  const of = { scope, camera: camera.id };
  const byStart = new Map<number, z.output<typeof countRow>[]>();
  for (const { start, ...cell } of cellsOf(sql, of, bins)) {
    const cells = byStart.get(start) ?? [];
    cells.push(cell);
    byStart.set(start, cells);
  }
  return {
    cameraId: query.cameraId,
    bins: emptyBins(sql, of, bins, undecidedStarts(sql, of, bins)).map((bin) => ({
      ...bin,
      cells: byStart.get(bin.startUtcUs) ?? [],
    })),
  };
}

function cellsOf(sql: Sql, { scope, camera }: BinsOf, bins: BinRow): z.output<typeof cellRow>[] {
  return rows(
    sql(
      `SELECT r.start_utc_us - r.start_utc_us % :length AS start, shown.movementId, r.class, sum(r.count) AS count
       FROM movement_rollup r JOIN (${shownVersions}) shown ON shown.id = r.movement_version
       WHERE r.scope = :scope AND r.camera = :camera AND r.seconds = :kept
         AND r.start_utc_us >= :from AND r.start_utc_us < :to GROUP BY 1, 2, 3`,
    ),
    cellRow,
    {
      ...{ length: bins.seconds * US_PER_SECOND, scope, camera, kept: bins.kept },
      ...{ from: bins.from, to: bins.to },
    },
  );
}

/** The bins in which somebody passed a gate whose way is not known to its end. */
function undecidedStarts(sql: Sql, { scope, camera }: BinsOf, bins: BinRow): Set<number> {
  const found = rows(
    sql(
      `SELECT DISTINCT f.utcUs FROM (
         SELECT session, utc_us AS utcUs FROM crossing WHERE class_final IS NULL
         UNION ALL SELECT session, exit_utc_us FROM zone_visit WHERE class_final IS NULL) f
         JOIN session s ON s.id = f.session
       WHERE s.camera = ? AND CASE s.mode WHEN 'live' THEN 0 ELSE s.id END = ? AND f.utcUs >= ? AND f.utcUs < ?`,
    ),
    z.object({ utcUs: z.number() }),
    camera,
    scope,
    bins.from,
    binStart(bins.to - 1, bins.seconds) + bins.seconds * US_PER_SECOND,
  );
  return new Set(found.map(({ utcUs }) => binStart(utcUs, bins.seconds)));
}

const MOST_ROWS = 1000;
const trackRow = movementTrackSchema.omit({ cursor: true }).extend({ id: z.number() });

/** The tracks behind a number. */
export function readMovementTracks(sql: Sql, query: MovementTracksQuery): MovementTrack[] {
  const camera = storedCamera(sql, query.cameraId);
  const scope = scopeOf(sql, query.sessionId);
  if (camera === null || scope === null) return [];
  const [beforeUtcUs = Number.MAX_SAFE_INTEGER, beforeId = 0] = (query.before ?? '').split('-').flatMap(wholeNumber);
  const found = rows(
    sql(
      `SELECT t.id, s.session_id AS sessionId, t.track, shown.movementId, v.version_id AS movementVersionId, t.reason,
         t.class, t.utc_us AS utcUs, t.entry_media_us AS entryMediaUs, t.exit_media_us AS exitMediaUs, s.mode
       FROM track_movement t JOIN session s ON s.id = t.session
         JOIN (${shownVersions}) shown ON shown.id = coalesce(t.movement_version, 0)
         LEFT JOIN movement_version v ON v.id = t.movement_version
       WHERE t.camera = :camera AND t.utc_us >= :from AND t.utc_us < :to
         AND CASE s.mode WHEN 'live' THEN 0 ELSE s.id END = :scope
         AND shown.movementId IS :movement AND (:class IS NULL OR t.class = :class)
         AND (t.utc_us, t.id) < (:beforeUtcUs, :beforeId)
       ORDER BY t.utc_us DESC, t.id DESC LIMIT :limit`,
    ),
    trackRow,
    {
      ...{ camera: camera.id, scope, from: query.fromUtcUs, to: query.toUtcUs },
      ...{ movement: query.movementId, class: query.class, beforeUtcUs, beforeId },
      limit: Math.min(query.limit, MOST_ROWS),
    },
  );
  return found.map(({ id, ...track }) => ({ cursor: `${track.utcUs}-${id}`, ...track }));
}

function wholeNumber(text: string): number[] {
  return /^\d+$/.test(text) ? [Number(text)] : [];
}
