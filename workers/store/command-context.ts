import { createHash } from 'node:crypto';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { cameraWithDrawings, storedCamera } from './camera-rows.ts';
import type { StoredCamera } from './camera-rows.ts';
import type { WriteContext } from './write-context.ts';

/** What changed for those who watch the configuration. */
export type Changed = 'cameras' | 'jobs' | 'users' | 'incidents';

export interface CommandContext extends WriteContext {
  readonly key: Uint8Array;
  /** Told after the change is on disk, and only then. */
  readonly changed: (what: Changed) => void;
}

/** Every change leaves a row that says who made it. */
export function recordAudit(context: WriteContext, actor: string, action: string, subject: string, detail = ''): void {
  context
    .sql('INSERT INTO audit (utc_us, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)')
    .run(context.nowUtcUs(), actor, action, subject, detail);
}

export function visibleCamera(context: WriteContext, cameraId: string): Result<StoredCamera> {
  const found = storedCamera(context.sql, cameraId);
  if (found === null || found.hidden) {
    return fail('camera-unknown', `there is no camera ${cameraId}`, 'choose a camera from the list');
  }
  return ok(found);
}

/** Gives a camera its next revision and keeps the whole configuration of it, without the credential. */
export function reviseCamera(context: WriteContext, cameraId: string, actor: string): number {
  const { sql } = context;
  sql('UPDATE camera SET revision = revision + 1 WHERE camera_id = ?').run(cameraId);
  const stored = storedCamera(sql, cameraId);
  if (stored === null) throw new Error(`camera ${cameraId} vanished while it was changed`);
  const config = JSON.stringify(cameraWithDrawings(sql, stored));
  sql(
    `INSERT INTO camera_revision (camera, revision, config, config_sha256, actor, utc_us) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(
    stored.id,
    stored.revision,
    config,
    createHash('sha256').update(config).digest('hex'),
    actor,
    context.nowUtcUs(),
  );
  return stored.revision;
}
