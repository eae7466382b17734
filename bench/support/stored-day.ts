import { randomUUID } from 'node:crypto';
import { toMediaUs, toUtcUs } from '../../domain/base/time.ts';
import { calibrationDraftSchema } from '../../domain/contracts/calibration.ts';
import type { CameraConfig, LineVersion, MovementVersion } from '../../domain/contracts/camera-config.ts';
import type { Fact } from '../../domain/contracts/facts.ts';
import type { Result } from '../../domain/base/result.ts';
import { createFactBatch } from '../../workers/analytics/fact-batch.ts';
import { createSessionAnalysis } from '../../workers/analytics/session-analysis.ts';
import type { SessionStart } from '../../workers/analytics/session-start.ts';
import { openReader, openStore } from '../../workers/store/index.ts';
import type { Store, StoreReader } from '../../workers/store/index.ts';
import { laneTraffic } from './lane-traffic.ts';

export const FRAMES_A_SECOND = 10;
const VEHICLES = 10;
const HOUR_S = 3600;
/** Midnight of a day in June 2026, UTC. */
const DAY_BEGINS_US = Date.UTC(2026, 5, 15) * 1000;
const CAMERA = 'busy';
/** What leaves a camera process together when its store was away for a while. */
const LUMP = 2000;
const SCENE_FRAMES = 6000;

/** A store with a day of a busy, calibrated camera in it, counted and judged while it was stored. */
export interface StoredDay {
  readonly store: Store;
  readonly reader: StoreReader;
  readonly camera: CameraConfig;
  readonly line: LineVersion;
  readonly movement: MovementVersion;
  readonly sessionIds: readonly string[];
  readonly tracks: number;
  readonly points: number;
}

/** What should never fail here. */
export function sure<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

/**
 * The day has one session an hour. One hour is really looked at, from detections to facts, as camera processes do it; the
 * other hours hold the same traffic, each in a session and at times of its own.
 */
export async function storeDay(folder: string, hours: number): Promise<StoredDay> {
  const site = { name: 'Bench', timeZone: 'UTC' };
  const key = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
  const store = sure(await openStore({ folder, key, site, onAlarm: ({ message }) => console.error(message) }));
  await setUp(store);
  const reader = sure(openReader(store.file));
  const camera = reader.camera(CAMERA);
  const line = camera?.lines[0];
  const movement = camera?.movements[0];
  if (camera === null || line === undefined || movement === undefined) throw new Error('the camera was not set up');
  const hour = watchedHour(camera);
  const sessionIds = Array.from({ length: hours }, () => randomUUID());
  sessionIds.forEach((sessionId, at) => storeHour(store, hour, sessionId, at * HOUR_S * 1_000_000));
  const tracks = hours * countOf(hour, ({ kind }) => (kind === 'track-end' ? 1 : 0));
  const points = hours * countOf(hour, (fact) => (fact.kind === 'path-chunk' ? fact.points : 0));
  return { store, reader, camera, line, movement, sessionIds, tracks, points };
}

/** Two lines, one zone, one movement and a calibration: what a site sets up on a busy camera. */
async function setUp(store: Store): Promise<void> {
  const actor = 'bench';
  const source = { kind: 'rtsp', url: 'rtsp://10.0.0.1/stream' } as const;
  sure(await store.command('camera.create', { actor, camera: { id: CAMERA, name: 'Busy', source } }));
  const corners = [
    [0.1, 0.9, -6, 5],
    [0.9, 0.9, 6, 5],
    [0.35, 0.1, -6, 60],
    [0.65, 0.1, 6, 60],
  ] as const;
  const calibration = calibrationDraftSchema.parse({
    picture: { width: 640, height: 360 },
    points: corners.map(([x, y, gx, gy]) => ({ picture: { x, y }, ground: { x: gx, y: gy } })),
    region: { kind: 'around-points', factor: 1.5 },
  });
  sure(await store.command('calibration.put', { actor, cameraId: CAMERA, calibration }));
  const lineIds: string[] = [];
  for (const y of [0.4, 0.7]) {
    const drawing = { name: `Line at ${y}`, from: { x: 0, y }, to: { x: 1, y } };
    lineIds.push(sure(await store.command('line.create', { actor, cameraId: CAMERA, drawing })).lineId);
  }
  const points = [...[0.1, 0.9].map((x) => ({ x, y: 0.2 })), ...[0.9, 0.1].map((x) => ({ x, y: 0.3 }))];
  sure(
    await store.command('zone.create', { actor, cameraId: CAMERA, drawing: { name: 'Road', kind: 'zone', points } }),
  );
  const gates = lineIds.map((lineId) => ({ kind: 'line', lineId, direction: 'out' }) as const);
  const [entry, exit] = gates;
  if (entry === undefined || exit === undefined) throw new Error('a movement has two gates');
  const movement = { name: 'Through', entry, exit };
  sure(await store.command('movement.create', { actor, cameraId: CAMERA, drawing: movement }));
}

