import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { cameraDraftSchema } from '../../domain/contracts/camera-config.ts';
import type { CameraChange, CameraDraft } from '../../domain/contracts/camera-config.ts';
import type { Credential } from '../../domain/contracts/source.ts';
import type { StoreParams, StoreResult } from '../../domain/contracts/store-commands.ts';
import type { storeCommands } from '../../domain/contracts/store-commands.ts';
import type { z } from 'zod';
import { secretsApart } from './camera-addresses.ts';
import { storedCamera } from './camera-rows.ts';
import { recordAudit, reviseCamera, visibleCamera } from './command-context.ts';
import type { CommandContext } from './command-context.ts';
import { endCalibration } from './commands-calibration.ts';
import { cancelJobsOf } from './commands-jobs.ts';
import { sealCredential } from './secrets.ts';
import { closeAbandonedSessions } from './write-sessions.ts';

type Params<M extends keyof typeof storeCommands> = z.output<(typeof storeCommands)[M]['params']>;

/** A password in an address would be stored, shown and logged in the clear. */
function passwordInUrl(draft: CameraDraft): boolean {
  if (!('url' in draft.source)) return false;
  return [draft.source.url, ...draft.source.backupUrls].some((url) => /^[a-z0-9+.-]+:\/\/[^/?#]*@/i.test(url));
}

function timeZoneKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function checkDraft(draft: CameraDraft): Result<null> {
  if (passwordInUrl(draft)) {
    return fail(
      'password-in-url',
      'the address of the camera contains a user name or password',
      'take it out of the address and enter it as the credential: there it is stored encrypted',
    );
  }
  if (!timeZoneKnown(draft.timeZone)) {
    return fail('time-zone-unknown', `there is no time zone ${draft.timeZone}`, 'use a name such as Europe/Berlin');
  }
  return ok(null);
}

function sealed(context: CommandContext, id: string, credential: Credential | null): Buffer | null {
  return credential === null ? null : sealCredential(context.key, id, credential);
}

function draftText(draft: CameraDraft): string {
  return JSON.stringify({ ...draft, credential: null });
}

/** A camera that was deleted comes back under its name with its history, but without its old lines and zones. */
export function createCamera(
  context: CommandContext,
  { actor, camera }: Params<'camera.create'>,
): Result<StoreResult<'camera.create'>> {
  const checked = checkDraft(camera);
  if (!checked.ok) return checked;
  const known = storedCamera(context.sql, camera.id);
  if (known !== null && !known.hidden) {
    return fail('camera-exists', `there is a camera ${camera.id} already`, 'choose another name');
  }
  const apart = secretsApart(context.key, camera, null);
  if (!apart.ok) return apart;
  const { draft, addresses } = apart.value;
  context
    .sql(
      `INSERT INTO camera (camera_id, revision, draft, credential, addresses, created_utc_us) VALUES (?, 0, ?, ?, ?, ?)
       ON CONFLICT (camera_id) DO UPDATE SET draft = excluded.draft, credential = excluded.credential,
         addresses = excluded.addresses, hidden_utc_us = NULL`,
    )
    .run(camera.id, draftText(draft), sealed(context, camera.id, camera.credential), addresses, context.nowUtcUs());
  const revision = reviseCamera(context, camera.id, actor);
  recordAudit(context, actor, 'camera.create', camera.id, camera.name);
  context.changed('cameras');
  return ok({ revision });
}

/** How things are measured and judged is set apart from the rest: whoever does not name it leaves it as it is. */
function keepMeasuring(analysis: NonNullable<CameraChange['analysis']>, before: CameraDraft): object {
  const { speed, density, queue, journey, incidents } = before.analysis;
  return { speed, density, queue, journey, incidents, ...analysis };
}

/** What the change does not name stays as it is, the credential above all. */
export function updateCamera(
  context: CommandContext,
  { actor, id, change }: Params<'camera.update'>,
): Result<StoreResult<'camera.update'>> {
  const found = visibleCamera(context, id);
  if (!found.ok) return found;
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const draft = cameraDraftSchema.parse({
    ...found.value.draft,
    ...Object.fromEntries(given),
    ...(change.analysis === undefined ? {} : { analysis: keepMeasuring(change.analysis, found.value.draft) }),
    id,
  });
  const checked = checkDraft(draft);
  if (!checked.ok) return checked;
  const apart = secretsApart(context.key, draft, found.value);
  if (!apart.ok) return apart;
  const credential = change.credential === undefined ? found.value.credential : sealed(context, id, change.credential);
  context
    .sql('UPDATE camera SET draft = ?, credential = ?, addresses = ? WHERE id = ?')
    .run(draftText(apart.value.draft), credential, apart.value.addresses, found.value.id);
  const revision = reviseCamera(context, id, actor);
  recordAudit(context, actor, 'camera.update', id, given.map(([name]) => name).join(', '));
  context.changed('cameras');
  return ok({ revision });
}

/** Hides the camera and everything drawn on it, and ends what runs; what was counted stays. */
export function deleteCamera(
  context: CommandContext,
  { actor, id }: StoreParams<'camera.delete'>,
): Result<StoreResult<'camera.delete'>> {
  const found = visibleCamera(context, id);
  if (!found.ok) return found;
  const camera = found.value.id;
  const now = context.nowUtcUs();
  const { sql } = context;
  sql('UPDATE camera SET hidden_utc_us = ?, credential = NULL, addresses = NULL WHERE id = ?').run(now, camera);
  sql('UPDATE line SET hidden_utc_us = ? WHERE camera = ? AND hidden_utc_us IS NULL').run(now, camera);
  sql('UPDATE zone SET hidden_utc_us = ? WHERE camera = ? AND hidden_utc_us IS NULL').run(now, camera);
  sql('UPDATE stream_key SET revoked_utc_us = ? WHERE camera = ? AND revoked_utc_us IS NULL').run(now, camera);
  endCalibration(context, camera, actor, 'camera deleted');
  cancelJobsOf(context, camera);
  closeAbandonedSessions(context, camera, 'camera-deleted');
  reviseCamera(context, id, actor);
  recordAudit(context, actor, 'camera.delete', id);
  context.changed('cameras');
  context.changed('jobs');
  return ok({});
}
