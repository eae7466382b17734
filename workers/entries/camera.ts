import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ok } from '../../domain/base/result.ts';
import type { Message, ViewHead } from '../../domain/contracts/messages.ts';
import { createDetectorClient, type DetectorClient, openOutbox, type Outbox } from '../analytics/index.ts';
import { findFfmpeg } from '../ingest/index.ts';
import type { Dialer, Link, LinkHandlers } from '../runtime/link.ts';
import { type ProcessContext, runProcess } from '../runtime/run-process.ts';
import { neededSetting, numberSetting } from '../runtime/setting.ts';
import { type CameraFleet, createCameraFleet } from './parts/camera-fleet.ts';
import { createReplayGate } from './parts/replay-gate.ts';
import { dialStore, type StoreLink } from './parts/store-link.ts';

/** A camera process: everything that needs one camera's own state, for the cameras of its shard. */
const STATUS_EVERY_MS = 1000;
const FLEET_LIMIT_MS = 2500;
const DRAIN_LIMIT_MS = 1500;
/** A gateway that takes pictures slower than we make them loses some; nothing here waits for it. */
const VIEW_QUEUE_BYTES = 4 * 1024 * 1024;

const JOURNAL = /^camera-(\d+)\.journal$/;

/** With fewer camera processes than before nobody would look at the journals of the others: the first one takes them. */
function orphanedJournals(folder: string, { settings }: ProcessContext): string[] {
  if (numberSetting(settings, 'shard', 0) !== 0) return [];
  const shards = numberSetting(settings, 'shards', 1);
  const orphaned = readdirSync(folder).filter((name) => Number(JOURNAL.exec(name)?.[1] ?? -1) >= shards);
  return orphaned.sort().map((name) => path.join(folder, name));
}

function openProcessOutbox(context: ProcessContext) {
  const folder = path.join(neededSetting(context.settings, 'dataFolder'), 'journal');
  mkdirSync(folder, { recursive: true });
  return openOutbox({
    file: path.join(folder, `${context.name}.journal`),
    orphans: orphanedJournals(folder, context),
    sender: context.name,
    onRefused: (batch, failure) =>
      context.log('error', 'the store refused facts', {
        facts: batch.facts.length,
        kinds: [...new Set(batch.facts.map(({ kind }) => kind))].join(' '),
        reason: failure.message,
        hint: failure.hint,
      }),
    onUnreadable: ({ file, bytes }) =>
      context.log('error', 'a part of the journal cannot be read; what was counted in it is missing', {
        bytes,
        hint: file === null ? 'Free disk space.' : `Keep ${file} and report it: its facts may still be saved.`,
      }),
    onEventsDropped: (count, over) =>
      over
        ? context.log('warn', 'events of cameras were not kept while the store was away', { events: count })
        : context.log('error', 'the journal is full: events of cameras are dropped, counting waits for the store'),
  });
}

/** The gateways that look at these cameras, and which of them somebody watches. */
function createAudience() {
  const links = new Set<Link>();
  let watched = new Set<string>();
  const handlers: LinkHandlers = {
    onOpen: (link) => void links.add(link),
    onMessage(_link, message) {
      if (message.type === 'watch-views') watched = new Set(message.cameras);
    },
    onClose(link) {
      links.delete(link);
      if (links.size === 0) watched = new Set();
    },
  };
  return {
    handlers,
    watched: (cameraId: string) => watched.has(cameraId),
    show(head: ViewHead, jpeg: Uint8Array): void {
      for (const link of links) if (link.queuedBytes < VIEW_QUEUE_BYTES) link.send(head, jpeg);
    },
    tell(message: Message): void {
      for (const link of links) link.send(message);
    },
  };
}

function dialInference(context: ProcessContext, detector: DetectorClient): Dialer {
  return context.dial('inference-0', {
    onOpen: (link) => detector.opened((message, body) => void link.send(message, body)),
    onMessage: (_link, message, body) => void detector.take(message, body),
    onClose: () => detector.lost(),
    onMalformed: (link, reason) => context.log('warn', 'a message was malformed', { from: link.peer, reason }),
  });
}

