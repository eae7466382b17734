import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '../../domain/base/result.ts';
import type { Message, MessageOf } from '../../domain/contracts/messages.ts';
import { WAITING_FOR_ROOM } from '../runtime/announced-work.ts';
import { responseTo } from '../runtime/calls.ts';
import type { Link, LinkServer } from '../runtime/link.ts';
import { type ProcessContext, runProcess } from '../runtime/run-process.ts';
import { neededSetting } from '../runtime/setting.ts';
import { openStore, type Store, type StoreOptions } from '../store/index.ts';
import { type AlarmDesk, createAlarmDesk, ROOM_ALARMS } from './parts/alarm-desk.ts';
import { seedDemoSite } from './parts/demo-site.ts';

/** The store process: the only writer of the database. Facts come in, what is committed goes out. */
const FEED_LIMIT = 500;
const RETAIN_EVERY_MS = 3600_000;
/** A backup a day; seven are kept. */
const BACKUP_EVERY_MS = 24 * 3600_000;
const FIRST_BACKUP_MS = 10 * 60_000;
const OPEN_LIMIT_MS = 300_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
const GATEWAY = 'gateway';

interface Followers {
  readonly cursors: Map<Link, number>;
  readonly shards: Map<Link, MessageOf<'watch-config'>>;
}

function sendFeed(store: Store, followers: Followers, link: Link): void {
  for (;;) {
    const cursor = followers.cursors.get(link);
    if (cursor === undefined) return;
    const page = store.follow(cursor, FEED_LIMIT);
    if (page.crossings.length === 0) return;
    link.send({ type: 'committed', ...page });
    followers.cursors.set(link, page.cursor);
    if (page.crossings.length < FEED_LIMIT) return;
  }
}

function sendConfig(store: Store, link: Link, watch: MessageOf<'watch-config'>): void {
  link.send({ type: 'config', ...store.configFor(watch.shard, watch.shards) });
}

async function takeFacts(store: Store, link: Link, message: MessageOf<'facts'>, body: Uint8Array): Promise<void> {
  const { sender, seq, facts } = message;
  const result = await store.submit({ sender, seq, facts, body });
  link.send(result.ok ? { type: 'facts-ack', seq } : { type: 'facts-refused', seq, failure: result.failure });
}

function onMessage(store: Store, followers: Followers, link: Link, message: Message, body: Uint8Array): void {
  switch (message.type) {
    case 'facts':
      void takeFacts(store, link, message, body);
      break;
    case 'watch-config':
      followers.shards.set(link, message);
      if (message.sessions !== null) store.closeUnnamed(message.shard, message.shards, message.sessions);
      sendConfig(store, link, message);
      break;
    case 'follow':
      followers.cursors.set(link, message.cursor);
      sendFeed(store, followers, link);
      break;
    case 'request':
      void store.request(message.method, message.params).then((result) => link.send(responseTo(message, result)));
      break;
    default:
      break;
  }
}

async function serve(context: ProcessContext, store: Store, alarms: AlarmDesk): Promise<LinkServer> {
  const followers: Followers = { cursors: new Map(), shards: new Map() };
  const server = await context.serve({
    onOpen(link) {
      link.send({ type: 'store-open', generation: store.generation });
      if (link.peer === GATEWAY) link.send({ type: 'alarms', alarms: [...alarms.standing()] });
    },
    onMessage: (link, message, body) => onMessage(store, followers, link, message, body),
    onClose(link) {
      followers.cursors.delete(link);
      followers.shards.delete(link);
    },
    onMalformed: (link, reason) => context.log('warn', 'a message was malformed', { from: link.peer, reason }),
  });
  store.onCommitted(() => {
    for (const link of followers.cursors.keys()) sendFeed(store, followers, link);
  });
  alarms.onChanged((standing) => {
    for (const link of server.links) if (link.peer === GATEWAY) link.send({ type: 'alarms', alarms: [...standing] });
  });
  store.onChanged((what) => {
    // A password that still cannot be read is told anew with the settings that it belongs to.
    if (what === 'cameras') alarms.over('credential-unreadable');
    if (what !== 'users') for (const [link, watch] of followers.shards) sendConfig(store, link, watch);
    for (const link of server.links)
      if (link.peer === GATEWAY || link.peer === 'site') link.send({ type: 'changed', what });
  });
  context.onTold((message) => {
    if (message.type === 'request') void store.request(message.method, message.params);
  });
  return server;
}

