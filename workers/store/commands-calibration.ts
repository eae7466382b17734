import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { fitCalibration } from '../../domain/calibration/fit-calibration.ts';
import type { CalibrationFit } from '../../domain/calibration/types.ts';
import type { StoredDraft } from '../../domain/contracts/calibration.ts';
import type { storeCommands, StoreResult } from '../../domain/contracts/store-commands.ts';
import { recordAudit, reviseCamera, visibleCamera } from './command-context.ts';
import type { CommandContext } from './command-context.ts';
import { currentCalibration } from './read-calibrations.ts';

type Params<M extends keyof typeof storeCommands> = z.output<(typeof storeCommands)[M]['params']>;

interface NewVersion {
  readonly actor: string;
  readonly note: string;
  readonly made: { readonly draft: StoredDraft; readonly fit: CalibrationFit } | null;
}

/** Versions are only ever added: what was measured with an old one stays known to be. */
function addVersion(context: CommandContext, camera: number, { actor, note, made }: NewVersion): string {
  const versionId = randomUUID();
  context
    .sql(
      `INSERT INTO calibration_version (version_id, camera, version, draft, fit, reprojection_px, reprojection_m,
         check_percent, note, actor, utc_us)
       SELECT ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM calibration_version WHERE camera = ?`,
    )
    .run(
      versionId,
      camera,
      made === null ? null : JSON.stringify(made.draft),
      made === null ? null : JSON.stringify(made.fit),
      made?.fit.reprojection.rmsPixels ?? null,
      made?.fit.reprojection.rmsMetres ?? null,
      made?.fit.check?.errorPercent ?? null,
      note,
      actor,
      context.nowUtcUs(),
      camera,
    );
  return versionId;
}

/** Works the calibration out and keeps it with its errors; points that give none are refused with the reason. */
export function putCalibration(
  context: CommandContext,
  { actor, cameraId, calibration: draft }: Params<'calibration.put'>,
): Result<StoreResult<'calibration.put'>> {
  const camera = visibleCamera(context, cameraId);
  if (!camera.ok) return camera;
  const fit = fitCalibration(draft);
  if (!fit.ok) return fit;
  const versionId = addVersion(context, camera.value.id, { actor, note: draft.note, made: { draft, fit: fit.value } });
  afterChange(context, cameraId, actor, 'calibration.put', draft.note);
  return ok({ versionId });
}

/** From now on the camera is not calibrated; what was measured before stays. */
export function withdrawCalibration(
  context: CommandContext,
  { actor, cameraId, note }: Params<'calibration.withdraw'>,
): Result<StoreResult<'calibration.withdraw'>> {
  const camera = visibleCamera(context, cameraId);
  if (!camera.ok) return camera;
  if (currentCalibration(context.sql, camera.value.id) === null) {
    return fail('calibration-unknown', `camera ${cameraId} is not calibrated`, 'there is nothing to withdraw');
  }
  endCalibration(context, camera.value.id, actor, note);
  afterChange(context, cameraId, actor, 'calibration.withdraw', note);
  return ok({});
}

/** Ends what holds now, if anything does: a camera that comes back under its name begins without. */
export function endCalibration(context: CommandContext, camera: number, actor: string, note: string): void {
  if (currentCalibration(context.sql, camera) !== null) addVersion(context, camera, { actor, note, made: null });
}

function afterChange(context: CommandContext, cameraId: string, actor: string, action: string, note: string): void {
  reviseCamera(context, cameraId, actor);
  recordAudit(context, actor, action, cameraId, note);
  context.changed('cameras');
}
