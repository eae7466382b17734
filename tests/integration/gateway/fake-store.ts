import { incident, INCIDENT_ID } from './fake-incidents.ts';
import { randomUUID } from 'node:crypto';
import { fail, ok } from '../../../domain/base/result.ts';
import type { Result } from '../../../domain/base/result.ts';
import type { SessionView, StreamKeyView, UserView } from '../../../domain/contracts/api.ts';
import { cameraConfigSchema } from '../../../domain/contracts/camera-config.ts';
import type { CameraConfig } from '../../../domain/contracts/camera-config.ts';
import { storeCommands } from '../../../domain/contracts/store-commands.ts';
import type { StoreMethod } from '../../../domain/contracts/store-commands.ts';
import { classSupport } from '../../../domain/traffic/class-support.ts';
import type { CrossingsQuery, GatewayReader, StoreCommand, TrackRow } from '../../../workers/gateway/index.ts';

export const SESSION_ID = '0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0001';
export const LINE_ID = '0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0002';
export const CORRECTION_ID = '0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0004';
export const JOB_ID = '0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0003';

export interface FakeStore {
  readonly reader: GatewayReader;
  readonly command: StoreCommand;
  readonly cameras: Map<string, CameraConfig>;
  readonly users: Map<string, UserView & { passwordHash: string }>;
  readonly asked: { method: StoreMethod; params: unknown }[];
  readonly crossingQueries: CrossingsQuery[];
  readonly settings: Map<string, string>;
}

export function fakeCamera(id: string, change: Partial<CameraConfig> = {}): CameraConfig {
  const base = { id, name: `Camera ${id}`, source: { kind: 'rtsp', url: `rtsp://10.0.0.1/${id}` } };
  return { ...cameraConfigSchema.parse({ ...base, revision: 1, lines: [], zones: [], calibration: null }), ...change };
}

export const RUN = {
  ...{ runId: 'run-1', modelId: 'small', modelSha256: 'aa', configSha256: 'bb', software: '0.1.0' },
  ...{ decoder: 'software', provider: 'cpu', width: 640, height: 360 },
};

const crossing = {
  cursor: 7,
  runId: RUN.runId,
  sessionId: SESSION_ID,
  track: 3,
  lineId: LINE_ID,
  lineVersionId: LINE_ID,
  lineName: 'North',
  ordinal: 1,
  direction: 'in' as const,
  directionName: 'southbound',
  class: 'car',
  classSoFar: 'car',
  final: true,
  frameId: 12,
  mediaUs: 1_000_000,
  utcUs: 1_700_000_000_000_000,
  x: 0.5,
  y: 0.5,
  mode: 'live' as const,
  speed: null,
  countsAs: ['car'],
  corrections: [],
};

const session: SessionView = {
  ...{ sessionId: SESSION_ID, cameraId: 'north', mode: 'live', jobId: null, runId: 'run', modelId: 'road' },
  ...{ anchorQuality: 'given', openedUtcUs: 1, endedUtcUs: null, reason: '', frames: null },
};

const track: TrackRow = {
  detail: {
    sessionId: SESSION_ID,
    track: 3,
    cameraId: 'north',
    run: RUN,
    class: 'car',
    votes: { car: 4 },
    firstUtcUs: 1_700_000_000_000_000,
    lastUtcUs: 1_700_000_001_000_000,
    crossings: [crossing],
  },
  chunks: [{ chunk: 0, points: 2, firstMediaUs: 0, lastMediaUs: 1_000_000, bytes: Uint8Array.of(1, 2) }],
};

