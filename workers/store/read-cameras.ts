import { z } from 'zod';
import { cameraConfigSchema } from '../../domain/contracts/camera-config.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import { cameraWithDrawings, storedCamera, storedCameras } from './camera-rows.ts';
import type { StoredCamera } from './camera-rows.ts';
import { row } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

/** Stands for a credential that exists: who only reads has no key, and needs none. */
const WITHHELD = { user: '', password: '' };

function shown(sql: Sql, stored: StoredCamera): CameraConfig {
  return { ...cameraWithDrawings(sql, stored), credential: stored.credential === null ? null : { ...WITHHELD } };
}

/** All cameras; of a credential only whether there is one. */
export function readCameras(sql: Sql): CameraConfig[] {
  return storedCameras(sql).map((stored) => shown(sql, stored));
}

export function readCamera(sql: Sql, cameraId: string): CameraConfig | null {
  const stored = storedCamera(sql, cameraId);
  return stored === null || stored.hidden ? null : shown(sql, stored);
}

/** A camera as it was set up at some time, its lines and zones included: what the numbers of a session were made with. */
export function readCameraRevision(sql: Sql, cameraId: string, revision: number): CameraConfig | null {
  const found = row(
    sql(
      `SELECT r.config FROM camera_revision r JOIN camera c ON c.id = r.camera
       WHERE c.camera_id = ? AND r.revision = ?`,
    ),
    z.object({ config: z.string() }),
    cameraId,
    revision,
  );
  return found === null ? null : cameraConfigSchema.parse(JSON.parse(found.config));
}
