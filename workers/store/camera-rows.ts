import { z } from 'zod';
import {
  cameraDraftSchema,
  lineDrawingSchema,
  movementDrawingSchema,
  zoneDrawingSchema,
} from '../../domain/contracts/camera-config.ts';
import type {
  CameraConfig,
  CameraDraft,
  LineVersion,
  MovementVersion,
  ZoneVersion,
} from '../../domain/contracts/camera-config.ts';
import { currentCalibration } from './read-calibrations.ts';
import { row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

/** A camera as it is stored: its credential stays sealed. */
export interface StoredCamera {
  readonly id: number;
  readonly revision: number;
  readonly draft: CameraDraft;
  readonly credential: Uint8Array | null;
  /** Its addresses, sealed, where the draft shows them with a secret hidden. */
  readonly addresses: Uint8Array | null;
  readonly hidden: boolean;
}

const cameraRow = z.object({
  id: z.number(),
  revision: z.number(),
  draft: z.string(),
  credential: z.instanceof(Uint8Array).nullable(),
  addresses: z.instanceof(Uint8Array).nullable(),
  hidden: z.number(),
});
const cameraColumns = 'id, revision, draft, credential, addresses, hidden_utc_us IS NOT NULL AS hidden';
const drawingRow = z.object({ id: z.string(), versionId: z.string(), version: z.number(), drawing: z.string() });

function toStored(found: z.output<typeof cameraRow>): StoredCamera {
  return {
    id: found.id,
    revision: found.revision,
    draft: cameraDraftSchema.parse(JSON.parse(found.draft)),
    credential: found.credential,
    addresses: found.addresses,
    hidden: found.hidden === 1,
  };
}

export function storedCamera(sql: Sql, cameraId: string): StoredCamera | null {
  const found = row(sql(`SELECT ${cameraColumns} FROM camera WHERE camera_id = ?`), cameraRow, cameraId);
  return found === null ? null : toStored(found);
}

export function storedCameras(sql: Sql): StoredCamera[] {
  const found = rows(
    sql(`SELECT ${cameraColumns} FROM camera WHERE hidden_utc_us IS NULL ORDER BY camera_id`),
    cameraRow,
  );
  return found.map(toStored);
}

/** The newest version of every line that is not hidden, in the order in which they were first drawn. */
export function currentLines(sql: Sql, camera: number): LineVersion[] {
  const found = rows(
    sql(
      `SELECT l.line_id AS id, v.version_id AS versionId, v.version, v.drawing FROM line l JOIN line_version v
         ON v.line = l.id AND v.version = (SELECT max(version) FROM line_version WHERE line = l.id)
       WHERE l.camera = ? AND l.hidden_utc_us IS NULL ORDER BY l.id`,
    ),
    drawingRow,
    camera,
  );
  return found.map(({ id, drawing, ...version }) => ({
    lineId: id,
    ...version,
    ...lineDrawingSchema.parse(JSON.parse(drawing)),
  }));
}

export function currentZones(sql: Sql, camera: number): ZoneVersion[] {
  const found = rows(
    sql(
      `SELECT z.zone_id AS id, v.version_id AS versionId, v.version, v.drawing FROM zone z JOIN zone_version v
         ON v.zone = z.id AND v.version = (SELECT max(version) FROM zone_version WHERE zone = z.id)
       WHERE z.camera = ? AND z.hidden_utc_us IS NULL ORDER BY z.id`,
    ),
    drawingRow,
    camera,
  );
  return found.map(({ id, drawing, ...version }) => ({
    zoneId: id,
    ...version,
    ...zoneDrawingSchema.parse(JSON.parse(drawing)),
  }));
}

export function currentMovements(sql: Sql, camera: number): MovementVersion[] {
  const found = rows(
    sql(
      `SELECT m.movement_id AS id, v.version_id AS versionId, v.version, v.drawing FROM movement m
         JOIN movement_version v ON v.movement = m.id
           AND v.version = (SELECT max(version) FROM movement_version WHERE movement = m.id)
       WHERE m.camera = ? AND m.hidden_utc_us IS NULL ORDER BY m.id`,
    ),
    drawingRow,
    camera,
  );
  return found.map(({ id, drawing, ...version }) => ({
    movementId: id,
    ...version,
    ...movementDrawingSchema.parse(JSON.parse(drawing)),
  }));
}

/** Everything about a camera but its credential, which the caller adds if it may. */
export function cameraWithDrawings(sql: Sql, stored: StoredCamera): CameraConfig {
  return {
    ...stored.draft,
    credential: null,
    revision: stored.revision,
    lines: currentLines(sql, stored.id),
    zones: currentZones(sql, stored.id),
    calibration: currentCalibration(sql, stored.id),
    movements: currentMovements(sql, stored.id),
  };
}
