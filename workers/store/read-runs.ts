import { runViewSchema } from '../../domain/contracts/changes.ts';
import type { RunView } from '../../domain/contracts/changes.ts';
import { row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

const columns = `r.run_id AS runId, r.model_id AS modelId, r.model_sha256 AS modelSha256, r.config_sha256 AS configSha256,
  r.software, r.decoder, r.provider, r.width, r.height`;

export function readRun(sql: Sql, runId: string): RunView | null {
  return row(sql(`SELECT ${columns} FROM run r WHERE r.run_id = ?`), runViewSchema, runId);
}

export function runOfSession(sql: Sql, sessionId: string): RunView | null {
  return row(
    sql(`SELECT ${columns} FROM session s JOIN run r ON r.id = s.run WHERE s.session_id = ?`),
    runViewSchema,
    sessionId,
  );
}

/** What a camera was counted with in a stretch of time, newest first. `scope` 0: its live sessions. */
export function runsBetween(
  sql: Sql,
  of: { readonly camera: number; readonly scope: number },
  fromUtcUs: number,
  toUtcUs: number,
): RunView[] {
  return rows(
    sql(
      `SELECT ${columns} FROM run r WHERE r.id IN (
         SELECT s.run FROM session s WHERE s.camera = :camera AND CASE :scope WHEN 0 THEN s.mode = 'live' ELSE s.id = :scope END
           AND s.anchor_utc_us < :to
           AND (s.ended_by IS NULL OR coalesce(s.last_utc_us, s.watermark_utc_us, s.anchor_utc_us) >= :from))
       ORDER BY r.id DESC LIMIT 100`,
    ),
    runViewSchema,
    { camera: of.camera, scope: of.scope, from: fromUtcUs, to: toUtcUs },
  );
}
