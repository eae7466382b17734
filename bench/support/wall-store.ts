import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { cameraConfigSchema } from '../../domain/contracts/camera-config.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { CameraStatus, CommittedCrossing } from '../../domain/contracts/messages.ts';
import type { GatewayReader, StoreCommand } from '../../workers/gateway/index.ts';

/** A camera of the wall and the session that it shows. */
export const wallCamerasSchema = z.array(z.object({ cameraId: z.string(), sessionId: z.uuid() }));
export type WallCameras = z.infer<typeof wallCamerasSchema>;

export function wallCameras(count: number): WallCameras {
  return Array.from({ length: count }, (_, index) => ({
    cameraId: `wall-${String(index + 1).padStart(2, '0')}`,
    sessionId: randomUUID(),
  }));
}

/** What the wall asks of a store, from memory: its cameras, each with a line, and their counts. */
export interface WallStore {
  readonly reader: GatewayReader;
  readonly command: StoreCommand;
  /** One more vehicle, at a camera in turn. */
  nextCrossing(): CommittedCrossing;
}

function cameraOf(id: string): CameraConfig {
  const across = { name: 'Across', from: { x: 0.1, y: 0.6 }, to: { x: 0.9, y: 0.6 } };
  return cameraConfigSchema.parse({
    id,
    name: `Camera ${id.replace('wall-', '')}`,
    source: { kind: 'rtsp', url: `rtsp://10.0.0.1/${id}` },
    note: 'Stand-in footage drawn by a simulator',
    revision: 1,
    lines: [{ lineId: randomUUID(), version: 1, versionId: randomUUID(), ...across }],
    zones: [],
  });
}

const NO_INCIDENTS = {
  incidents: () => [],
  incident: () => null,
  incidentSummary: () => ({
    active: { low: 0, medium: 0, high: 0, critical: 0 },
    unacknowledged: 0,
    moved: [],
    cameras: {},
  }),
} satisfies Partial<GatewayReader>;

export function wallStore(wall: WallCameras): WallStore {
  const cameras = new Map(wall.map(({ cameraId }) => [cameraId, cameraOf(cameraId)]));
  const counted = new Map<string, number>();
  let cursor = 0;
  const reader: GatewayReader = {
    cameras: () => [...cameras.values()],
    camera: (id) => cameras.get(id) ?? null,
    calibrations: () => [],
    calibration: () => null,
    carLengths: () => [],
    counts({ cameraId, fromUtcUs }) {
      const line = cameras.get(cameraId)?.lines[0];
      const count = counted.get(cameraId) ?? 0;
      const names = { lineName: 'Across', directionName: 'in', direction: 'in' as const, class: 'car' };
      const counts = line === undefined ? [] : [{ lineId: line.lineId, count, ...names }];
      return { cameraId, fromUtcUs, toUtcUs: Date.now() * 1000, cursor, counts };
    },
    volumes: ({ cameraId }) => ({ cameraId, bins: [] }),
    crossings: () => [],
    track: () => null,
    sessions: () => [],
    jobs: () => [],
    jobFiles: () => null,
    users: () => [],
    user: () => null,
    streamKeys: () => [],
    streamKeyByHash: () => null,
    holes: () => [],
    events: () => [],
    ...NO_INCIDENTS,
    audit: () => [],
  };
  const nextCrossing = (): CommittedCrossing => {
    const turn = wall[cursor % wall.length];
    const camera = cameras.get(turn?.cameraId ?? '');
    const line = camera?.lines[0];
    if (turn === undefined || camera === undefined || line === undefined)
      throw new Error('a wall has cameras with lines');
    cursor += 1;
    counted.set(camera.id, (counted.get(camera.id) ?? 0) + 1);
    return {
      cursor,
      cameraId: camera.id,
      sessionId: turn.sessionId,
      track: cursor,
      lineId: line.lineId,
      lineVersionId: line.versionId,
      ordinal: 1,
      direction: 'in',
      class: 'car',
      final: false,
      utcUs: Date.now() * 1000,
    };
  };
  // Nothing is written on a wall: no command comes.
  const command: StoreCommand = () => Promise.reject(new Error('the wall gives the store no commands'));
  return { reader, command, nextCrossing };
}

/** How a camera is that plays as it should. */
export function liveStatus({ cameraId, sessionId }: WallCameras[number], fps: number): CameraStatus {
  return {
    cameraId,
    sessionId,
    state: 'live',
    reason: '',
    detail: '',
    sinceUtcUs: 1,
    mode: 'live',
    jobId: null,
    codec: 'h264',
    sourceWidth: 640,
    sourceHeight: 360,
    decoder: 'software',
    decoderFallback: null,
    fps,
    analysedFps: fps,
    bitrateKbps: 900,
    lastFrameUtcUs: Date.now() * 1000,
    drops: {},
    restarts: 0,
    ageMsP50: 80,
    ageMsP95: 120,
    frames: 1000,
    pendingFacts: 0,
    progress: null,
    clock: { quality: 'assumed', doubt: null },
    nextTryUtcUs: null,
  };
}
