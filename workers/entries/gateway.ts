import { statSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ok, type Result } from '../../domain/base/result.ts';
import type { CameraStatus, Message, MessageOf } from '../../domain/contracts/messages.ts';
import { shardOf } from '../../domain/base/shard.ts';
import { decodePathChunks, retroCount } from '../analytics/index.ts';
import { type GatewayViews, type RunningGateway, startGateway } from '../gateway/index.ts';
import type { Dialer } from '../runtime/link.ts';
import { type ProcessContext, runProcess } from '../runtime/run-process.ts';
import { neededSetting, numberSetting } from '../runtime/setting.ts';
import { openReader, type StoreReader } from '../store/index.ts';
import { dialModels } from './parts/model-link.ts';
import { DATABASE_FILE } from './parts/settings.ts';
import { dialStore } from './parts/store-link.ts';

/** The gateway process: what screens and other programs see of the site. */
const READER_WAIT_MS = 60_000;
const READER_RETRY_MS = 100;

/** The database appears with the store's first start. */
async function waitForReader(file: string): Promise<Result<StoreReader>> {
  const giveUpAt = Date.now() + READER_WAIT_MS;
  for (;;) {
    const opened = openReader(file);
    if (opened.ok && opened.value.site() !== null) return opened;
    if (opened.ok) opened.value.close();
    if (Date.now() > giveUpAt) return opened;
    await new Promise((resolve) => setTimeout(resolve, READER_RETRY_MS));
  }
}

/** Live links to all camera processes: demand goes out, pictures and states come in. */
function dialCameras(context: ProcessContext, views: () => GatewayViews | null, shards: number) {
  let watched: readonly string[] = [];
  const statuses = new Map<number, readonly CameraStatus[]>();
  const demand = (shard: number): Message => ({
    type: 'watch-views',
    cameras: watched.filter((id) => shardOf(id, shards) === shard),
  });
  const take = (shard: number, message: Message, body: Uint8Array): void => {
    if (message.type === 'view') views()?.publishView(message, body);
    else if (message.type === 'camera-status') {
      statuses.set(shard, message.cameras);
      views()?.publishStatus([...statuses.values()].flat(), message.ffmpeg);
    }
  };
  const dialers: Dialer[] = Array.from({ length: shards }, (_, shard) =>
    context.dial(`camera-${shard}`, {
      onOpen: (link) => void link.send(demand(shard)),
      onMessage: (_link, message, body) => take(shard, message, body),
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
}

/** New crossings only: a screen that opens asks for the totals itself. */
function followFromNow(reader: StoreReader): MessageOf<'follow'> {
  return { type: 'follow', cursor: reader.newestCursor() };
}

/** The store may still be opening its socket: without its answer a fresh site would have no way in. */
async function firstLink(gateway: RunningGateway): Promise<Result<string | null>> {
  const giveUpAt = Date.now() + READER_WAIT_MS;
  for (;;) {
    const link = await gateway.firstAdminLink();
    if (link.ok || Date.now() > giveUpAt) return link;
    await new Promise((resolve) => setTimeout(resolve, READER_RETRY_MS));
  }
}

runProcess(async (context) => {
  const { settings } = context;
  const dataFolder = neededSetting(settings, 'dataFolder');
  const startedUtcUs = Date.now() * 1000;
  const read = await waitForReader(path.join(dataFolder, DATABASE_FILE));
  if (!read.ok) return read;
  const reader = read.value;
  let running: RunningGateway | null = null;
  const views = (): GatewayViews | null => running?.views ?? null;
  const store = dialStore(context, {
    onOpen: (link) => void link.send(followFromNow(reader)),
    onMessage: (message) => takeFromStore(message, views()),
  });
  const cameras = dialCameras(context, views, numberSetting(settings, 'shards', 1));
  const models = dialModels({ context, store, kept: reader.settings(), views });
  const site = reader.site();
  const started = await startGateway({
    host: '127.0.0.1',
    port: numberSetting(settings, 'port', 0),
    site: { name: site?.name ?? '', timeZone: site?.timeZone ?? 'UTC' },
    version: neededSetting(settings, 'version'),
    hostKind: settings['host'] === 'desktop' ? 'desktop' : 'site',
    launchToken: settings['launchToken'] ?? null,
    otherOrigins: (settings['origins'] ?? '').split(' ').filter((origin) => origin !== ''),
    staticDir: settings['rendererFolder'] ?? null,
    allowedFolders: z.array(z.string()).parse(JSON.parse(neededSetting(settings, 'allowedFolders'))),
    reader,
    command: store.command,
    decodePath: decodePathChunks,
    retroCount: (drawing, sessionId) => Promise.resolve(retroCount(reader, drawing, sessionId)),
    setDefaultModel: models.choose,
    watchViews: cameras.watch,
    system: () => systemFacts(dataFolder, startedUtcUs),
    clock: { nowUtcUs: () => Date.now() * 1000 },
    log: {
      info: (text, fields) => context.log('info', text, fields),
      warn: (text, fields) => context.log('warn', text, fields),
      error: (text, fields) => context.log('error', text, fields),
    },
  });
  if (!started.ok) return started;
  running = started.value;
  context.onTold((message) => {
    if (message.type === 'processes') views()?.publishProcesses(message.processes);
  });
  const link = settings['launchToken'] === undefined ? await firstLink(running) : ok(null);
  if (!link.ok) context.log('error', 'no sign-in link could be made', { reason: link.failure.message });
  const { host, port } = running.address;
  context.tell({ type: 'opened', url: `http://${host}:${port}/`, signInLink: link.ok ? link.value : null });
  const gateway = running;
  return ok(async () => {
    cameras.stop();
    models.stop();
    await gateway.stop();
    store.stop();
    reader.close();
  });
});