/** Answers like the store's reader and writer would, from memory, and remembers what it was asked. */
export function fakeStore(): FakeStore {
  const cameras = new Map([['north', fakeCamera('north')]]);
  const users: FakeStore['users'] = new Map();
  const keys = new Map<string, StreamKeyView & { keyHash: string }>();
  const asked: FakeStore['asked'] = [];
  const crossingQueries: CrossingsQuery[] = [];
  const settings = new Map<string, string>();
  const reader: GatewayReader = {
    cameras: () => [...cameras.values()],
    camera: (id) => cameras.get(id) ?? null,
    calibrations: () => [],
    calibration: () => null,
    carLengths: () => [],
    zoneHistory: () => ({ changes: [], minutes: [], moreFromUtcUs: null }),
    approachMinutes: () => [],
    passages: () => ({ passages: [], watched: [], truncated: false }),
    zoneVisits: () => ({ visits: [], truncated: false }),
    trackVisits: () => [],
    counts: ({ cameraId, fromUtcUs }) => ({
      cameraId,
      fromUtcUs,
      toUtcUs: fromUtcUs + 1,
      cursor: 7,
      runs: [RUN],
      counts: [],
    }),
    volumes: ({ cameraId, fromUtcUs, binSeconds }) => ({
      cameraId,
      runs: [RUN],
      bins: [
        {
          startUtcUs: fromUtcUs,
          seconds: binSeconds,
          watchedShare: 1,
          degradedShare: 0,
          droppedFrames: 3,
          clockOverlap: false,
          closed: true,
          cells: [{ lineId: LINE_ID, direction: 'in', class: 'bus', count: 4 }],
        },
      ],
    }),
    classSupport: () => classSupport([['car', 'bus']]),
    movementCounts: ({ cameraId, fromUtcUs, toUtcUs }) => ({
      ...{ cameraId, fromUtcUs, toUtcUs, coverage: { watchedShare: 0.5, degradedShare: 0 } },
      movements: (cameras.get(cameraId)?.movements ?? []).map(({ movementId, name, entry, exit }) => ({
        ...{ movementId, name, entry, exit, sinceUtcUs: 1, counts: [{ class: 'bus', count: 4 }] },
      })),
      unmatched: { counts: [{ class: 'car', count: 1 }], share: 0.2 },
    }),
    movementVolumes: ({ cameraId, fromUtcUs, binSeconds }) => ({
      cameraId,
      bins: [0, 1, 2, 3].map((at) => ({
        ...{ startUtcUs: fromUtcUs + at * binSeconds * 1e6, seconds: binSeconds, watchedShare: 1, degradedShare: 0 },
        ...{
          droppedFrames: 0,
          clockOverlap: false,
          closed: true,
          cells: [{ movementId: LINE_ID, class: 'bus', count: at + 1 }],
        },
      })),
    }),
    movementTracks: () => [],
    settings: () => settings,
    flows: (stretch) => ({ ...stretch, cameras: [] }),
    crossings: (query) => {
      crossingQueries.push(query);
      return [crossing];
    },
    track: (sessionId, number) => (sessionId === SESSION_ID && number === 3 ? track : null),
    sessions: (cameraId) => (cameraId === 'north' ? [session] : []),
    jobs: () => [],
    jobFiles: (jobId) => (jobId === JOB_ID ? [] : null),
    users: () => [...users.values()].map(({ passwordHash: _, ...view }) => view),
    user: (name) => users.get(name) ?? null,
    streamKeys: (cameraId) =>
      [...keys.values()].filter((key) => key.cameraId === cameraId).map(({ keyHash: _, ...view }) => view),
    streamKeyByHash: (keyHash) => keys.get(keyHash) ?? null,
    departures: () => [],
    holes: ({ cameraId, fromUtcUs, toUtcUs }) => [{ kind: 'hole', cameraId, fromUtcUs, toUtcUs, cause: 'offline' }],
    changes: ({ fromUtcUs }) => [
      {
        ...{ utcUs: fromUtcUs, kind: 'line', event: 'changed', subject: 'North', version: 2, fields: [] },
        actor: 'the-operator',
      },
    ],
    run: (runId) => (runId === RUN.runId ? RUN : null),
    events: () => [],
    incidents: () => [incident],
    incident: (id) => (id === INCIDENT_ID ? incident : null),
    incidentSummary: () => ({
      active: { low: 0, medium: 0, high: 0, critical: 1 },
      unacknowledged: 1,
      moved: [],
      cameras: { north: 1 },
    }),
    audit: () => [],
  };

  const changes: Partial<Record<StoreMethod, (params: never) => Result<object>>> = {
    'camera.create': ({ camera }: { camera: CameraConfig }) => {
      if (cameras.has(camera.id)) return fail('camera-exists', 'There is such a camera already.', 'Choose another id.');
      cameras.set(camera.id, { ...camera, revision: 1, lines: [], zones: [], calibration: null, movements: [] });
      return ok({ revision: 1 });
    },
    'camera.update': ({ id, change }: { id: string; change: Partial<CameraConfig> }) => {
      cameras.set(id, { ...cameras.get(id)!, ...change, revision: 2 });
      return ok({ revision: 2 });
    },
    'camera.delete': ({ id }: { id: string }) => {
      cameras.delete(id);
      return ok({});
    },
    'line.create': () => ok({ lineId: randomUUID(), versionId: randomUUID() }),
    'line.update': () => ok({ versionId: randomUUID() }),
    'zone.create': () => ok({ zoneId: randomUUID(), versionId: randomUUID() }),
    'zone.update': () => ok({ versionId: randomUUID() }),
    'calibration.put': () => ok({ versionId: randomUUID() }),
    'movement.create': () => ok({ movementId: randomUUID(), versionId: randomUUID() }),
    'movement.create-many': ({ drawings }: { drawings: unknown[] }) =>
      ok({ movementIds: drawings.map(() => randomUUID()) }),
    'movement.update': () => ok({ versionId: randomUUID() }),
    'setting.put': ({ key, value }: { key: string; value: string }) => {
      settings.set(key, value);
      return ok({});
    },
    'crossing.correct': () => ok({ correctionId: CORRECTION_ID }),
    'job.create': () => ok({ jobId: JOB_ID }),
    'user.create': ({ name, role, passwordHash }: { name: string; role: UserView['role']; passwordHash: string }) => {
      const userId = randomUUID();
      users.set(name, { userId, name, role, createdUtcUs: 1, passwordHash });
      return ok({ userId });
    },
    'user.set-password': ({ name, passwordHash }: { name: string; passwordHash: string }) => {
      users.set(name, { ...users.get(name)!, passwordHash });
      return ok({});
    },
    'user.delete': ({ name }: { name: string }) => {
      users.delete(name);
      return ok({});
    },
    'stream-key.create': ({ cameraId, label, keyHash }: { cameraId: string; label: string; keyHash: string }) => {
      const keyId = randomUUID();
      keys.set(keyHash, { keyId, cameraId, label, createdUtcUs: 1, keyHash });
      return ok({ keyId });
    },
    'stream-key.revoke': ({ keyId }: { keyId: string }) => {
      for (const [hash, key] of keys) if (key.keyId === keyId) keys.delete(hash);
      return ok({});
    },
  };
  const command: StoreCommand = async (method, params) => {
    // What the real store would refuse, this one refuses too.
    const parsed = storeCommands[method].params.parse(params);
    asked.push({ method, params: parsed });
    const change = changes[method];
    return (change ? change(parsed as never) : ok({})) as never;
  };
  return { reader, command, cameras, users, asked, crossingQueries, settings };
}
