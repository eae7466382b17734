import { toMediaUs, toUtcUs } from '../../../domain/base/time.ts';
import { folderWalk } from '../../../domain/camera/folder-walk.ts';
import type { CameraCondition } from '../../../domain/camera/states.ts';
import type { CameraConfig } from '../../../domain/contracts/camera-config.ts';
import type { CameraStatus, ReplayJob } from '../../../domain/contracts/messages.ts';
import type { CameraSource } from '../../../domain/contracts/source.ts';
import { type CameraRunner, createCameraRunner } from '../../analytics/index.ts';
import {
  DEFAULT_INGEST,
  type FolderPlace,
  type IngestSettings,
  type ResumePoint,
  type RunningSource,
  startCameraSource,
} from '../../ingest/index.ts';
import type { FleetParts } from './fleet-parts.ts';

/** One camera, or one replay, from its source to its facts. */
export interface CameraUnit {
  update(camera: CameraConfig): void;
  storeRestored(): void;
  tick(): void;
  status(): CameraStatus;
  stop(): Promise<void>;
}

export interface UnitStart {
  readonly parts: FleetParts;
  readonly camera: CameraConfig;
  readonly source: CameraSource;
  readonly job: ReplayJob | null;
  onJobEnd(status: 'done' | 'failed', reason: string): void;
}

const FALLBACK_WIDTH = 640;
const MODELS_WAIT_MS = 20_000;

const clock = { nowUtcUs: () => Date.now() * 1000, monotonicMs: () => performance.now() };

/**
 * The width that the model needs: pictures are scaled down once, by ffmpeg, and only padded when a tensor is filled. A
 * replay that goes on keeps the one it began with, whatever the site's choice of model is by now: that of its recording,
 * or, where the files of a folder may be of different sizes, that of its detector.
 */
function analysisWidth({ parts, camera, source, job }: UnitStart): number {
  const { analysis } = camera;
  const begun = job?.run ?? null;
  if (begun !== null && source.kind !== 'folder') return begun.width;
  if (analysis.width > 0) return analysis.width;
  const models = parts.detector.models;
  const id = begun?.modelId ?? analysis.modelId ?? models?.defaultModelId;
  const known = models?.models.find(({ modelId }) => modelId === id)?.inputWidth ?? 0;
  return known > 0 ? known : (begun?.width ?? FALLBACK_WIDTH);
}

function ingestSettings(start: UnitStart): IngestSettings {
  const { parts, camera, job } = start;
  const { viewWidth, viewQuality, maxFps, hardwareDecode } = camera.analysis;
  return {
    ...DEFAULT_INGEST,
    width: analysisWidth(start),
    format: 'yuv420p',
    // A replay at full speed makes no pictures: nobody could follow them, and they would cost a third of its speed.
    viewWidth: job?.pace === 'max' ? null : viewWidth,
    viewQuality,
    maxFps,
    hardwareDecode,
    allowedFolders: parts.allowedFolders,
    timeZone: camera.timeZone,
  };
}

/**
 * Starts a unit as soon as the detectors are known. A replay waits for them however long it takes, because its size is
 * part of its run; a camera is shown after a while without them, and opened again at the right size once they are known.
 */
export function startCameraUnit(start: UnitStart, modelsWaitMs = MODELS_WAIT_MS): CameraUnit {
  const { parts, camera, job } = start;
  const log = parts.log.as(`${job === null ? 'camera' : 'replay'} ${camera.id}`);
  const runner: CameraRunner = createCameraRunner(camera, {
    job,
    detector: parts.detector,
    outbox: parts.outbox,
    software: parts.software,
    nowMs: clock.monotonicMs,
    nowUtcUs: clock.nowUtcUs,
    watched: () => parts.watched(camera.id),
    publish: (head, jpeg) => parts.publish(head, jpeg),
    log,
    onHopeless: (failure) => start.onJobEnd('failed', `${failure.message} ${failure.hint}`),
  });
  let source: RunningSource | null = null;
  const stopping = createStopping();
  const begun = begin();

  async function begin(): Promise<void> {
    const known = parts.detector.whenModels();
    await stopping.or(job === null ? atMost(known, modelsWaitMs) : known);
    if (stopping.asked) return;
    const width = analysisWidth(start);
    source = openSource(start, runner, log);
    await stopping.or(known);
    if (stopping.asked || analysisWidth(start) === width) return;
    log('info', 'the detector is known now: the source is opened again at its size');
    await source.stop();
    if (!stopping.asked) source = openSource(start, runner, log);
  }

  return {
    update: (next) => runner.update(next),
    storeRestored: () => runner.storeRestored(),
    tick: () => runner.tick(),
    status() {
      const stats = source?.stats();
      return {
        ...runner.status(),
        fps: stats?.fps ?? 0,
        bitrateKbps: stats?.bitrateKbps ?? 0,
        restarts: stats?.restarts ?? 0,
        lastFrameUtcUs: stats?.lastFrameUtcUs ?? null,
        nextTryUtcUs: whole(stats?.nextTryUtcUs),
        clock: stats?.clock ?? { quality: null, doubt: null },
      };
    },
    async stop() {
      stopping.ask();
      await begun;
      await source?.stop();
    },
  };
}

