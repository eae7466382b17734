import { statSync } from 'node:fs';
import type { CameraConfig } from '../../../domain/contracts/camera-config.ts';
import type { CameraStatus, ReplayJob } from '../../../domain/contracts/messages.ts';
import { type CameraSource, isLossless } from '../../../domain/contracts/source.ts';
import type { FleetParts } from './fleet-parts.ts';
import { type CameraUnit, startCameraUnit } from './camera-unit.ts';

export interface CameraFleet {
  configure(cameras: readonly CameraConfig[], jobs: readonly ReplayJob[]): void;
  statuses(): CameraStatus[];
  stop(): Promise<void>;
}

const TICK_MS = 5000;

/** What a unit was started from: anything else can change while it runs. */
function sourceKey(camera: CameraConfig): string {
  const { viewWidth, viewQuality, maxFps, width, hardwareDecode } = camera.analysis;
  return JSON.stringify([camera.source, camera.credential, viewWidth, viewQuality, maxFps, width, hardwareDecode]);
}

function jobSource(job: ReplayJob): CameraSource {
  const folder = statSync(job.path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const start = job.startUtcUs === null ? {} : { startUtcUs: job.startUtcUs };
  return { kind: folder ? 'folder' : 'file', path: job.path, pace: job.pace === 'max' ? 'max' : 'realtime', ...start };
}

interface Running {
  readonly key: string;
  readonly unit: CameraUnit;
}

/** The cameras and replays of one process, kept in step with what the store says they are. */
export function createCameraFleet(parts: FleetParts): CameraFleet {
  const running = new Map<string, Running>();
  // Ids that are being stopped: the next one with the same id waits, so that there is never a second ffmpeg.
  const stopping = new Map<string, Promise<void>>();
  let wanted = new Map<
    string,
    { readonly key: string; readonly start: () => CameraUnit; readonly camera: CameraConfig }
  >();
  const finishedJobs = new Set<string>();
  const askedJobs = new Set<string>();
  let ended = false;
  const ticker = setInterval(() => {
    for (const { unit } of running.values()) unit.tick();
  }, TICK_MS);

  function end(id: string): void {
    const entry = running.get(id);
    if (entry === undefined) return;
    running.delete(id);
    stopping.set(
      id,
      entry.unit.stop().finally(() => {
        stopping.delete(id);
        reconcile();
      }),
    );
  }

  function reconcile(): void {
    for (const [id, { key }] of running) if (wanted.get(id)?.key !== key) end(id);
    if (ended) return;
    for (const [id, { key, start, camera }] of wanted) {
      const entry = running.get(id);
      if (entry !== undefined) entry.unit.update(camera);
      else if (!stopping.has(id)) running.set(id, { key, unit: start() });
    }
  }

  /** A recording given as a camera's source is replayed once, as a job, so that it survives a restart. */
  function askForJob(camera: CameraConfig): void {
    const { source, id } = camera;
    if (!('path' in source) || askedJobs.has(sourceKey(camera))) return;
    askedJobs.add(sourceKey(camera));
    void parts.command('job.once', {
      actor: 'camera',
      cameraId: id,
      path: source.path,
      pace: 'max',
      startUtcUs: source.startUtcUs ?? null,
    });
  }

  function finishJob(jobId: string, status: 'done' | 'failed', reason: string): void {
    if (finishedJobs.has(jobId)) return;
    finishedJobs.add(jobId);
    void reportJob(jobId, status, reason);
  }

  async function reportJob(jobId: string, status: 'done' | 'failed', reason: string): Promise<void> {
    // The store ends the job's session with the job: everything the replay found has to be there first.
    await parts.outbox.drained(60_000);
    const told = await parts.command('job.status', { jobId, status, reason });
    if (told.ok || told.failure.code === 'job-over') return;
    setTimeout(() => void reportJob(jobId, status, reason), 1000);
  }

  return {
    configure(cameras, jobs) {
      const next: typeof wanted = new Map();
      for (const camera of cameras) {
        if (!camera.enabled) continue;
        if (isLossless(camera.source) && camera.source.kind !== 'test') askForJob(camera);
        else
          next.set(camera.id, {
            key: sourceKey(camera),
            camera,
            start: () =>
              startCameraUnit({ parts, camera, source: camera.source, job: null, onJobEnd: () => undefined }),
          });
      }
      for (const job of jobs) {
        const camera = cameras.find(({ id }) => id === job.cameraId);
        if (camera === undefined || finishedJobs.has(job.jobId)) continue;
        if (job.status === 'waiting')
          void parts.command('job.status', { jobId: job.jobId, status: 'running', reason: '' });
        next.set(job.jobId, {
          key: job.jobId,
          camera,
          start: () =>
            startCameraUnit({
              parts,
              camera,
              source: jobSource(job),
              job,
              onJobEnd: (status, reason) => finishJob(job.jobId, status, reason),
            }),
        });
      }
      wanted = next;
      reconcile();
    },
    statuses: () => [...running.values()].map(({ unit }) => unit.status()),
    async stop() {
      ended = true;
      clearInterval(ticker);
      wanted = new Map();
      reconcile();
      await Promise.all(stopping.values());
    },
  };
}
