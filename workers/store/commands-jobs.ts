import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { StoreParams, StoreResult } from '../../domain/contracts/store-commands.ts';
import { recordAudit, visibleCamera } from './command-context.ts';
import type { CommandContext } from './command-context.ts';
import { row, rows } from './sqlite.ts';
import { closeSession } from './write-sessions.ts';

const OPEN = ['waiting', 'running'];

export function createJob(
  context: CommandContext,
  params: StoreParams<'job.create'>,
): Result<StoreResult<'job.create'>> {
  const camera = visibleCamera(context, params.cameraId);
  if (!camera.ok) return camera;
  const jobId = randomUUID();
  context
    .sql(
      `INSERT INTO job (job_id, camera, path, pace, start_utc_us, status, reason, actor, created_utc_us)
       VALUES (?, ?, ?, ?, ?, 'waiting', '', ?, ?)`,
    )
    .run(jobId, camera.value.id, params.path, params.pace, params.startUtcUs, params.actor, context.nowUtcUs());
  recordAudit(context, params.actor, 'job.create', jobId, `${params.cameraId} ${params.path}`);
  context.changed('jobs');
  return ok({ jobId });
}

export const CAMERA_DELETED = 'the camera was deleted';

/** The replay of this recording for this camera, made if there is none; one that only went with its camera does not count. */
export function createJobOnce(
  context: CommandContext,
  params: StoreParams<'job.once'>,
): Result<StoreResult<'job.once'>> {
  const known = row(
    context.sql(
      `SELECT j.job_id AS jobId FROM job j JOIN camera c ON c.id = j.camera
       WHERE c.camera_id = ? AND c.hidden_utc_us IS NULL AND j.path = ? AND j.reason <> ? ORDER BY j.id LIMIT 1`,
    ),
    z.object({ jobId: z.string() }),
    params.cameraId,
    params.path,
    CAMERA_DELETED,
  );
  return known === null ? createJob(context, params) : ok(known);
}

function jobStatus(context: CommandContext, jobId: string): Result<string> {
  const found = row(context.sql('SELECT status FROM job WHERE job_id = ?'), z.object({ status: z.string() }), jobId);
  if (found === null) return fail('job-unknown', 'there is no such replay', 'load the list of replays again');
  return ok(found.status);
}

/** Ends a job for good: its session is over and its checkpoint is of no more use. */
function endJob(context: CommandContext, jobId: string, reason: string): void {
  const sessions = rows(context.sql('SELECT id FROM session WHERE job_id = ?'), z.object({ id: z.number() }), jobId);
  for (const session of sessions) {
    closeSession(context, session.id, reason);
    context.sql('DELETE FROM checkpoint WHERE session = ?').run(session.id);
  }
}

function setStatus(context: CommandContext, jobId: string, status: string, reason: string): void {
  context.sql('UPDATE job SET status = ?, reason = ? WHERE job_id = ?').run(status, reason, jobId);
  context.changed('jobs');
}

/** A camera that goes takes its replays along. */
export function cancelJobsOf(context: CommandContext, camera: number): void {
  const open = rows(
    context.sql(`SELECT job_id AS jobId FROM job WHERE camera = ? AND status IN ('waiting', 'running')`),
    z.object({ jobId: z.string() }),
    camera,
  );
  for (const { jobId } of open) {
    setStatus(context, jobId, 'cancelled', CAMERA_DELETED);
    endJob(context, jobId, 'camera-deleted');
  }
}

export function cancelJob(
  context: CommandContext,
  { actor, jobId }: StoreParams<'job.cancel'>,
): Result<StoreResult<'job.cancel'>> {
  const status = jobStatus(context, jobId);
  if (!status.ok) return status;
  if (!OPEN.includes(status.value)) {
    return fail('job-over', `the replay is ${status.value} already`, 'there is nothing left to cancel');
  }
  setStatus(context, jobId, 'cancelled', `cancelled by ${actor}`);
  endJob(context, jobId, 'job-cancelled');
  recordAudit(context, actor, 'job.cancel', jobId);
  return ok({});
}

/** Told by the camera process. A job that is over stays as it is, whatever is told later. */
export function reportJob(
  context: CommandContext,
  { jobId, status: told, reason }: StoreParams<'job.status'>,
): Result<StoreResult<'job.status'>> {
  const status = jobStatus(context, jobId);
  if (!status.ok) return status;
  if (status.value === told && told !== 'running') return ok({});
  if (!OPEN.includes(status.value)) {
    return fail('job-over', `the replay is ${status.value} already`, 'stop working on it');
  }
  setStatus(context, jobId, told, reason);
  if (told !== 'running') endJob(context, jobId, `job-${told}`);
  return ok({});
}
