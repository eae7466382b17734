import type { CameraCondition } from '../../domain/camera/states.ts';
import type { Failure } from '../../domain/base/result.ts';
import { type MediaUs, toUtcUs, type UtcAnchor } from '../../domain/base/time.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { Hole } from '../../domain/contracts/facts.ts';
import type { CameraStatus, ReplayJob, ViewHead } from '../../domain/contracts/messages.ts';
import { createCameraCounters } from './camera-counters.ts';
import type { DetectorAnswer, DetectorClient } from './detector-client.ts';
import { createGapWatch } from './gap-watch.ts';
import { createFrameFlow, type FrameFlow } from './frame-flow.ts';
import type { Outbox } from './outbox.ts';
import type { OverlayTrack } from './overlay.ts';
import { analysisFingerprint, runOf } from './run-identity.ts';
import { createSessionKeeper, frameHash, type SessionKeeper } from './session-keeper.ts';
import { type AnalysisMode, createViewGate, nextMode, type ViewFrame } from './view-gate.ts';

/** A frame from the source; the fields that analysis needs. */
export interface RunnerFrame {
  readonly frameId: number;
  readonly mediaUs: MediaUs;
  readonly utcUs: number;
  readonly arrivedUtcUs: number;
  readonly raw: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly format: 'yuv420p' | 'bgr24';
  readonly jpeg: Uint8Array | null;
}

/** What is known of a run of the source once its first pictures are there. */
export interface RunnerSourceInfo {
  readonly width: number;
  readonly height: number;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  readonly codec: string;
  readonly decoder: string;
  readonly anchor: UtcAnchor;
  readonly durationUs: number | null;
}

export interface RunnerPorts {
  readonly job: ReplayJob | null;
  readonly detector: DetectorClient;
  readonly outbox: Outbox;
  readonly software: string;
  nowMs(): number;
  nowUtcUs(): number;
  watched(): boolean;
  publish(head: ViewHead, jpeg: Uint8Array): void;
  log(level: 'info' | 'warn' | 'error', text: string, fields?: Record<string, string | number>): void;
  /** A replay cannot go on: the reason is for the person who started it. */
  onHopeless(failure: Failure): void;
}

/** One camera, or one replay: takes what its source tells and makes facts, pictures and figures of it. */
export interface CameraRunner {
  readonly config: CameraConfig;
  onState(condition: CameraCondition): void;
  onRunStart(info: RunnerSourceInfo): void;
  onFrame(frame: RunnerFrame): Promise<void>;
  /** The run is over; `willResume` says that the very next frame comes in another one. */
  onRunEnd(reason: string, drops: Readonly<Record<string, number>>, willResume: boolean): Promise<void>;
  /** Whether a resumed replay decodes the same picture as before. */
  isCheckpointFrame(raw: Uint8Array): boolean;
  update(config: CameraConfig): void;
  /** Called every few seconds: time that nobody watches is written down with its cause. */
  tick(): void;
  status(): Omit<CameraStatus, 'fps' | 'bitrateKbps' | 'restarts' | 'lastFrameUtcUs'>;
}

