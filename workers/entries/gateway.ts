import { statSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ok, type Result } from '../../domain/base/result.ts';
import { type Message, type MessageOf, START_PROCESS } from '../../domain/contracts/messages.ts';
import { shardOf } from '../../domain/base/shard.ts';
import { decodePathChunks } from '../analytics/index.ts';
import { type GatewayLog, type GatewayViews, type RunningGateway, startGateway } from '../gateway/index.ts';
import { createImportDesk } from '../model-imports/index.ts';
import { createCaller } from '../runtime/calls.ts';
import type { Dialer } from '../runtime/link.ts';
import { type ProcessContext, runProcess } from '../runtime/run-process.ts';
import { neededSetting, numberSetting } from '../runtime/setting.ts';
import type { StoreReader } from '../store/index.ts';
import { createCountingThread } from './parts/counting-thread.ts';
import { createOutlookThread } from './parts/outlook-thread.ts';
import { dialModels, type ModelLink } from './parts/model-link.ts';
import { type AskHost, trialRunner } from './parts/trial-runner.ts';
import { readerWhenReady } from './parts/reader-when-ready.ts';
import { DATABASE_FILE } from './parts/settings.ts';
import { dialStore } from './parts/store-link.ts';

/** The gateway process: what screens and other programs see of the site. */
const LINK_WAIT_MS = 60_000;
const LINK_RETRY_MS = 100;
/** Beside us, built as we are. */
const COUNTING_PROGRAM = path.join(import.meta.dirname, `retro-count-worker${path.extname(import.meta.filename)}`);

const OUTLOOK_PROGRAM = path.join(import.meta.dirname, `outlook-worker${path.extname(import.meta.filename)}`);

/** Live links to all camera processes: demand goes out, pictures and states come in. */
function dialCameras(context: ProcessContext, views: () => GatewayViews | null, shards: number) {
  let watched: readonly string[] = [];
  const demand = (shard: number): Message => ({
    type: 'watch-views',
    cameras: watched.filter((id) => shardOf(id, shards) === shard),
  });
  const take = (shard: number, message: Message, body: Uint8Array): void => {
    if (message.type === 'view') views()?.publishView(message, body);
    else if (message.type === 'camera-status') views()?.publishStatus(shard, message.cameras, message.ffmpeg);
  };
  const dialers: Dialer[] = Array.from({ length: shards }, (_, shard) =>
    context.dial(`camera-${shard}`, {
      onOpen: (link) => void link.send(demand(shard)),
      onMessage: (_link, message, body) => take(shard, message, body),
      onClose: () => views()?.publishAway(shard),
    }),
  );
  return {
    watch(cameras: readonly string[]) {
      watched = cameras;
      dialers.forEach((dialer, shard) => dialer.link?.send(demand(shard)));
    },
    stop: () => dialers.forEach((dialer) => dialer.stop()),
  };
}

function systemFacts(dataFolder: string, startedUtcUs: number) {
  const disk = statfsSync(dataFolder);
  return {
    startedUtcUs,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    dataFolder,
    databaseBytes: statSync(path.join(dataFolder, DATABASE_FILE)).size,
    diskFreeBytes: disk.bavail * disk.bsize,
  };
}

function takeFromStore(message: Message, views: GatewayViews | null): void {
  if (message.type === 'committed') views?.publishCommitted(message);
  else if (message.type === 'changed') views?.publishChanged(message.what);
  else if (message.type === 'alarms') views?.publishAlarms(message.alarms);
}

function logOf({ log }: ProcessContext): GatewayLog {
  return {
    info: (text, fields) => log('info', text, fields),
    warn: (text, fields) => log('warn', text, fields),
    error: (text, fields) => log('error', text, fields),
  };
}

/** A store that comes back may have put a backup in the place of a damaged database: then that is what screens are shown. */
function freshen(context: ProcessContext, reader: StoreReader, views: GatewayViews | null): void {
  const replaced = reader.reopenIfReplaced();
  // A gateway that cannot read what is there now is better started anew.
  if (!replaced.ok) throw new Error(replaced.failure.message);
  if (!replaced.value) return;
  context.log('warn', 'another database was put in place; it is read from now on');
  for (const what of ['cameras', 'jobs', 'models', 'users', 'incidents'] as const) views?.publishChanged(what);
}

/** New crossings only: a screen that opens asks for the totals itself. */
function followFromNow(reader: StoreReader): MessageOf<'follow'> {
  return { type: 'follow', cursor: reader.newestCursor() };
}

/** Every word of the supervisor after the welcome: what becomes of the processes, and answers to what it was asked. */
function listenToSupervisor(context: ProcessContext, views: () => GatewayViews | null) {
  const caller = createCaller('supervisor', () => ({ send: context.tell }));
  context.onTold((message) => {
    if (message.type === 'processes') views()?.publishProcesses(message.processes);
    else caller.answer(message);
  });
  return { startProcess: (name: string) => caller.call(START_PROCESS, { name }), ask: caller.call };
}

