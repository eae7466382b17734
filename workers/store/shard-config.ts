import { z } from 'zod';
import { shardOf } from '../../domain/base/shard.ts';
import { cameraConfigSchema } from '../../domain/contracts/camera-config.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import { replayJobSchema } from '../../domain/contracts/messages.ts';
import type { ReplayJob } from '../../domain/contracts/messages.ts';
import { cameraWithDrawings, storedCameras } from './camera-rows.ts';
import type { StoredCamera } from './camera-rows.ts';
import type { StoreAlarm } from './durable-commit.ts';
import { openCredential } from './secrets.ts';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export interface ShardConfig {
  readonly cameras: CameraConfig[];
  readonly jobs: ReplayJob[];
}

const jobRow = replayJobSchema.omit({ checkpoint: true, anchor: true }).extend({
  frameId: z.number().nullable(),
  mediaUs: z.number().nullable(),
  frameSha256: z.string().nullable(),
  state: z.string().nullable(),
  anchorUtcUs: z.number().nullable(),
  anchorMediaUs: z.number().nullable(),
  anchorQuality: z.string().nullable(),
});

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
    cameras: cameras.map((stored) => withCredential(sql, key, stored, onAlarm)),
    jobs: openJobs(sql).filter((job) => mine(job.cameraId)),
  };
}

function withCredential(
  sql: Sql,
  key: Uint8Array,
  stored: StoredCamera,
  onAlarm: (alarm: StoreAlarm) => void,
): CameraConfig {
  const config = cameraWithDrawings(sql, stored);
  const credential = stored.credential === null ? null : openCredential(key, config.id, stored.credential);
  if (stored.credential !== null && credential === null) {
    onAlarm({
      code: 'credential-unreadable',
      message: `the password of camera ${config.id} was sealed with another key`,
      hint: 'bring back the key file that belongs to this data folder, or enter the password again',
    });
  }
  return cameraConfigSchema.parse({ ...config, credential });
}

/** Replays that still have to run, with the point from which each can go on. */
function openJobs(sql: Sql): ReplayJob[] {
  const found = rows(
    sql(
      `SELECT j.job_id AS jobId, c.camera_id AS cameraId, j.path, j.pace, j.start_utc_us AS startUtcUs, j.status,
         j.reason, s.session_id AS sessionId, s.anchor_utc_us AS anchorUtcUs, s.anchor_media_us AS anchorMediaUs,
         s.anchor_quality AS anchorQuality,
         CASE s.ended_by WHEN 'camera' THEN s.ended_reason END AS sessionEnd, p.frame_id AS frameId, p.media_us AS mediaUs,
         p.frame_sha256 AS frameSha256, p.state
       FROM job j JOIN camera c ON c.id = j.camera
         LEFT JOIN session s ON s.id = (SELECT max(id) FROM session WHERE job_id = j.job_id)
         LEFT JOIN checkpoint p ON p.session = s.id
       WHERE j.status IN ('waiting', 'running') AND c.hidden_utc_us IS NULL ORDER BY j.id`,
    ),
    jobRow,
  );
  return found.map(({ frameId, mediaUs, frameSha256, state, anchorUtcUs, anchorMediaUs, anchorQuality, ...job }) =>
    replayJobSchema.parse({
      ...job,
      anchor: anchorUtcUs === null ? null : { utcUs: anchorUtcUs, mediaUs: anchorMediaUs, quality: anchorQuality },
      checkpoint:
        frameId === null
          ? null
          : { kind: 'checkpoint', sessionId: job.sessionId, jobId: job.jobId, frameId, mediaUs, frameSha256, state },
    }),
  );
}
