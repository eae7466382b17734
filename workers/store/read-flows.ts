import { z } from 'zod';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import type { Flows } from '../../domain/contracts/site-map.ts';
import { BIN_SECONDS, binStart } from '../../domain/traffic/bins.ts';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export interface FlowsQuery {
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
}

const [MINUTE] = BIN_SECONDS;
const lineRow = z.object({ cameraId: z.string(), lineId: z.string(), in: z.number(), out: z.number() });
const watchedRow = z.object({ cameraId: z.string(), watchedUs: z.number() });

/** What passed all lines in whole minutes, live: one read for the whole site, however many cameras it has. */
export function readFlows(sql: Sql, query: FlowsQuery): Flows {
  const [fromUtcUs, toUtcUs] = [binStart(query.fromUtcUs, MINUTE), binStart(query.toUtcUs, MINUTE)];
  const length = Math.max(MINUTE * US_PER_SECOND, toUtcUs - fromUtcUs);
  const watched = watchedByCamera(sql, fromUtcUs, toUtcUs);
  const byCamera = new Map<string, Flows['cameras'][number]['lines']>();
  for (const { cameraId, ...line } of linesOf(sql, fromUtcUs, toUtcUs)) {
    byCamera.set(cameraId, [...(byCamera.get(cameraId) ?? []), line]);
  }
  const cameras = [...byCamera].map(([cameraId, lines]) => ({
    cameraId,
    watchedShare: Math.min(1, (watched.get(cameraId) ?? 0) / length),
    lines,
  }));
  return { fromUtcUs, toUtcUs, cameras };
}

function linesOf(sql: Sql, from: number, to: number): z.output<typeof lineRow>[] {
  return rows(
    sql(
      `SELECT c.camera_id AS cameraId, l.line_id AS lineId,
         coalesce(sum(r.count) FILTER (WHERE r.direction = 'in'), 0) AS "in",
         coalesce(sum(r.count) FILTER (WHERE r.direction = 'out'), 0) AS "out"
       FROM line l JOIN camera c ON c.id = l.camera JOIN line_version v ON v.line = l.id
         LEFT JOIN rollup r ON r.scope = 0 AND r.line_version = v.id AND r.seconds = ?
           AND r.start_utc_us >= ? AND r.start_utc_us < ?
       WHERE l.hidden_utc_us IS NULL AND c.hidden_utc_us IS NULL
       GROUP BY l.id ORDER BY l.id`,
    ),
    lineRow,
    MINUTE,
    from,
    to,
  );
}

function watchedByCamera(sql: Sql, from: number, to: number): ReadonlyMap<string, number> {
  const found = rows(
    sql(
      `SELECT c.camera_id AS cameraId, sum(b.watched_us + b.degraded_us) AS watchedUs
       FROM camera c JOIN coverage_bin b ON b.scope = 0 AND b.camera = c.id AND b.seconds = ?
         AND b.start_utc_us >= ? AND b.start_utc_us < ?
       WHERE c.hidden_utc_us IS NULL GROUP BY c.id`,
    ),
    watchedRow,
    MINUTE,
    from,
    to,
  );
  return new Map(found.map(({ cameraId, watchedUs }) => [cameraId, watchedUs]));
}