/** What is normal and what will come: told anew when a quarter closes or somebody changes the camera. */
function openOutlook(databaseFile: string, reader: StoreReader) {
  return createOutlookThread({
    program: OUTLOOK_PROGRAM,
    databaseFile,
    stateOf: (cameraId) => `${reader.closedTo(cameraId) ?? ''} ${reader.camera(cameraId)?.revision ?? ''}`,
    nowUtcUs: () => Date.now() * 1000,
  });
}

/** Models that people bring wait in the data folder until they are finished. */
async function openImports(context: ProcessContext, models: ModelLink, ask: AskHost) {
  const { settings, log } = context;
  const dataFolder = neededSetting(settings, 'dataFolder');
  const desk = createImportDesk({
    folder: path.join(dataFolder, 'model-imports'),
    modelFolders: [path.join(dataFolder, 'models'), neededSetting(settings, 'modelsFolder')],
    threads: numberSetting(settings, 'threads', 2),
    runTrial: trialRunner(ask),
    currentModelId: models.defaultModelId,
    modelsChanged: models.lookAnew,
    nowUtcUs: () => Date.now() * 1000,
  });
  const removed = await desk.tidy();
  if (removed > 0) log('info', 'removed what unfinished imports of models had left', { folders: removed });
  return desk;
}

/** The store may still be opening its socket: without its answer a fresh site would have no way in. */
async function firstLink(gateway: RunningGateway): Promise<Result<string | null>> {
  const giveUpAt = Date.now() + LINK_WAIT_MS;
  for (;;) {
    const link = await gateway.firstAdminLink();
    if (link.ok || Date.now() > giveUpAt) return link;
    await new Promise((resolve) => setTimeout(resolve, LINK_RETRY_MS));
  }
}

/** What the gateway is told at its start. */
function fromSettings(settings: ProcessContext['settings']) {
  return {
    host: '127.0.0.1' as const,
    port: numberSetting(settings, 'port', 0),
    version: neededSetting(settings, 'version'),
    hostKind: settings['host'] === 'desktop' ? ('desktop' as const) : ('site' as const),
    launchToken: settings['launchToken'] ?? null,
    otherOrigins: (settings['origins'] ?? '').split(' ').filter((origin) => origin !== ''),
    staticDir: settings['rendererFolder'] ?? null,
    allowedFolders: z.array(z.string()).parse(JSON.parse(neededSetting(settings, 'allowedFolders'))),
  };
}

runProcess(async (context) => {
  const { settings } = context;
  const dataFolder = neededSetting(settings, 'dataFolder');
  const startedUtcUs = Date.now() * 1000;
  const databaseFile = path.join(dataFolder, DATABASE_FILE);
  const reader = await readerWhenReady(context, databaseFile);
  let running: RunningGateway | null = null;
  const views = (): GatewayViews | null => running?.views ?? null;
  const store = dialStore(context, {
    onOpen(link) {
      freshen(context, reader, views());
      link.send(followFromNow(reader));
    },
    onMessage: (message) => takeFromStore(message, views()),
  });
  const cameras = dialCameras(context, views, numberSetting(settings, 'shards', 1));
  const counting = createCountingThread(COUNTING_PROGRAM, databaseFile);
  const outlook = openOutlook(databaseFile, reader);
  const models = dialModels({ context, store, kept: reader.settings(), views });
  const site = reader.site();
  const supervisor = listenToSupervisor(context, views);
  const started = await startGateway({
    ...fromSettings(settings),
    site: { name: site?.name ?? '', timeZone: site?.timeZone ?? 'UTC' },
    mapFolder: path.join(dataFolder, 'maps'),
    reader,
    command: store.command,
    decodePath: decodePathChunks,
    retroCount: counting.count,
    retroMovements: counting.countMovements,
    proposeMovements: counting.propose,
    outlook: outlook.ask,
    setDefaultModel: models.choose,
    modelImports: await openImports(context, models, supervisor.ask),
    startProcess: supervisor.startProcess,
    watchViews: cameras.watch,
    system: () => systemFacts(dataFolder, startedUtcUs),
    clock: { nowUtcUs: () => Date.now() * 1000 },
    log: logOf(context),
  });
  if (!started.ok) return started;
  running = started.value;
  const link = settings['launchToken'] === undefined ? await firstLink(running) : ok(null);
  if (!link.ok) context.log('error', 'no sign-in link could be made', { reason: link.failure.message });
  const { host, port } = running.address;
  context.tell({ type: 'opened', url: `http://${host}:${port}/`, signInLink: link.ok ? link.value : null });
  const gateway = running;
  return ok(async () => {
    cameras.stop();
    models.stop();
    // Before the web server, which waits for the answers that it still owes.
    await Promise.all([counting.stop(), outlook.stop()]);
    await gateway.stop();
    store.stop();
    reader.close();
  });
});