function whole(utcUs: number | null | undefined): number | null {
  return utcUs == null ? null : Math.round(utcUs);
}

function atMost(known: Promise<void>, limitMs: number): Promise<void> {
  return Promise.race([known, new Promise<void>((resolve) => setTimeout(resolve, limitMs).unref())]);
}

/** Whoever is asked to stop waits for nothing any more. */
function createStopping() {
  let asked = false;
  let tell: () => void = () => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  return {
    get asked() {
      return asked;
    },
    ask(): void {
      asked = true;
      tell();
    },
    or: (work: Promise<void>): Promise<void> => Promise.race([work, told]),
  };
}

/** Behind the last frame whose facts are stored, with the clock of the session that it goes on with. */
function resumePoint(job: ReplayJob | null): ResumePoint | null {
  if (job === null || job.checkpoint === null || job.anchor === null) return null;
  const { utcUs, mediaUs, quality } = job.anchor;
  const anchor = { utcUs: toUtcUs(utcUs), mediaUs: toMediaUs(mediaUs), quality };
  return { mediaUs: job.checkpoint.mediaUs, frameId: job.checkpoint.frameId, anchor };
}

/** How far an earlier process came in a folder. Its clock stands where the last file that says so ended. */
function folderPlace(job: ReplayJob | null): FolderPlace | null {
  if (job === null || job.folder === null) return null;
  const walk = folderWalk(job.folder.files);
  return { walk, clock: walk.findLast(({ clock }) => clock !== null)?.clock ?? null };
}

/** A source that came to its end by itself ends its replay; what a broken file still gave is kept and its fault is told. */
function judgeJob({ state, reason, detail }: CameraCondition, onJobEnd: UnitStart['onJobEnd']): void {
  if (state === 'unsupported' || state === 'auth-failed') onJobEnd('failed', `${reason}: ${detail}`);
  if (state !== 'stopped' || reason === 'asked' || reason === 'not-started') return;
  const complete = reason === 'ended' || reason === 'truncated';
  onJobEnd(complete ? 'done' : 'failed', reason === 'ended' ? detail : `${reason}: ${detail}`);
}

function openSource(start: UnitStart, runner: CameraRunner, log: FleetParts['log']): RunningSource {
  const { parts, camera, source, job, onJobEnd } = start;
  return startCameraSource({
    source,
    credential: camera.credential,
    settings: ingestSettings(start),
    ffmpeg: parts.ffmpeg,
    clock,
    random: Math.random,
    log,
    listener: {
      onState(condition) {
        runner.onState(condition);
        if (job !== null) judgeJob(condition, onJobEnd);
      },
      onFilesFound: (names) => runner.onFilesFound(names),
      onRunStart: (info) => runner.onRunStart(info),
      onFrame: (frame) => runner.onFrame(frame),
      // A listener may take its time here: the last facts are handed over before anything else begins.
      onRunEnd: (end) => runner.onRunEnd(end),
      onCheckpointFrame: (frame) => runner.isCheckpointFrame(frame.raw),
    },
    onChild: ({ pid, startTicks, what }, event) =>
      parts.tell(event === 'started' ? { type: 'child-started', pid, startTicks, what } : { type: 'child-ended', pid }),
    resume: resumePoint(job),
    folder: folderPlace(job),
  });
}