interface Lump {
  readonly facts: readonly Fact[];
  readonly body: Uint8Array;
}

/** An hour of traffic through the analysis of a camera process; its session has no name yet and begins at midnight. */
function watchedHour(config: CameraConfig): Lump[] {
  const sessionId = randomUUID();
  const start = sessionStart(config);
  const analysis = createSessionAnalysis({ sessionId, start, restored: undefined });
  const scene = laneTraffic(VEHICLES, SCENE_FRAMES, FRAMES_A_SECOND);
  const batch = createFactBatch();
  const lumps: Lump[] = [];
  batch.add(opening(sessionId, start));
  const raw = new Uint8Array(0);
  let at = { mediaUs: toMediaUs(0), utcUs: DAY_BEGINS_US };
  for (let frameId = 0; frameId < HOUR_S * FRAMES_A_SECOND; frameId += 1) {
    const mediaUs = toMediaUs((frameId * 1_000_000) / FRAMES_A_SECOND);
    at = { mediaUs, utcUs: DAY_BEGINS_US + mediaUs };
    const detections = scene[frameId % SCENE_FRAMES];
    if (detections === undefined) throw new Error('the scene is empty');
    analysis.step({ frameId, raw, ...at }, detections, batch);
    if (batch.count >= LUMP) lumps.push(batch.take());
  }
  analysis.finish(at, batch);
  const { mediaUs: lastMediaUs, utcUs: lastUtcUs } = at;
  const end = { lastMediaUs, lastUtcUs, frames: analysis.frames, drops: {} };
  batch.add({ kind: 'session-end', sessionId, reason: 'ended', ...end });
  return [...lumps, batch.take()];
}

function sessionStart(config: CameraConfig): SessionStart {
  const run = {
    ...{ runId: randomUUID(), modelId: 'bench', modelSha256: '0', configSha256: '0', width: 640, height: 360 },
    ...{ decoder: 'none', provider: 'none', software: 'bench' },
  };
  const anchor = { utcUs: toUtcUs(DAY_BEGINS_US), mediaUs: toMediaUs(0), quality: 'given' } as const;
  const modelThresholds = { standard: 0.4, byClass: {} };
  return { config, run, model: null, width: 640, height: 360, anchor, modelThresholds };
}

function opening(sessionId: string, { config, run, width, height, anchor }: SessionStart): Fact {
  return {
    ...{ kind: 'session-open', sessionId, cameraId: config.id, mode: 'live', jobId: null, run },
    ...{ cameraRevision: config.revision, width, height },
    ...{ anchorUtcUs: anchor.utcUs, anchorMediaUs: anchor.mediaUs, anchorQuality: anchor.quality },
  };
}

function storeHour(store: Store, hour: readonly Lump[], sessionId: string, laterUs: number): void {
  hour.forEach(({ facts, body }, at) => {
    const moved = facts.map((fact) => movedFact(fact, sessionId, laterUs));
    sure(store.commitFacts([{ sender: sessionId, seq: at + 1, facts: moved, body }]));
  });
}

function countOf(hour: readonly Lump[], of: (fact: Fact) => number): number {
  return hour.reduce((sum, { facts }) => sum + facts.reduce((inner, fact) => inner + of(fact), 0), 0);
}

/** The same fact in another session and at another time of the day; source time is that of its session and stays. */
function movedFact(fact: Fact, sessionId: string, laterUs: number): Fact {
  switch (fact.kind) {
    case 'session-open':
      return { ...fact, sessionId, anchorUtcUs: fact.anchorUtcUs + laterUs };
    case 'session-end':
      return { ...fact, sessionId, lastUtcUs: fact.lastUtcUs + laterUs };
    case 'crossing':
      return { ...fact, sessionId, utcUs: fact.utcUs + laterUs };
    case 'zone-visit':
      return { ...fact, sessionId, enterUtcUs: fact.enterUtcUs + laterUs, exitUtcUs: fact.exitUtcUs + laterUs };
    case 'path-chunk':
    case 'track-end':
      return { ...fact, sessionId, firstUtcUs: fact.firstUtcUs + laterUs, lastUtcUs: fact.lastUtcUs + laterUs };
    case 'coverage':
      return { ...fact, sessionId, fromUtcUs: fact.fromUtcUs + laterUs, toUtcUs: fact.toUtcUs + laterUs };
    default:
      throw new Error(`the analysis of a session gives no ${fact.kind}`);
  }
}
