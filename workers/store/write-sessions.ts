import type { CameraEvent, Checkpoint, Hole, Run, SessionEnd, SessionOpen } from '../../domain/contracts/facts.ts';
import { noteAbsence } from './absence.ts';
import { integer, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';
import { writeModel } from './write-models.ts';
import { finaliseSession } from './write-crossings.ts';
import { PLACED } from './write-context.ts';
import type { Stray, WriteContext } from './write-context.ts';
import { z } from 'zod';

function runNumber(sql: Sql, run: Run, model: number): number {
  sql(`INSERT INTO run (run_id, model, model_id, model_sha256, config_sha256, width, height, decoder, provider, software)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id) DO NOTHING`).run(
    run.runId,
    model,
    run.modelId,
    run.modelSha256,
    run.configSha256,
    run.width,
    run.height,
    run.decoder,
    run.provider,
    run.software,
  );
  const id = integer(sql('SELECT id FROM run WHERE run_id = ?'), run.runId);
  if (id === null) throw new Error('a run that was just stored is not there; run: npm run site -- check');
  return id;
}

/** What was on its way when a replay was cancelled does not bring it back. */
const JOB_GOES_ON = `NOT EXISTS (SELECT 1 FROM job WHERE job.job_id = session.job_id
  AND job.status NOT IN ('waiting', 'running'))`;

/** Opening again is no news, except for a replay that was cut short: it goes on in its session. */
export function writeSessionOpen(context: WriteContext, fact: SessionOpen): Stray {
  const { sql } = context;
  const camera = context.camera(fact.cameraId);
  if (camera === null) return { stray: 'no such camera' };
  const known = context.session(fact.sessionId);
  if (known !== null) {
    if (known.camera !== camera || known.mode !== fact.mode) return { stray: 'the session belongs to something else' };
    if (known.mode === 'replay') {
      sql(`UPDATE session SET ended_by = NULL, ended_reason = NULL
           WHERE id = ? AND ended_by = 'store' AND ${JOB_GOES_ON}`).run(known.id);
    }
    return PLACED;
  }
  const run = runNumber(sql, fact.run, writeModel(context, fact));
  if (fact.mode === 'live') {
    closeAbandonedSessions(context, camera, 'process-restart');
    noteAbsence(context, camera, fact);
  }
  sql(`INSERT INTO session (session_id, camera, mode, job_id, run, width, height, anchor_utc_us, anchor_media_us,
         anchor_quality, camera_revision, opened_utc_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
    fact.sessionId,
    camera,
    fact.mode,
    fact.jobId,
    run,
    fact.width,
    fact.height,
    fact.anchorUtcUs,
    fact.anchorMediaUs,
    fact.anchorQuality,
    fact.cameraRevision ?? null,
    context.nowUtcUs(),
  );
  return PLACED;
}

/** The camera's own word on an end outranks the store's guess that the session was abandoned. */
export function writeSessionEnd(context: WriteContext, fact: SessionEnd): Stray {
  const known = context.session(fact.sessionId);
  if (known === null) return { stray: 'no such session' };
  const changed = context
    .sql(
      `UPDATE session SET ended_by = 'camera', ended_reason = ?, last_media_us = ?, last_utc_us = ?, frames = ?,
         drops = ?, watermark_media_us = max(coalesce(watermark_media_us, anchor_media_us), ?),
         watermark_utc_us = max(coalesce(watermark_utc_us, anchor_utc_us), ?)
       WHERE id = ? AND (ended_by IS NULL OR ended_by = 'store')`,
    )
    .run(
      fact.reason,
      fact.lastMediaUs,
      fact.lastUtcUs,
      fact.frames,
      JSON.stringify(fact.drops),
      fact.lastMediaUs,
      fact.lastUtcUs,
      known.id,
    );
  if (changed.changes > 0) {
    finaliseSession(context, known.id);
    context.sql('DELETE FROM checkpoint WHERE session = ?').run(known.id);
  }
  return PLACED;
}

/** A camera process that was killed never says goodbye: its live sessions end when the camera opens the next one. */
export function closeAbandonedSessions(context: WriteContext, camera: number, reason: string): number {
  const open = rows(
    context.sql(`SELECT id FROM session WHERE camera = ? AND mode = 'live' AND ended_by IS NULL`),
    z.object({ id: z.number() }),
    camera,
  );
  for (const session of open) closeSession(context, session.id, reason);
  return open.length;
}

/**
 * What a camera process knows nothing of was left by one that died. Until it ends, classes in it may change and nothing
 * after it is final; waiting for the camera's next session would take as long as the camera is away.
 */
export function closeUnnamedSessions(
  context: WriteContext,
  isMine: (cameraId: string) => boolean,
  named: ReadonlySet<string>,
): void {
  const open = rows(
    context.sql(
      `SELECT s.id, s.session_id AS sessionId, c.camera_id AS cameraId FROM session s JOIN camera c ON c.id = s.camera
       WHERE s.mode = 'live' AND s.ended_by IS NULL`,
    ),
    z.object({ id: z.number(), sessionId: z.string(), cameraId: z.string() }),
  );
  for (const { id, sessionId, cameraId } of open)
    if (isMine(cameraId) && !named.has(sessionId)) closeSession(context, id, 'process-restart');
}

/** Ends a session on the store's word: provisional classes become final as they stand. */
export function closeSession(context: WriteContext, session: number, reason: string): void {
  context
    .sql(
      `UPDATE session SET ended_by = 'store', ended_reason = ?, last_media_us = watermark_media_us,
         last_utc_us = coalesce(watermark_utc_us, anchor_utc_us)
       WHERE id = ? AND ended_by IS NULL`,
    )
    .run(reason, session);
  finaliseSession(context, session);
}

/** Only the newest checkpoint of a session that still runs is worth keeping. */
export function writeCheckpoint(context: WriteContext, fact: Checkpoint): Stray {
  const known = context.session(fact.sessionId);
  if (known === null) return { stray: 'no such session' };
  context
    .sql(
      `INSERT INTO checkpoint (session, job_id, frame_id, media_us, frame_sha256, state)
       SELECT id, ?, ?, ?, ?, ? FROM session WHERE id = ? AND ended_by IS NOT 'camera' AND ${JOB_GOES_ON}
       ON CONFLICT (session) DO UPDATE SET job_id = excluded.job_id, frame_id = excluded.frame_id,
         media_us = excluded.media_us, frame_sha256 = excluded.frame_sha256, state = excluded.state
       WHERE excluded.frame_id > checkpoint.frame_id`,
    )
    .run(fact.jobId, fact.frameId, fact.mediaUs, fact.frameSha256, fact.state, known.id);
  return PLACED;
}

/** A hole that is still growing is told again and again from the same start; its latest end counts. */
export function writeHole(context: WriteContext, fact: Hole): Stray {
  const camera = context.camera(fact.cameraId);
  if (camera === null) return { stray: 'no such camera' };
  if (fact.toUtcUs < fact.fromUtcUs) return { stray: 'the hole ends before it begins' };
  context
    .sql(
      `INSERT INTO hole (camera, from_utc_us, cause, to_utc_us) VALUES (?, ?, ?, ?)
       ON CONFLICT (camera, from_utc_us, cause) DO UPDATE SET to_utc_us = max(to_utc_us, excluded.to_utc_us)`,
    )
    .run(camera, fact.fromUtcUs, fact.cause, fact.toUtcUs);
  return PLACED;
}

export function writeCameraEvent(context: WriteContext, fact: CameraEvent): Stray {
  const camera = context.camera(fact.cameraId);
  if (camera === null) return { stray: 'no such camera' };
  context
    .sql(
      `INSERT INTO camera_event (camera, utc_us, state, reason, detail) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (camera, utc_us, state) DO NOTHING`,
    )
    .run(camera, fact.utcUs, fact.state, fact.reason, fact.detail);
  return PLACED;
}
