import { z } from 'zod';
import { calibrationDraftSchema, calibrationFitSchema } from '../../domain/contracts/calibration.ts';
import type { CalibrationHistory, CalibrationVersion } from '../../domain/contracts/calibration.ts';
import { NEWEST_CARS } from '../../domain/traffic/speed/self-check.ts';
import { COUNTED_CLASSES } from './counted-classes.ts';
import { row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

const versionRow = z.object({
  versionId: z.string(),
  version: z.number(),
  draft: z.string().nullable(),
  fit: z.string().nullable(),
});
const columns = 'v.version_id AS versionId, v.version, v.draft, v.fit';

function toVersion({ versionId, version, draft, fit }: z.output<typeof versionRow>): CalibrationVersion | null {
  if (draft === null || fit === null) return null;
  return {
    versionId,
    version,
    ...calibrationDraftSchema.parse(JSON.parse(draft)),
    fit: calibrationFitSchema.parse(JSON.parse(fit)),
  };
}

/** The calibration that holds now; null for a camera that has none or whose last one was withdrawn. */
export function currentCalibration(sql: Sql, camera: number): CalibrationVersion | null {
  const newest = row(
    sql(`SELECT ${columns} FROM calibration_version v WHERE v.camera = ? ORDER BY v.version DESC LIMIT 1`),
    versionRow,
    camera,
  );
  return newest === null ? null : toVersion(newest);
}

/** A calibration by its name, whether it still holds or not. */
export function readCalibration(sql: Sql, versionId: string): CalibrationVersion | null {
  const found = row(sql(`SELECT ${columns} FROM calibration_version v WHERE v.version_id = ?`), versionRow, versionId);
  return found === null ? null : toVersion(found);
}

const MOST_VERSIONS = 200;

/** Every calibration of a camera and every withdrawal, newest first. */
export function readCalibrations(sql: Sql, cameraId: string): CalibrationHistory[] {
  return rows(
    sql(
      `SELECT ${columns}, v.actor, v.utc_us AS utcUs, v.note FROM calibration_version v JOIN camera c ON c.id = v.camera
       WHERE c.camera_id = ? ORDER BY v.version DESC LIMIT ${MOST_VERSIONS}`,
    ),
    versionRow.extend({ actor: z.string(), utcUs: z.number(), note: z.string() }),
    cameraId,
  ).map(({ actor, utcUs, note, ...found }) => ({
    ...{ version: found.version, actor, utcUs, note },
    calibration: toVersion(found),
  }));
}

/** How long the cars looked that were measured last under a calibration, in metres. */
export function readCarLengths(sql: Sql, calibrationId: string): number[] {
  return rows(
    sql(
      `SELECT x.length_m AS length FROM crossing x
       WHERE x.calibration = (SELECT id FROM calibration_version WHERE version_id = ?) AND x.length_m IS NOT NULL
         AND ${COUNTED_CLASSES} = '["car"]' ORDER BY x.id DESC LIMIT ${NEWEST_CARS}`,
    ),
    z.object({ length: z.number() }),
    calibrationId,
  ).map(({ length }) => length);
}
