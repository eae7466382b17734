import { shardOf } from '../../domain/base/shard.ts';
import { cameraConfigSchema } from '../../domain/contracts/camera-config.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { ReplayJob } from '../../domain/contracts/messages.ts';
import { withAddresses } from './camera-addresses.ts';
import { cameraWithDrawings, storedCameras } from './camera-rows.ts';
import type { StoredCamera } from './camera-rows.ts';
import type { StoreAlarm } from './durable-commit.ts';
import { openJobs } from './open-jobs.ts';
import { openAddresses, openCredential } from './secrets.ts';
import type { Sql } from './sqlite.ts';

export interface ShardConfig {
  readonly cameras: CameraConfig[];
  readonly jobs: ReplayJob[];
}

/** The one place where credentials leave the store in the clear: for the camera process that needs them. */
export function shardConfig(
  sql: Sql,
  key: Uint8Array,
  shard: { readonly shard: number; readonly shards: number },
  onAlarm: (alarm: StoreAlarm) => void,
): ShardConfig {
  const mine = (cameraId: string): boolean => shardOf(cameraId, shard.shards) === shard.shard;
  const cameras = storedCameras(sql).filter((camera) => mine(camera.draft.id));
  return {
    cameras: cameras.map((stored) => withSecrets(sql, key, stored, onAlarm)),
    jobs: openJobs(sql).filter((job) => mine(job.cameraId)),
  };
}

function withSecrets(
  sql: Sql,
  key: Uint8Array,
  stored: StoredCamera,
  onAlarm: (alarm: StoreAlarm) => void,
): CameraConfig {
  const config = cameraWithDrawings(sql, stored);
  const credential = stored.credential === null ? null : openCredential(key, config.id, stored.credential);
  const addresses = stored.addresses === null ? null : openAddresses(key, config.id, stored.addresses);
  if ((stored.credential !== null && credential === null) || (stored.addresses !== null && addresses === null)) {
    onAlarm({
      code: 'credential-unreadable',
      message: `the password of camera ${config.id} was sealed with another key`,
      hint: 'bring back the key file that belongs to this data folder, or enter the password again',
    });
  }
  return cameraConfigSchema.parse({ ...config, credential, source: withAddresses(config.source, addresses) });
}