function storeOptions(context: ProcessContext, alarms: AlarmDesk): StoreOptions {
  const key = context.dataKey;
  if (key === null) throw new Error('the store was started without its key');
  return {
    folder: neededSetting(context.settings, 'dataFolder'),
    key,
    site: { name: context.settings['siteName'] ?? 'My site', timeZone: context.settings['timeZone'] ?? 'UTC' },
    onAlarm(alarm) {
      context.log('error', alarm.message, { alarm: alarm.code, hint: alarm.hint });
      alarms.raise(alarm);
      // The next start restores the newest sound backup; going on would only damage more.
      if (alarm.code === 'database-corrupt') setTimeout(() => process.exit(1), 100);
    },
    onRoom: () => alarms.over(...ROOM_ALARMS),
  };
}

/** A full disk is no reason to give up for good: cameras keep what they count, and somebody will make room. */
async function openWhenThereIsRoom(context: ProcessContext, alarms: AlarmDesk): Promise<Result<Store>> {
  const options = storeOptions(context, alarms);
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    const opened = await openStore(options);
    if (opened.ok || opened.failure.code !== 'disk-full') return opened;
    const { message, hint } = opened.failure;
    context.log('error', message, { alarm: 'disk-full', hint });
    const over = context.busy(`${WAITING_FOR_ROOM}: ${message}; ${hint}`, waitMs + OPEN_LIMIT_MS);
    await pause(waitMs);
    over();
  }
}

/** What is done again and again is never a reason to end the process. */
async function tidyUp({ context, alarms, what, alarm, work }: Tidying): Promise<void> {
  const done = await attempt(work);
  if (done.ok) return alarms.over(alarm);
  const { message, hint } = done.failure;
  context.log('error', `${what}: ${message}`, { alarm, hint });
  alarms.raise({ code: alarm, message: `${what}: ${message}`, hint });
}

interface Tidying {
  readonly context: ProcessContext;
  readonly alarms: AlarmDesk;
  readonly what: string;
  readonly alarm: string;
  readonly work: () => Promise<Result<unknown>>;
}

async function attempt(work: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
  try {
    return await work();
  } catch (error) {
    return fail('failed', error instanceof Error ? error.message : String(error), 'see the log of the store');
  }
}

runProcess(async (context) => {
  const opening = context.busy('opening and checking the database', OPEN_LIMIT_MS);
  const alarms = createAlarmDesk(() => Date.now() * 1000);
  const opened = await openWhenThereIsRoom(context, alarms);
  if (!opened.ok) return opened;
  const store = opened.value;
  if (context.settings['demo'] === 'yes' && store.configFor(0, 1).cameras.length === 0) {
    const cameras = await seedDemoSite(store, neededSetting(context.settings, 'demoFolder'));
    context.log('info', 'the demo site was set up', { cameras });
  }
  alarms.record((event) => void store.command('process-event.add', event));
  const server = await serve(context, store, alarms);
  const retain = (): void =>
    void tidyUp({
      context,
      alarms,
      what: 'old rows could not be removed',
      alarm: 'retention-failed',
      work: () => store.retain(),
    });
  const backUp = (): void =>
    void tidyUp({ context, alarms, what: 'no backup was made', alarm: 'backup-failed', work: () => store.backUp() });
  const retention = setInterval(retain, RETAIN_EVERY_MS);
  const firstBackup = setTimeout(backUp, FIRST_BACKUP_MS);
  const backups = setInterval(backUp, BACKUP_EVERY_MS);
  opening();
  return ok(async () => {
    clearInterval(retention);
    clearTimeout(firstBackup);
    clearInterval(backups);
    await server.stop();
    await store.stop();
  });
});
