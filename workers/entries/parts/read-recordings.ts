import type { CameraConfig } from '../../../domain/contracts/camera-config.ts';
import type { CameraStatus } from '../../../domain/contracts/messages.ts';

/**
 * What became of recordings that are the sources of cameras. Each is read once; from then on its camera has nothing that
 * runs, and goes on saying how the reading ended.
 */
export interface ReadRecordings {
  ended(camera: CameraConfig, last: CameraStatus, reason: string): void;
  /** Forgets what belongs to a camera that is gone or paused, or has another source now. */
  keep(cameras: readonly CameraConfig[]): void;
  /** What runs, and after it what was read and runs no more. */
  beside(running: readonly CameraStatus[]): CameraStatus[];
}

interface Read {
  readonly source: string;
  readonly status: CameraStatus;
}

/** States in which a source stays once it is over; a failure of anything else leaves the source as it was. */
const OVER = new Set<CameraStatus['state']>(['stopped', 'unsupported', 'auth-failed']);

export function createReadRecordings(): ReadRecordings {
  const read = new Map<string, Read>();
  return {
    ended(camera, last, reason) {
      const still = { ...last, sessionId: null, fps: 0, analysedFps: 0, bitrateKbps: 0 };
      const status = OVER.has(last.state) ? still : { ...still, state: 'stopped' as const, reason: '', detail: reason };
      read.set(camera.id, { source: sourceOf(camera), status });
    },
    keep(cameras) {
      const wanted = new Map(cameras.filter(({ enabled }) => enabled).map((camera) => [camera.id, sourceOf(camera)]));
      for (const [id, { source }] of read) if (wanted.get(id) !== source) read.delete(id);
    },
    beside(running) {
      const jobs = new Set(running.map(({ jobId }) => jobId));
      const over = [...read.values()].map(({ status }) => status).filter(({ jobId }) => !jobs.has(jobId));
      return [...running, ...over];
    },
  };
}

function sourceOf({ source }: CameraConfig): string {
  return JSON.stringify(source);
}
