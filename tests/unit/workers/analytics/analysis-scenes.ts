import { toMediaUs, toUtcUs } from '../../../../domain/base/time.ts';
import { type CameraConfig, cameraConfigSchema } from '../../../../domain/contracts/camera-config.ts';
import type { Fact } from '../../../../domain/contracts/facts.ts';
import type { ReplayJob } from '../../../../domain/contracts/messages.ts';
import type { Detections } from '../../../../domain/detection/detections.ts';
import { decodePath } from '../../../../domain/tracking/path-codec.ts';
import type { PathPoint } from '../../../../domain/tracking/track-facts.ts';
import { analysisFingerprint, runOf } from '../../../../workers/analytics/run-identity.ts';
import type { SessionFrame, SessionStart } from '../../../../workers/analytics/session-start.ts';
import { detector, driving, evenTimes, film } from '../../domain/tracking/synthetic-traffic.ts';
import type { FakeOutbox } from './fake-outbox.ts';

export const LINE = '11111111-1111-4111-8111-111111111111';
export const ZONE = '22222222-2222-4222-8222-222222222222';
export const JOB = '33333333-3333-4333-8333-333333333333';
export const SESSION = '44444444-4444-4444-8444-444444444444';
export const START_UTC_US = Date.UTC(2026, 4, 4, 8) * 1000;

export const LINE_DRAWING = { name: 'across', from: { x: 0.05, y: 0.5 }, to: { x: 0.95, y: 0.5 } };

/** A camera with one line across the road and one zone on it. */
export function camera(
  over: { id?: string; analysis?: object; zones?: object[]; enabled?: boolean; source?: object } = {},
) {
  return cameraConfigSchema.parse({
    id: over.id ?? 'north',
    name: 'North',
    source: over.source ?? { kind: 'file', path: '/recordings/a.mp4', pace: 'realtime' },
    enabled: over.enabled ?? true,
    analysis: over.analysis ?? {},
    revision: 1,
    lines: [{ lineId: LINE, version: 1, versionId: LINE, ...LINE_DRAWING }],
    zones: [
      {
        zoneId: ZONE,
        version: 1,
        versionId: ZONE,
        name: 'middle',
        points: [
          { x: 0.05, y: 0.4 },
          { x: 0.95, y: 0.4 },
          { x: 0.95, y: 0.7 },
          { x: 0.05, y: 0.7 },
        ],
      },
      ...(over.zones ?? []),
    ],
  });
}

export const BY = { modelId: 'small', modelSha256: 'a'.repeat(64), provider: 'cpu' };
export const DECODER = 'h264 (software)';
export const SOURCE = { decoder: DECODER, width: 640, height: 360 };
export const SOFTWARE = '1.0.0';

export const ANCHOR = { utcUs: toUtcUs(START_UTC_US), mediaUs: toMediaUs(0), quality: 'given' } as const;

export function sessionStart(config: CameraConfig = camera(), by = BY): SessionStart {
  return {
    config,
    run: runOf(by, analysisFingerprint(config), SOURCE, SOFTWARE),
    width: SOURCE.width,
    height: SOURCE.height,
    anchor: ANCHOR,
    model: null,
    modelThresholds: { standard: 0.4, byClass: {} },
  };
}

export interface SceneFrame extends SessionFrame {
  readonly detections: Detections;
}

/** A car and, a little later, a lorry drive down the picture over the line and through the zone, and out of sight. */
export function scene(seconds = 6, fps = 12.5): SceneFrame[] {
  const car = driving({ x: 0.3, bottom: 0.2, width: 0.1, height: 0.1 }, { y: 0.2 }, 0, 3.5);
  const lorry = driving({ x: 0.7, bottom: 0.25, width: 0.14, height: 0.2 }, { y: 0.22 }, 0.8, 4);
  const frames = film(
    [
      { class: 'car', at: car },
      { class: 'truck', at: lorry },
    ],
    evenTimes(fps, seconds),
    detector(7, { noise: 0.01 }),
  );
  return frames.map(({ frameId, mediaUs, detections }) => ({
    frameId,
    mediaUs,
    utcUs: START_UTC_US + mediaUs,
    raw: Uint8Array.of(frameId & 255, frameId >> 8),
    detections,
  }));
}

export function replayJob(over: Partial<ReplayJob> = {}): ReplayJob {
  return {
    jobId: JOB,
    cameraId: 'north',
    path: '/recordings/a.mp4',
    pace: 'max',
    startUtcUs: START_UTC_US,
    status: 'running',
    sessionId: null,
    checkpoint: null,
    anchor: null,
    run: null,
    sessionEnd: null,
    folder: null,
    reason: '',
    ...over,
  };
}

export function ofKind<K extends Fact['kind']>(facts: readonly Fact[], kind: K): Extract<Fact, { kind: K }>[] {
  return facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}

/** Every path that was put, whole, by track. */
export function storedPaths(outbox: FakeOutbox): Map<number, PathPoint[]> {
  const paths = new Map<number, PathPoint[]>();
  for (const { facts, body } of outbox.puts) {
    for (const { track, bodyOffset, bodyLength } of ofKind(facts, 'path-chunk')) {
      const piece = decodePath(body.subarray(bodyOffset, bodyOffset + bodyLength));
      if (!piece.ok) throw new Error(piece.failure.message);
      paths.set(track, [...(paths.get(track) ?? []), ...piece.value]);
    }
  }
  return paths;
}