interface Work {
  readonly outbox: Outbox;
  readonly fleet: CameraFleet;
}

/** Work begins with the first word of our store: until then the data folder may be another instance's. */
function createWork(open: () => Work): { readonly now: Work | null; begin(): Work } {
  let now: Work | null = null;
  return {
    get now() {
      return now;
    },
    begin: () => (now ??= open()),
  };
}

function dialStoreFor(context: ProcessContext, work: ReturnType<typeof createWork>): StoreLink {
  const shard = numberSetting(context.settings, 'shard', 0);
  const shards = numberSetting(context.settings, 'shards', 1);
  let replays: ReturnType<typeof createReplayGate> | null = null;
  const askForConfig = (link: Link | null): void => {
    const sessions = work.now !== null && replays?.isOpen === true ? [...work.now.outbox.openSessions] : null;
    link?.send({ type: 'watch-config', shard, shards, sessions });
  };
  let known: string | null = null;

  const store = dialStore(context, {
    onOpen(link, generation) {
      const { outbox, fleet } = work.begin();
      replays ??= createReplayGate(outbox, () => askForConfig(store.link));
      const restored = known !== null && known !== generation;
      known = generation;
      outbox.opened((message, body) => void link.send(message, body), restored);
      if (restored) fleet.storeRestored();
      askForConfig(link);
    },
    onMessage(message) {
      const { outbox, fleet } = work.begin();
      if (message.type === 'facts-ack') outbox.acknowledged(message.seq);
      else if (message.type === 'facts-refused') outbox.refused(message.seq, message.failure);
      else if (message.type === 'config') fleet.configure(message.cameras, replays?.let(message.jobs) ?? []);
    },
    onClose: () => work.now?.outbox.lost(),
  });
  return store;
}

/** Whatever does not end in its time is ended with the process; its facts stand in the journal. */
function atMost(work: Promise<unknown>, limitMs: number): Promise<unknown> {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, limitMs).unref())]);
}

runProcess(async (context) => {
  const { settings, log } = context;
  const ffmpeg = await findFfmpeg(settings['ffmpeg'] || null);
  if (!ffmpeg.ok) return ffmpeg;
  const detector = createDetectorClient();
  const audience = createAudience();
  const work = createWork(() => {
    const outbox = openProcessOutbox(context);
    const fleet = createCameraFleet({
      ffmpeg: ffmpeg.value,
      detector,
      outbox,
      software: neededSetting(settings, 'version'),
      allowedFolders: z.array(z.string()).parse(JSON.parse(neededSetting(settings, 'allowedFolders'))),
      watched: audience.watched,
      publish: audience.show,
      log,
      tell: context.tell,
      command: (method, params) => store.command(method, params),
    });
    return { outbox, fleet };
  });
  const onMalformed: LinkHandlers['onMalformed'] = (link, reason) =>
    log('warn', 'a message was malformed', { from: link.peer, reason });
  const server = await context.serve({ ...audience.handlers, onMalformed });
  const inference = dialInference(context, detector);
  const store = dialStoreFor(context, work);
  const timer = setInterval(() => {
    const status: Message = {
      type: 'camera-status',
      cameras: work.now?.fleet.statuses() ?? [],
      ffmpeg: ffmpeg.value.version,
    };
    audience.tell(status);
    // The desktop tells its user when a camera is lost, whatever the screens show.
    context.tell(status);
  }, STATUS_EVERY_MS);
  return ok(async () => {
    clearInterval(timer);
    detector.close();
    const { fleet, outbox } = work.now ?? {};
    if (fleet !== undefined) await atMost(fleet.stop(), FLEET_LIMIT_MS);
    await outbox?.drained(DRAIN_LIMIT_MS);
    inference.stop();
    store.stop();
    await server.stop();
    outbox?.close();
  });
});
