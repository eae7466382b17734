import path from 'node:path';
import { fail } from '../../domain/base/result.ts';
import { shardOf } from '../../domain/base/shard.ts';
import type { Result } from '../../domain/base/result.ts';
import type { CommittedIncident } from '../../domain/contracts/incidents.ts';
import type { CommittedCrossing } from '../../domain/contracts/messages.ts';
import { storeCommands } from '../../domain/contracts/store-commands.ts';
import type { StoreMethod, StoreParams, StoreResult } from '../../domain/contracts/store-commands.ts';
import { createAgeClock } from './age-clock.ts';
import { createBackupDesk } from './backup-desk.ts';
import type { BackupDesk } from './backup-desk.ts';
import type { Changed } from './command-context.ts';
import { createChanges, invalid, isStoreMethod } from './commands.ts';
import type { Changes } from './commands.ts';
import { createDurable } from './durable-commit.ts';
import type { Durable, StoreAlarm } from './durable-commit.ts';
import { followCrossings } from './feed.ts';
import { createGroupCommit } from './group-commit.ts';
import { examineFile } from './integrity.ts';
import type { FolderLock } from './lock.ts';
import type { Busy } from './long-work.ts';
import { markDamaged } from './open-database.ts';
import type { OpenedDatabase } from './open-database.ts';
import type { ReserveFile } from './reserve-file.ts';
import { followIncidents, readNewestIncidentCursor } from './read-incidents.ts';
import { DEFAULT_RETENTION, retain } from './retention.ts';
import type { RetentionPolicy, RetentionReport } from './retention.ts';
import { shardConfig } from './shard-config.ts';
import type { ShardConfig } from './shard-config.ts';
import { integer, STORE_FILE } from './sqlite.ts';
import type { Sql } from './sqlite.ts';
import type { WriteContext } from './write-context.ts';
import { closeUnnamedSessions } from './write-sessions.ts';
import { commitGroup } from './writer.ts';
import type { CommitReport, FactBatch } from './writer.ts';

export interface StoreOptions {
  readonly folder: string;
  /** 32 bytes: seals the cameras' passwords. */
  readonly key: Uint8Array;
  /** Written at the first start only. */
  readonly site: { readonly name: string; readonly timeZone: string };
  readonly onAlarm: (alarm: StoreAlarm) => void;
  /** The disk has room again, the reserve included. */
  readonly onRoom?: () => void;
  readonly nowUtcUs?: () => number;
  readonly monotonicMs?: () => number;
  readonly reserveBytes?: number;
  readonly reserveRetryMs?: number;
  /** How long a batch waits for others, before the commit itself; together they stay under 250 ms. */
  readonly groupWaitMs?: number;
  readonly examineFirstBytes?: number;
  /** Told of every step of the opening that may take long. */
  readonly busy?: Busy;
}

export type CommitResult = Result<CommitReport>;

/** The writer. There is one per data folder, and everything that changes goes through it. */
export interface Store {
  readonly file: string;
  readonly folder: string;
  /** Names the history that the database tells; after a restore it is another one. */
  readonly generation: string;
  /** Settles once the batch is on disk: only then may it be acknowledged. */
  readonly submit: (batch: FactBatch) => Promise<CommitResult>;
  /** Commits at once, without waiting for company. */
  readonly commitFacts: (batches: readonly FactBatch[]) => CommitResult;
  readonly command: <M extends StoreMethod>(method: M, params: StoreParams<M>) => Promise<Result<StoreResult<M>>>;
  /** The same for a request that came over a socket and was not looked at yet. */
  readonly request: (method: string, params: unknown) => Promise<Result<unknown>>;
  readonly configFor: (shard: number, shards: number) => ShardConfig;
  /** A camera process connects: live sessions of its shard that it does not name are over. */
  readonly closeUnnamed: (shard: number, shards: number, named: readonly string[]) => Result<void>;
  readonly follow: (cursor: number, limit: number) => { cursor: number; crossings: CommittedCrossing[] };
  readonly newestCursor: () => number;
  readonly followIncidents: (cursor: number, limit: number) => { cursor: number; incidents: CommittedIncident[] };
  readonly newestIncidentCursor: () => number;
  /** Called after every commit that moved the feed, with its newest cursor. Returns what ends it. */
  readonly onCommitted: (listener: (cursor: number) => void) => () => void;
  readonly onChanged: (listener: (what: Changed) => void) => () => void;
  readonly retain: (policy?: RetentionPolicy) => Promise<Result<RetentionReport>>;
  readonly backUp: () => Promise<Result<StoreResult<'backup'>>>;
  /** Whether the newest of the folder's own backups is older than a day. */
  readonly backupDue: () => boolean;
  readonly stop: () => Promise<void>;
}

