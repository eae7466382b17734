// The gateway of the wall: the real one, in a process of its own, between the cameras' process and the screens.
import { statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { fail, ok } from '../../domain/base/result.ts';
import { createImportDesk } from '../../workers/model-imports/index.ts';
import { startGateway } from '../../workers/gateway/index.ts';
import { dialLink } from '../../workers/runtime/link.ts';
import { givenTask, say, untilTold, usedCpuMs } from './child-lines.ts';
import { liveStatus, wallCamerasSchema, wallStore } from './wall-store.ts';

const taskSchema = z.object({
  path: z.string(),
  secret: z.string(),
  launchToken: z.string(),
  screens: z.string(),
  cameras: wallCamerasSchema,
  fps: z.number(),
});
/** As often as the real processes tell how they are. */
const STATUS_MS = 1000;

const task = taskSchema.parse(givenTask());
const store = wallStore(task.cameras);
let watched: readonly string[] = [];
const cameras = dialLink({
  path: task.path,
  secret: task.secret,
  name: 'gateway',
  peer: 'camera-0',
  handlers: {
    onMessage(_link, message, body) {
      if (message.type === 'view') gateway.views.publishView(message, body);
    },
    onOpen: (link) => void link.send({ type: 'watch-views', cameras: [...watched] }),
  },
});
const nobodyImports = () =>
  createImportDesk({
    folder: path.join(os.tmpdir(), 'wall-bench-imports'),
    modelFolders: [path.join(os.tmpdir(), 'wall-bench-models')],
    threads: 1,
    runTrial: async () => fail('unavailable', 'nothing is tried here', 'Use a site.'),
    currentModelId: () => null,
    modelsChanged: async () => undefined,
    nowUtcUs: () => Date.now() * 1000,
  });
const silent = (): void => undefined;
const started = await startGateway({
  host: '127.0.0.1',
  port: 0,
  site: { name: 'Wall', timeZone: 'UTC' },
  version: 'bench',
  hostKind: 'site',
  launchToken: task.launchToken,
  otherOrigins: [],
  staticDir: task.screens,
  allowedFolders: [],
  mapFolder: '',
  reader: store.reader,
  command: store.command,
  decodePath: () => ok([]),
  outlook: () => Promise.resolve(fail('history-missing', 'a wall keeps no volumes', 'Ask a site.')),
  retroCount: () => Promise.resolve(ok({ crossings: [], moreAfterTrack: null })),
  retroMovements: () => Promise.resolve(ok({ tracks: [], moreAfterTrack: null })),
  proposeMovements: () => Promise.resolve(ok({ paths: 0, proposals: [] })),
  setDefaultModel: () => Promise.resolve(ok(undefined)),
  modelImports: nobodyImports(),
  startProcess: async () => ok(null),
  watchViews(next) {
    watched = next;
    cameras.link?.send({ type: 'watch-views', cameras: [...next] });
  },
  system: () => ({
    startedUtcUs: 1,
    node: process.version,
    platform: process.platform,
    dataFolder: os.tmpdir(),
    databaseBytes: 1,
    diskFreeBytes: statfsSync(os.tmpdir()).bavail,
  }),
  clock: { nowUtcUs: () => Date.now() * 1000 },
  log: { info: silent, warn: silent, error: (text, fields) => console.error(text, fields) },
});
if (!started.ok) throw new Error(started.failure.message);
const gateway = started.value;
const telling = setInterval(() => {
  gateway.views.publishStatus(
    0,
    task.cameras.map((camera) => liveStatus(camera, task.fps)),
    '7.1',
  );
  const crossing = store.nextCrossing();
  gateway.views.publishCommitted({ cursor: crossing.cursor, crossings: [crossing] });
  say({ cpuMs: usedCpuMs() });
}, STATUS_MS);
say({ port: gateway.address.port });
untilTold(async () => {
  clearInterval(telling);
  cameras.stop();
  await gateway.stop();
});
