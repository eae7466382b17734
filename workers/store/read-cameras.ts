import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import { cameraWithDrawings, storedCamera, storedCameras } from './camera-rows.ts';
import type { StoredCamera } from './camera-rows.ts';
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
