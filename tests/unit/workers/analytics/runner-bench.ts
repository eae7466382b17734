import { type CameraConfig } from '../../../../domain/contracts/camera-config.ts';
import { type ReplayJob, type ViewHead } from '../../../../domain/contracts/messages.ts';
import { createCameraRunner } from '../../../../workers/analytics/camera-runner.ts';
import type { DetectorAnswer, DetectorClient, DetectorFrame } from '../../../../workers/analytics/detector-client.ts';
import type { RunnerSourceInfo } from '../../../../workers/analytics/runner-ports.ts';
import {
  ANCHOR,
  BY,
  camera,
  DECODER,
  ofKind,
  scene,
  type SceneFrame,
  SOFTWARE,
  START_UTC_US,
} from './analysis-scenes.ts';
import { createFakeOutbox } from './fake-outbox.ts';

export const INFO: RunnerSourceInfo = {
  width: 640,
  height: 360,
  sourceWidth: 1280,
  sourceHeight: 720,
  codec: 'h264',
  decoder: DECODER,
  decoderFallback: 'no hardware decodes this video',
  anchor: { ...ANCHOR, quality: 'arrival' },
  durationUs: 6_000_000,
  item: null,
};

/** A detector that has seen the film already: it answers at once, or when it is let go on. */
function createFakeDetector(frames: readonly SceneFrame[]) {
  const asked: DetectorFrame[] = [];
  const held: (() => void)[] = [];
  const fake = {
    by: { ...BY },
    hold: false,
    refuse: null as string | null,
    asked,
    release: () => held.splice(0).forEach((go) => go()),
    detect(frame: DetectorFrame): Promise<DetectorAnswer> {
      asked.push(frame);
      const { by, refuse } = fake;
      const answer = (): DetectorAnswer =>
        refuse === null
          ? { ok: true, detections: frames[frame.frameId]!.detections, by: { ...answerHead, ...by } }
          : { ok: false, failure: { code: refuse, message: 'It cannot.', hint: 'Wait.' } };
      return fake.hold ? new Promise((resolve) => held.push(() => resolve(answer()))) : Promise.resolve(answer());
    },
    models: null,
    whenModels: () => Promise.resolve(),
    opened: () => undefined,
    lost: () => undefined,
    take: () => false,
    close: () => undefined,
  } satisfies DetectorClient & Record<string, unknown>;
  return fake;
}

const answerHead = {
  type: 'detections' as const,
  seq: 1,
  cameraId: 'north',
  frameId: 0,
  count: 0,
  waitMs: 0,
  inferMs: 1,
  batch: 1,
};

/** A runner with everything around it: what is asked of it and what it told can be looked at. */
export function setUp(
  job: ReplayJob | null = null,
  config: CameraConfig = camera(),
  info: RunnerSourceInfo | null = INFO,
) {
  const frames = scene();
  const outbox = createFakeOutbox();
  const detector = createFakeDetector(frames);
  const views: ViewHead[] = [];
  const hopeless: string[] = [];
  const logs: string[] = [];
  let nowMs = 0;
  const runner = createCameraRunner(config, {
    job,
    detector,
    outbox,
    software: SOFTWARE,
    nowMs: () => nowMs,
    nowUtcUs: () => START_UTC_US + nowMs * 1000,
    watched: () => true,
    publish: (head) => void views.push(head),
    log: (_level, text) => void logs.push(text),
    onHopeless: (failure) => void hopeless.push(failure.code),
  });
  if (info !== null) runner.onRunStart(info);
  const show = (frame: SceneFrame): Promise<void> => {
    nowMs = frame.mediaUs / 1000;
    const { frameId, mediaUs, utcUs, raw } = frame;
    const picture = { width: 640, height: 360, format: 'yuv420p' as const, jpeg: Uint8Array.of(1) };
    return runner.onFrame({ frameId, mediaUs, utcUs, raw, anchor: INFO.anchor, arrivedUtcUs: utcUs, ...picture });
  };
  /** Every frame, each with time for its answer. */
  const play = async (some: readonly SceneFrame[] = frames): Promise<void> => {
    for (const frame of some) {
      await show(frame);
      await settle();
    }
  };
  const sessions = () => ofKind(outbox.facts, 'session-open');
  const ends = () =>
    ofKind(outbox.facts, 'session-end').map(({ reason, frames: count, drops }) => ({ reason, count, drops }));
  return {
    runner,
    frames,
    outbox,
    detector,
    views,
    hopeless,
    logs,
    show,
    play,
    sessions,
    ends,
    at: (ms: number) => (nowMs = ms),
  };
}

export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
