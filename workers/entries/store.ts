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
import { createFactOrder, type FactOrder, OUT_OF_TURN } from './parts/fact-order.ts';
import { createFeedDesk, type FeedDesk } from './parts/feed-desk.ts';
import { createIncidentFeedDesk, type IncidentFeedDesk } from './parts/incident-feed-desk.ts';

/** The store process: the only writer of the database. Facts come in, what is committed goes out. */
const RETAIN_EVERY_MS = 3600_000;
/** How often it is looked whether the backup of the day is due, first when a start has settled. */
const BACKUP_LOOK_EVERY_MS = 3600_000;
const FIRST_BACKUP_LOOK_MS = 10 * 60_000;
const SPARE_MS = 60_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
const GATEWAY = 'gateway';

/** Who is sent what. */
interface Audience {
  readonly feed: FeedDesk;
  readonly incidents: IncidentFeedDesk;
  readonly shards: Map<Link, MessageOf<'watch-config'>>;
  readonly order: FactOrder;
}

function sendConfig(store: Store, link: Link, watch: MessageOf<'watch-config'>): void {
  link.send({ type: 'config', ...store.configFor(watch.shard, watch.shards) });
}

async function takeFacts(
  store: Store,
  order: FactOrder,
  link: Link,
  message: MessageOf<'facts'>,
  body: Uint8Array,
): Promise<void> {
  const { sender, seq, facts } = message;
  if (!order.mayTake(link, message)) return void link.send({ type: 'facts-refused', seq, failure: OUT_OF_TURN });
  const result = await store.submit({ sender, seq, facts, body });
  if (!result.ok) order.couldNotTake(link);
  link.send(result.ok ? { type: 'facts-ack', seq } : { type: 'facts-refused', seq, failure: result.failure });
}

function onMessage(store: Store, audience: Audience, link: Link, message: Message, body: Uint8Array): void {
  switch (message.type) {
    case 'facts':
      void takeFacts(store, audience.order, link, message, body);
      break;
    case 'watch-config':
      audience.shards.set(link, message);
      if (message.sessions !== null) store.closeUnnamed(message.shard, message.shards, message.sessions);
      sendConfig(store, link, message);
      break;
    case 'follow':
      audience.feed.follow(link, message.cursor);
      break;
    case 'follow-incidents':
      audience.incidents.follow(link, message.cursor);
      break;
    case 'request':
      void store.request(message.method, message.params).then((result) => link.send(responseTo(message, result)));
      break;
    default:
      break;
  }
}

async function serve(context: ProcessContext, store: Store, alarms: AlarmDesk): Promise<LinkServer> {
  const audience: Audience = {
    feed: createFeedDesk(store),
    incidents: createIncidentFeedDesk(store),
    shards: new Map(),
    order: createFactOrder(),
  };
  const server = await context.serve({
    onOpen(link) {
      link.send({ type: 'store-open', generation: store.generation });
      if (link.peer === GATEWAY) link.send({ type: 'alarms', alarms: [...alarms.standing()] });
    },
    onMessage: (link, message, body) => onMessage(store, audience, link, message, body),
    onClose(link) {
      audience.feed.gone(link);
      audience.incidents.gone(link);
      audience.shards.delete(link);
      audience.order.gone(link);
    },
    onMalformed: (link, reason) => context.log('warn', 'a message was malformed', { from: link.peer, reason }),
  });
  store.onCommitted(audience.feed.moved);
  alarms.onChanged((standing) => {
    for (const link of server.links) if (link.peer === GATEWAY) link.send({ type: 'alarms', alarms: [...standing] });
  });
  store.onChanged((what) => {
    // A password that still cannot be read is told anew with the settings that it belongs to.
    if (what === 'cameras') alarms.over('credential-unreadable');
    if (what !== 'users' && what !== 'incidents')
      for (const [link, watch] of audience.shards) sendConfig(store, link, watch);
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
    busy: context.busy,
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
    const over = context.busy(`${WAITING_FOR_ROOM}: ${message}; ${hint}`, waitMs + SPARE_MS);
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
    void tidyUp({
      context,
      alarms,
      what: 'no backup was made',
      alarm: 'backup-failed',
      work: async () => (store.backupDue() ? store.backUp() : ok(null)),
    });
  const retention = setInterval(retain, RETAIN_EVERY_MS);
  const firstBackup = setTimeout(backUp, FIRST_BACKUP_LOOK_MS);
  const backups = setInterval(backUp, BACKUP_LOOK_EVERY_MS);
  return ok(async () => {
    clearInterval(retention);
    clearTimeout(firstBackup);
    clearInterval(backups);
    await server.stop();
    await store.stop();
  });
});
