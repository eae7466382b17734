import { z } from 'zod';
import { replayJobSchema } from '../../domain/contracts/messages.ts';
import type { ReplayJob } from '../../domain/contracts/messages.ts';
import { newestWalk } from './read-replay-files.ts';
import { row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

const jobRow = replayJobSchema.pick({
  jobId: true,
  cameraId: true,
  path: true,
  pace: true,
  startUtcUs: true,
  status: true,
  reason: true,
});
const sessionRow = z.object({
  id: z.number(),
  sessionId: z.string(),
  utcUs: z.number(),
  mediaUs: z.number(),
  quality: z.string(),
  sessionEnd: z.string().nullable(),
  /** Null where it does not say how large its pictures were: nobody could go on with it. */
  run: z.string().nullable(),
});
const checkpointRow = z.object({
  frameId: z.number(),
  mediaUs: z.number(),
  frameSha256: z.string(),
  state: z.string(),
});
/** Replays that still have to run, with all that is needed to go on with each. */
export function openJobs(sql: Sql): ReplayJob[] {
  const open = rows(
    sql(
      `SELECT j.job_id AS jobId, c.camera_id AS cameraId, j.path, j.pace, j.start_utc_us AS startUtcUs, j.status, j.reason
       FROM job j JOIN camera c ON c.id = j.camera
       WHERE j.status IN ('waiting', 'running') AND c.hidden_utc_us IS NULL ORDER BY j.id`,
    ),
    jobRow,
  );
  return open.map((job) =>
    replayJobSchema.parse({ ...job, ...newestSession(sql, job.jobId), folder: newestWalk(sql, job.jobId) }),
  );
}

const NO_SESSION = { sessionId: null, anchor: null, run: null, sessionEnd: null, checkpoint: null };

function newestSession(sql: Sql, jobId: string): object {
  const found = row(
    sql(
      `SELECT s.id, s.session_id AS sessionId, s.anchor_utc_us AS utcUs, s.anchor_media_us AS mediaUs,
         s.anchor_quality AS quality, CASE s.ended_by WHEN 'camera' THEN s.ended_reason END AS sessionEnd,
         CASE WHEN r.width IS NOT NULL THEN json_object('runId', r.run_id, 'modelId', r.model_id,
           'modelSha256', r.model_sha256, 'configSha256', r.config_sha256, 'width', r.width, 'height', r.height, 'decoder', r.decoder, 'provider', r.provider, 'software', r.software) END AS run
       FROM session s JOIN run r ON r.id = s.run WHERE s.job_id = ? ORDER BY s.id DESC LIMIT 1`,
    ),
    sessionRow,
    jobId,
  );
  if (found === null) return NO_SESSION;
  const { id, sessionId, utcUs, mediaUs, quality, sessionEnd } = found;
  const run: unknown = found.run === null ? null : JSON.parse(found.run);
  const checkpoint = checkpointOf(sql, id, { sessionId, jobId });
  return { sessionId, anchor: { utcUs, mediaUs, quality }, run, sessionEnd, checkpoint };
}

function checkpointOf(sql: Sql, session: number, names: { sessionId: string; jobId: string }): object | null {
  const found = row(
    sql(
      `SELECT frame_id AS frameId, media_us AS mediaUs, frame_sha256 AS frameSha256, state
       FROM checkpoint WHERE session = ?`,
    ),
    checkpointRow,
    session,
  );
  return found === null ? null : { kind: 'checkpoint', ...names, ...found };
}