const RESERVE_RETRY_MS = 60_000;

export interface StoreParts extends StoreOptions {
  readonly opened: OpenedDatabase;
  readonly lock: FolderLock;
  readonly sql: Sql;
  readonly context: WriteContext;
  readonly reserve: ReserveFile;
  readonly generation: string;
}

type Commands = Changes & { readonly backup: (params: unknown) => Promise<Result<StoreResult<'backup'>>> };
type AnyCommand = { readonly [M in StoreMethod]: (params: unknown) => Answer<StoreResult<M>> };
type Answer<T> = Result<T> | Promise<Result<T>>;

/** Listeners of one kind. They are called in a turn of their own, so that none of them can fail a commit. */
function listeners<T>(): { add: (listener: (value: T) => void) => () => void; tell: (value: T) => void } {
  const all = new Set<(value: T) => void>();
  return {
    add: (listener) => {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell: (value) => queueMicrotask(() => [...all].forEach((listener) => listener(value))),
  };
}

function newestCursor(sql: Sql): number {
  return integer(sql(`SELECT value FROM sequence WHERE name = 'crossing'`)) ?? 0;
}

/** Tells followers once a feed has moved. */
function createAnnouncer(newest: () => number, tell: (cursor: number) => void): () => void {
  let last = newest();
  return () => {
    const cursor = newest();
    if (cursor === last) return;
    last = cursor;
    tell(cursor);
  };
}

/** Tells followers of crossings and of incidents whose feeds have moved. */
function createAnnouncers(sql: Sql, crossings: (cursor: number) => void, changed: (what: Changed) => void): () => void {
  const tellCrossings = createAnnouncer(() => newestCursor(sql), crossings);
  const tellIncidents = createAnnouncer(
    () => readNewestIncidentCursor(sql),
    () => changed('incidents'),
  );
  return () => {
    tellCrossings();
    tellIncidents();
  };
}

/** Examines a large database beside the work; damage leads to a restore at the next start. */
function examineBeside(parts: StoreParts): void {
  if (parts.opened.examined) return;
  void examineFile(path.join(parts.folder, STORE_FILE), 'quick_check').then(
    (whole) => {
      if (whole.ok || !parts.opened.db.open) return;
      if (whole.failure.code === 'database-corrupt') damaged(parts, whole.failure.message);
      else notExamined(parts, whole.failure.message);
    },
    (error: unknown) => notExamined(parts, String(error)),
  );
}

function notExamined(parts: StoreParts, message: string): void {
  parts.onAlarm({ code: 'not-examined', message, hint: 'run: npm run site -- check' });
}

function damaged(parts: StoreParts, message: string): void {
  if (!markDamaged(parts.folder, message) && parts.reserve.free()) markDamaged(parts.folder, message);
  parts.onAlarm({ code: 'database-corrupt', message, hint: 'restart the store: the newest backup is restored' });
}

function createCommands(changes: Changes, backUp: (to: string) => Promise<Result<StoreResult<'backup'>>>): Commands {
  return {
    ...changes,
    backup: async (raw) => {
      const parsed = storeCommands.backup.params.safeParse(raw);
      return parsed.success ? backUp(parsed.data.to) : invalid('backup', parsed.error);
    },
  };
}

function createBackups({ opened, folder, context, reserve, onAlarm }: StoreParts): BackupDesk {
  const { nowUtcUs } = context;
  return createBackupDesk({ db: opened.db, folder, nowUtcUs, spareBytes: 2 * reserve.bytes, onAlarm });
}

function createWrites(parts: StoreParts, backups: BackupDesk): Durable {
  return createDurable({
    reserve: parts.reserve,
    giveUpBackups: backups.makeRoom,
    onAlarm: (alarm) => (alarm.code === 'database-corrupt' ? damaged(parts, alarm.message) : parts.onAlarm(alarm)),
  });
}

function createCommit(
  parts: StoreParts,
  durable: Durable,
  announce: () => void,
): (batches: readonly FactBatch[]) => CommitResult {
  return (batches) => {
    const result = durable(() => commitGroup(parts.opened.db, parts.context, batches));
    if (result.ok) announce();
    return result;
  };
}

/** Ends what a dead process of this shard has left open: its next life does not name it. */
function createUnnamedEnd({ opened, context }: StoreParts, durable: Durable): Store['closeUnnamed'] {
  return (shard, shards, named) => {
    const isMine = (cameraId: string): boolean => shardOf(cameraId, shards) === shard;
    const close = opened.db.transaction(() => closeUnnamedSessions(context, isMine, new Set(named)));
    return durable(() => close.immediate());
  };
}

/** Removes what is too old, by an age that a leaping clock cannot fool. */
function createRetention(parts: StoreParts, durable: Durable): Store['retain'] {
  const { sql, context, opened, onAlarm } = parts;
  const monotonicMs = parts.monotonicMs ?? (() => performance.now());
  const ageClock = createAgeClock({ sql, nowUtcUs: context.nowUtcUs, onAlarm, monotonicMs });
  return async (policy) => {
    const now = durable(ageClock.read);
    return now.ok ? retain({ db: opened.db, sql, durable }, policy ?? DEFAULT_RETENTION, now.value) : now;
  };
}

export function createStore(parts: StoreParts): Store {
  const { sql, context, folder, key } = parts;
  const { db } = parts.opened;
  const committed = listeners<number>();
  const changed = listeners<Changed>();
  const announce = createAnnouncers(sql, committed.tell, changed.tell);
  const backups = createBackups(parts);
  const commands: AnyCommand = createCommands(createChanges(db, context, key, changed.tell), backups.make);
  const durable = createWrites(parts, backups);
  const commitFacts = createCommit(parts, durable, announce);
  const group = createGroupCommit({ commit: commitFacts, waitMs: parts.groupWaitMs ?? 200 });
  const command: Store['command'] = async (method, params) => {
    const result = await commands[method](params);
    announce();
    return result;
  };
  examineBeside(parts);
  const reserveTimer = setInterval(() => {
    void parts.reserve.ensure().then((stands) => {
      if (stands) parts.onRoom?.();
    });
  }, parts.reserveRetryMs ?? RESERVE_RETRY_MS);
  reserveTimer.unref();
  let stopped = false;
  return {
    file: path.join(folder, STORE_FILE),
    folder,
    generation: parts.generation,
    submit: group.submit,
    commitFacts,
    command,
    request: async (method, params) => {
      if (!isStoreMethod(method)) return fail('unknown-command', `the store knows no ${method}`, 'update both sides');
      const result = await commands[method](params);
      announce();
      return result;
    },
    configFor: (shard, shards) => shardConfig(sql, key, { shard, shards }, parts.onAlarm),
    closeUnnamed: createUnnamedEnd(parts, durable),
    follow: (cursor, limit) => followCrossings(sql, cursor, limit),
    newestCursor: () => newestCursor(sql),
    followIncidents: (cursor, limit) => followIncidents(sql, cursor, limit),
    newestIncidentCursor: () => readNewestIncidentCursor(sql),
    onCommitted: committed.add,
    onChanged: changed.add,
    retain: createRetention(parts, durable),
    backUp: () => backups.make(''),
    backupDue: backups.due,
    stop: async () => {
      if (stopped) return;
      stopped = true;
      group.stop();
      clearInterval(reserveTimer);
      await backups.stop();
      db.close();
      parts.lock.release();
    },
  };
}
