import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fail, ok } from '../../domain/base/result.ts';
import { fitCalibration } from '../../domain/calibration/fit-calibration.ts';
import { cameraConfigSchema } from '../../domain/contracts/camera-config.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { Flows } from '../../domain/contracts/site-map.ts';
import { placeAt } from '../../domain/map/places.ts';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { randomStream } from '../../simulator/world/random.ts';
import { startGateway } from '../../workers/gateway/index.ts';
import type { GatewayOptions, GatewayReader } from '../../workers/gateway/index.ts';
import { createImportDesk } from '../../workers/model-imports/index.ts';
import { EMPTY_READS } from './empty-reads.ts';
import { liveStatus } from './wall-store.ts';

/** A site with very many cameras on one map, behind the real gateway. */
export interface MapSite {
  /** Signs a page in at once. */
  readonly link: string;
  readonly stop: () => Promise<void>;
}

const MIDDLE = { latitude: 52.09, longitude: 5.112 };
/** A large town: so far from its middle stand the cameras. */
const REACH_METRES = 4500;
const STATUS_MS = 1000;

function calibration() {
  const points = [
    [0.12, 0.45, 8.8, -21.8],
    [0.12, 0.9, 20.3, -6.5],
    [0.88, 0.45, -13.6, 19.1],
    [0.88, 0.9, 5.5, 20.6],
    [0.37, 0.65, 8.9, -2.4],
  ].map(([x = 0, y = 0, east = 0, north = 0]) => ({ picture: { x, y }, ground: { x: east, y: north } }));
  const draft = {
    ...{ picture: { width: 640, height: 360 }, points, lens: 0, checkLine: null },
    region: { kind: 'around-points' as const, factor: 1 },
  };
  const fit = fitCalibration(draft);
  if (!fit.ok) throw new Error(fit.failure.message);
  return { ...draft, versionId: randomUUID(), version: 1, fit: fit.value };
}

export function mapCameras(count: number): readonly CameraConfig[] {
  const random = randomStream(1, 'cameras of a large map');
  const calibrated = calibration();
  return Array.from({ length: count }, (_, at) => {
    const offset = {
      east: random.normal(0, REACH_METRES / 2.5),
      north: random.normal(0, REACH_METRES / 2.5),
    };
    const line = { name: 'Across', from: { x: 0.2, y: 0.7 }, to: { x: 0.8, y: 0.7 } };
    return cameraConfigSchema.parse({
      ...{ id: `map-${at + 1}`, name: `Camera ${at + 1}`, source: { kind: 'rtsp', url: `rtsp://10.0.0.1/${at}` } },
      ...{ revision: 1, zones: [], calibration: calibrated },
      lines: [{ lineId: randomUUID(), version: 1, versionId: randomUUID(), ...line }],
      place: { ...placeAt(MIDDLE, offset), heading: random.between(0, 359.9) },
    });
  });
}

function readerOf(cameras: readonly CameraConfig[]): GatewayReader {
  const flows = (stretch: { fromUtcUs: number; toUtcUs: number }): Flows => ({
    ...stretch,
    cameras: cameras.map(({ id, lines }, at) => ({
      ...{ cameraId: id, watchedShare: 1 },
      lines: lines.map(({ lineId }) => ({ lineId, in: at % 90, out: (at * 7) % 90 })),
    })),
  });
  return {
    ...EMPTY_READS,
    cameras: () => cameras,
    camera: (id) => cameras.find((camera) => camera.id === id) ?? null,
    counts: ({ cameraId, fromUtcUs }) => ({ cameraId, fromUtcUs, toUtcUs: fromUtcUs, cursor: 0, runs: [], counts: [] }),
    flows,
  };
}

export async function startMapSite(folder: string, count: number): Promise<MapSite> {
  if (!(await buildIfStale(repositoryRoot))) throw new Error('the build failed');
  const screens = path.join(folder, 'screens');
  cpSync(path.join(repositoryRoot, 'dist', 'renderer'), screens, { recursive: true });
  const cameras = mapCameras(count);
  const launchToken = randomUUID();
  const started = await startGateway(optionsOf(cameras, { screens, folder, launchToken }));
  if (!started.ok) throw new Error(started.failure.message);
  const gateway = started.value;
  const sessions = cameras.map(({ id }) => ({ cameraId: id, sessionId: randomUUID() }));
  const tell = () => {
    // A few of so many are always away.
    const statuses = sessions.map((one, at) => ({
      ...liveStatus(one, 12),
      state: at % 40 === 0 ? ('offline' as const) : ('live' as const),
    }));
    gateway.views.publishStatus(0, statuses, '7.1');
  };
  tell();
  const telling = setInterval(tell, STATUS_MS);
  return {
    link: `http://127.0.0.1:${gateway.address.port}/#token=${launchToken}`,
    stop: async () => {
      clearInterval(telling);
      await gateway.stop();
    },
  };
}

function optionsOf(
  cameras: readonly CameraConfig[],
  { screens, folder, launchToken }: { screens: string; folder: string; launchToken: string },
): GatewayOptions {
  const silent = (): void => undefined;
  const imports = createImportDesk({
    ...{ folder: path.join(folder, 'imports'), modelFolders: [path.join(folder, 'models')], threads: 1 },
    runTrial: async () => fail('unavailable', 'nothing is tried here', 'Use a site.'),
    currentModelId: () => null,
    modelsChanged: async () => undefined,
    nowUtcUs: () => Date.now() * 1000,
  });
  return {
    ...{ host: '127.0.0.1', port: 0, site: { name: 'Map', timeZone: 'UTC' }, version: 'bench', hostKind: 'site' },
    ...{ launchToken, otherOrigins: [], staticDir: screens, allowedFolders: [], mapFolder: path.join(folder, 'maps') },
    reader: readerOf(cameras),
    // Nothing is written on this map: no command comes.
    command: () => Promise.reject(new Error('the map gives the store no commands')),
    decodePath: () => ok([]),
    outlook: () => Promise.resolve(fail('history-missing', 'this map keeps no volumes', 'Ask a site.')),
    retroMovements: () => Promise.resolve(ok({ tracks: [], moreAfterTrack: null })),
    proposeMovements: () => Promise.resolve(ok({ paths: 0, proposals: [] })),
    retroCount: () => Promise.resolve(ok({ crossings: [], moreAfterTrack: null })),
    setDefaultModel: () => Promise.resolve(ok(undefined)),
    modelImports: imports,
    startProcess: async () => ok(null),
    watchViews: silent,
    system: () => ({
      ...{ startedUtcUs: 1, node: process.version, platform: process.platform, dataFolder: os.tmpdir() },
      ...{ databaseBytes: 1, diskFreeBytes: 1 },
    }),
    clock: { nowUtcUs: () => Date.now() * 1000 },
    log: { info: silent, warn: silent, error: (text, fields) => console.error(text, fields) },
  };
}
