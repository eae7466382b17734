import { statSync } from 'node:fs';
import type { CameraConfig } from '../../../domain/contracts/camera-config.ts';
import type { CameraStatus, ReplayJob } from '../../../domain/contracts/messages.ts';
import { type CameraSource, isLossless } from '../../../domain/contracts/source.ts';
import type { StoreParams } from '../../../domain/contracts/store-commands.ts';
import { continued } from '../../analytics/index.ts';
import { type CameraUnit, startCameraUnit, type UnitStart } from './camera-unit.ts';
import type { FleetParts } from './fleet-parts.ts';
import { createJobDesk } from './job-desk.ts';
import { createReadRecordings } from './read-recordings.ts';
import { createUnitBench, type WantedUnit } from './unit-bench.ts';

export interface CameraFleet {
  configure(cameras: readonly CameraConfig[], jobs: readonly ReplayJob[]): void;
  statuses(): CameraStatus[];
  /** The store put a backup in its database's place; what it knows now comes with the next `configure`. */
  storeRestored(): void;
  stop(): Promise<void>;
}

const TICK_MS = 5000;

/** The cameras and replays of one process, kept in step with what the store says they are. */
export function createCameraFleet(
  parts: FleetParts,
  startUnit: (start: UnitStart) => CameraUnit = startCameraUnit,
): CameraFleet {
  const bench = createUnitBench(parts.log);
  const desk = createJobDesk(parts);
  const read = createReadRecordings();
  let era = 0;
  const ticker = setInterval(() => bench.units.forEach((unit) => unit.tick()), TICK_MS);

  function wantLive(camera: CameraConfig): WantedUnit {
    const start = { parts, camera, source: camera.source, job: null, onJobEnd: () => undefined };
    return { key: sourceKey(camera), camera, start: () => startUnit(start) };
  }

  function wantReplay(camera: CameraConfig, job: ReplayJob): WantedUnit {
    const begun = era;
    // Of a replay that the store has set back, what becomes of its old run says nothing.
    const over = (status: 'done' | 'failed', reason: string): void => {
      if (begun === era) desk.over(job.jobId, status, reason);
    };
    // A camera's tile shows one picture: while the camera itself runs, it is the camera's.
    const own = { ...parts, watched: (id: string) => !bench.runs(id) && parts.watched(id) };
    const start = (): CameraUnit => {
      if (job.status === 'waiting') desk.begun(job.jobId);
      const source = jobSource(job);
      const from = continued(job, source.kind, camera, parts.software);
      const onJobEnd: UnitStart['onJobEnd'] = (status, reason) => {
        if (isOwnRecording(camera, job)) read.ended(camera, unit.status(), reason);
        over(status, reason);
      };
      const unit = startUnit({ parts: own, camera, source, job: from, onJobEnd });
      return unit;
    };
    return { key: `${job.jobId} ${era}`, camera, start, onBroken: (reason) => over('failed', reason) };
  }

  return {
    configure(cameras, jobs) {
      const wanted = new Map<string, WantedUnit>();
      const enabled = cameras.filter((camera) => camera.enabled);
      read.keep(cameras);
      desk.recordings(new Map(enabled.flatMap(recordingOf)));
      for (const camera of enabled) if (!isRecording(camera)) wanted.set(camera.id, wantLive(camera));
      for (const job of jobs) {
        const camera = cameras.find(({ id }) => id === job.cameraId);
        if (camera === undefined || desk.isOver(job.jobId)) continue;
        if (isComplete(job) && !bench.runs(job.jobId)) desk.over(job.jobId, 'done', endOf(job));
        else wanted.set(job.jobId, wantReplay(camera, job));
      }
      bench.want(wanted);
    },
    storeRestored() {
      era += 1;
      desk.forget();
      for (const unit of bench.units) unit.storeRestored();
    },
    statuses: () => read.beside(bench.units.map((unit) => unit.status())),
    async stop() {
      clearInterval(ticker);
      desk.stop();
      await bench.stop();
    },
  };
}

/** A recording that is to be read whole, as fast as it goes; a test source has no end to be read to. */
function isRecording({ source }: CameraConfig): boolean {
  return isLossless(source) && source.kind !== 'test';
}

/** Whether this replay is the reading of the recording that the camera has for a source. */
function isOwnRecording(camera: CameraConfig, { path }: ReplayJob): boolean {
  return isRecording(camera) && 'path' in camera.source && camera.source.path === path;
}

function recordingOf({ id, source }: CameraConfig): [string, StoreParams<'job.once'>][] {
  if (!isLossless(source) || !('path' in source)) return [];
  const startUtcUs = source.startUtcUs ?? null;
  return [
    [JSON.stringify([id, source]), { actor: 'camera', cameraId: id, path: source.path, pace: 'max', startUtcUs }],
  ];
}

/** What a unit was started from: anything else can change while it runs. */
function sourceKey(camera: CameraConfig): string {
  const { viewWidth, viewQuality, maxFps, width, hardwareDecode } = camera.analysis;
  return JSON.stringify([camera.source, camera.credential, viewWidth, viewQuality, maxFps, width, hardwareDecode]);
}

function jobSource(job: ReplayJob): Extract<CameraSource, { kind: 'file' | 'folder' }> {
  const start = job.startUtcUs === null ? {} : { startUtcUs: job.startUtcUs };
  const kind = isFolder(job.path) ? 'folder' : 'file';
  return { kind, path: job.path, pace: job.pace === 'max' ? 'max' : 'realtime', ...start };
}

/** A path that cannot even be looked at is the source's to refuse, in words. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Its process was ended between the last of its facts and the word that it was over: there is nothing left to do. */
function isComplete(job: ReplayJob): boolean {
  return (job.sessionEnd === 'ended' || job.sessionEnd === 'truncated') && jobSource(job).kind === 'file';
}

function endOf({ sessionEnd }: ReplayJob): string {
  return sessionEnd === null || sessionEnd === 'ended' ? '' : sessionEnd;
}