/** Joins source, detector, sessions and screens for one camera. */
export function createCameraRunner(initial: CameraConfig, ports: RunnerPorts): CameraRunner {
  const { job, detector, outbox } = ports;
  const counters = createCameraCounters();
  const keeper: SessionKeeper = createSessionKeeper({ cameraId: initial.id, outbox, job });
  const lossless = job !== null;
  let config = initial;
  let fingerprint = analysisFingerprint(initial);
  let info: RunnerSourceInfo | null = null;
  let condition: CameraCondition | null = null;
  let frames = 0;
  let lastMediaUs: number | null = null;
  let viewSession = '';
  const gaps = createGapWatch(initial.id, ports.nowUtcUs());
  const NO_BODY = new Uint8Array(0);

  const gate = createViewGate((frame, tracks, mode) => publish(frame, tracks, mode));

  function publish(frame: ViewFrame, tracks: readonly OverlayTrack[] | null, analysis: AnalysisMode): void {
    const { jpeg, frameId, mediaUs, utcUs, arrivedUtcUs } = frame;
    ports.publish(
      {
        type: 'view',
        cameraId: config.id,
        sessionId: keeper.sessionId ?? viewSession,
        frameId,
        mediaUs,
        utcUs,
        arrivedUtcUs,
        width: info?.sourceWidth ?? 0,
        height: info?.sourceHeight ?? 0,
        tracks: tracks === null ? null : [...tracks],
        analysis,
      },
      jpeg,
    );
  }

  function openSession(answer: Extract<DetectorAnswer, { ok: true }>): void {
    if (info === null) return;
    const run = runOf(answer.by, fingerprint, info.decoder, ports.software);
    if (keeper.run?.runId === run.runId) return;
    keeper.close('run-changed', counters.drops);
    const model = detector.models?.models.find(({ modelId }) => modelId === answer.by.modelId);
    keeper.open({
      config,
      run,
      width: info.width,
      height: info.height,
      anchor: info.anchor,
      modelThresholds: { standard: model?.defaultThreshold ?? 0.4, byClass: model?.thresholds ?? {} },
    });
    viewSession = keeper.sessionId ?? viewSession;
  }

  function noteGap(hole: Hole | null): void {
    if (hole !== null) outbox.put([hole], NO_BODY);
  }

  function gapCause(): string {
    if (!config.analysis.enabled) return 'analysis-off';
    if (condition === null || condition.state === 'live') return 'detector';
    return condition.state === condition.reason ? condition.reason : `${condition.state}: ${condition.reason}`;
  }

  function handle(frame: RunnerFrame, answer: DetectorAnswer): void {
    if (!answer.ok) {
      if (lossless) ports.onHopeless(answer.failure);
      else counters.dropped(answer.failure.code);
      return;
    }
    openSession(answer);
    const overlay = keeper.step(frame, answer.detections);
    lastMediaUs = frame.mediaUs;
    if (!lossless) noteGap(gaps.analysed(frame.utcUs));
    const now = ports.nowMs();
    counters.analysed(now, (ports.nowUtcUs() - frame.arrivedUtcUs) / 1000);
    gate.analysed(frame.frameId, overlay, now);
  }

  const flow: FrameFlow<RunnerFrame> = createFrameFlow<RunnerFrame, DetectorAnswer>({
    lossless,
    ask: ({ frameId, width, height, format, raw }) =>
      detector.detect({
        cameraId: config.id,
        frameId,
        width,
        height,
        format,
        raw,
        modelId: config.analysis.modelId,
        lossless,
      }),
    handle,
    dropped: () => counters.dropped('detector-busy'),
  });

  async function takeLossless(frame: RunnerFrame): Promise<void> {
    if (outbox.full) await outbox.whenRoom();
    await flow.offer(frame);
  }

  return {
    get config() {
      return config;
    },
    onState(next) {
      if (condition?.state !== next.state || condition.reason !== next.reason) {
        ports.log(next.state === 'live' ? 'info' : 'warn', `camera is ${next.state}`, {
          reason: next.reason,
          detail: next.detail,
        });
        if (job === null)
          outbox.put(
            [
              {
                kind: 'camera-event',
                cameraId: config.id,
                utcUs: ports.nowUtcUs(),
                state: next.state,
                reason: next.reason,
                detail: next.detail,
              },
            ],
            NO_BODY,
          );
      }
      condition = next;
    },
    onRunStart(next) {
      info = next;
    },
    onFrame(frame) {
      frames += 1;
      const now = ports.nowMs();
      counters.arrived(now);
      gate.setMode(nextMode(gate.mode, config.analysis.enabled, counters.analysedFps(now), counters.measuredMs(now)));
      if (frame.jpeg !== null && ports.watched()) gate.arrived({ ...frame, jpeg: frame.jpeg }, now);
      if (lossless) return takeLossless(frame);
      if (!config.analysis.enabled) return Promise.resolve();
      if (outbox.full) {
        counters.dropped('store-backlog');
        return Promise.resolve();
      }
      return flow.offer(frame);
    },
    async onRunEnd(reason, drops, willResume) {
      await flow.settled();
      for (const [cause, count] of Object.entries(drops)) counters.dropped(cause, count);
      gate.clear();
      if (!willResume) keeper.close(reason, counters.drops);
    },
    isCheckpointFrame: (raw) => frameHash(raw) === job?.checkpoint?.frameSha256,
    update(next) {
      const nextFingerprint = analysisFingerprint(next);
      if (nextFingerprint !== fingerprint && job === null) keeper.close('settings-changed', counters.drops);
      fingerprint = nextFingerprint;
      config = next;
      keeper.setDrawings(next);
      if (!next.analysis.enabled) keeper.close('analysis-off', counters.drops);
    },
    tick() {
      if (!lossless) noteGap(gaps.tick(ports.nowUtcUs(), gapCause()));
    },
    status() {
      const span = info?.durationUs ?? null;
      const begun = info?.anchor.mediaUs ?? 0;
      return {
        cameraId: config.id,
        state: condition?.state ?? 'connecting',
        reason: condition?.reason ?? 'starting',
        detail: condition?.detail ?? '',
        sinceUtcUs: condition?.sinceUtcUs ?? toUtcUs(ports.nowUtcUs()),
        sessionId: keeper.sessionId,
        mode: job === null ? 'live' : 'replay',
        codec: info?.codec ?? '',
        sourceWidth: info?.sourceWidth ?? 0,
        sourceHeight: info?.sourceHeight ?? 0,
        decoder: info?.decoder ?? '',
        frames,
        pendingFacts: outbox.pending,
        progress: span === null || span <= 0 || lastMediaUs === null ? null : Math.min(1, (lastMediaUs - begun) / span),
        ...counters.figures(ports.nowMs()),
      };
    },
  };
}
