import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail, ok } from '../../domain/base/result.ts';
import type { Failure, Result } from '../../domain/base/result.ts';
import { BACKUP_FOLDER, listBackups, makeBackup, putInPlace, removeUnfinished, verifyBackup } from './backup.ts';
import type { StoreAlarm } from './durable-commit.ts';
import { dateInName } from './files.ts';
import { examineFile } from './integrity.ts';
import { announced } from './long-work.ts';
import type { Busy } from './long-work.ts';
import { migrate } from './migrate.ts';
import { LATEST_VERSION, MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { lacksRoom, noRoom } from './no-room.ts';
import { finishRestore } from './restore-note.ts';
import { APPLICATION_ID, STORE_FILE, isCorrupt, isReadOnly, openForWriting, pragmaNumber } from './sqlite.ts';
import type { Db } from './sqlite.ts';

export interface OpenedDatabase {
  readonly db: Db;
  /** False when the file is too large to be read whole before the start: it still has to be examined beside the work. */
  readonly examined: boolean;
}

export interface OpenDatabaseOptions {
  readonly folder: string;
  readonly nowUtcUs: () => number;
  /** A larger file is examined after the start, so that counting does not wait for it. */
  readonly examineFirstBytes: number;
  readonly busy: Busy;
  readonly onAlarm: (alarm: StoreAlarm) => void;
  readonly migrations?: readonly Migration[];
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Left behind when damage is found while running: the next start restores instead of going on. */
export function damageMarker(folder: string): string {
  return path.join(folder, 'store.damaged');
}

/** False when the disk does not take it: a database that is read whole before the start is then found damaged there. */
export function markDamaged(folder: string, message: string): boolean {
  try {
    writeFileSync(damageMarker(folder), `${message}\n`, { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

export function prepareFolder(folder: string): Result<null> {
  try {
    mkdirSync(path.join(folder, BACKUP_FOLDER), { recursive: true, mode: 0o700 });
    return ok(null);
  } catch (error) {
    if (lacksRoom(path.dirname(folder), error)) return noRoom(folder, error);
    return fail(
      'data-folder-read-only',
      `the data folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      'give this user write permission on the folder, or choose another data folder',
    );
  }
}

/** Opens, examines, and brings to the newest schema. The caller holds the folder's lock. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Result<OpenedDatabase>> {
  const file = path.join(options.folder, STORE_FILE);
  finishRestore(options.folder);
  removeUnfinished(options.folder);
  const bytes = sizeOf(file);
  const examined = bytes <= options.examineFirstBytes;
  const damage = await damageOf(options, file, bytes, examined);
  if (!damage.ok) return damage;
  if (damage.value === null) return openSound(options, file, examined);
  const restored = await restoreNewest(options, damage.value);
  return restored.ok ? openSound(options, file, true) : restored;
}

/** What is wrong with the file, null when nothing is; a failure when that cannot be told. */
async function damageOf(
  { folder, busy }: OpenDatabaseOptions,
  file: string,
  bytes: number,
  examine: boolean,
): Promise<Result<string | null>> {
  if (existsSync(damageMarker(folder))) return ok(`${file} was found damaged while the store was running`);
  if (bytes === 0) return ok(null);
  if (examine) {
    const whole = await announced(busy, 'examining the database', bytes, () => examineFile(file, 'quick_check'));
    if (whole.ok) return ok(null);
    return whole.failure.code === 'database-corrupt' ? ok(whole.failure.message) : whole;
  }
  try {
    openForWriting(file).close();
    return ok(null);
  } catch (error) {
    return ok(isCorrupt(error) ? `${file} cannot be read: ${String(error)}` : null);
  }
}

/** Without a backup nothing is touched: beginning anew by itself would look as if nothing had ever been counted. */
async function restoreNewest(options: OpenDatabaseOptions, damage: string): Promise<Result<null>> {
  const { folder } = options;
  const file = path.join(folder, STORE_FILE);
  for (const backup of listBackups(folder)) {
    const bytes = sizeOf(backup);
    const name = path.basename(backup);
    const sound = await announced(options.busy, `examining the backup ${name}`, bytes, () => verifyBackup(backup));
    if (!sound.ok && sound.failure.code === 'disk-full') return sound;
    if (!sound.ok) continue;
    const keptAs = path.join(folder, `store-damaged-${dateInName(options.nowUtcUs())}.db`);
    try {
      await announced(options.busy, `putting back ${name}`, bytes, () => putInPlace(folder, backup, keptAs));
    } catch (error) {
      return openFailure(file, error);
    }
    rmSync(damageMarker(folder), { force: true });
    options.onAlarm({
      code: 'database-restored',
      message: `${damage}; the backup ${name} was put in its place`,
      hint: `what was counted after that backup may still be in ${keptAs}`,
    });
    return ok(null);
  }
  return fail(
    'database-corrupt',
    `${damage}, and there is no sound backup in ${path.join(folder, BACKUP_FOLDER)}`,
    `restore one from elsewhere: npm run site -- restore --data ${folder} --from FILE; or move ${file} away to begin anew`,
  );
}

async function openSound(
  options: OpenDatabaseOptions,
  file: string,
  examined: boolean,
): Promise<Result<OpenedDatabase>> {
  let db: Db | null = null;
  try {
    // What was committed last is read from the log.
    const log = sizeOf(`${file}-wal`);
    const opened = await announced(options.busy, 'opening the database', log, async () => openForWriting(file));
    db = opened;
    const fits = kindOf(db, file, options.migrations ?? MIGRATIONS);
    if (!fits.ok) {
      db.close();
      return fits;
    }
    await announced(options.busy, 'bringing the database up to date', 2 * sizeOf(file), () =>
      bringUpToDate(opened, options),
    );
    return ok({ db, examined });
  } catch (error) {
    db?.close();
    if (error instanceof NotBackedUp) return { ok: false, failure: error.failure };
    return openFailure(file, error);
  }
}

/** Why a database cannot be worked with, and what to do. */
export function openFailure(file: string, error: unknown): Result<never> {
  const message = error instanceof Error ? error.message : String(error);
  if (lacksRoom(path.dirname(file), error)) return noRoom(path.dirname(file), error);
  if (isReadOnly(error)) {
    return fail(
      'data-folder-read-only',
      `${file} cannot be written to: ${message}`,
      'give this user write permission on the file and its folder',
    );
  }
  return fail('database-unusable', `${file} cannot be opened: ${message}`, 'check the disk and its free space');
}

function kindOf(db: Db, file: string, migrations: readonly Migration[]): Result<null> {
  const version = pragmaNumber(db, 'user_version');
  const latest = migrations.at(-1)?.version ?? LATEST_VERSION;
  const tables = db.prepare(`SELECT count(*) FROM sqlite_schema WHERE type = 'table'`).pluck().get();
  const ours = pragmaNumber(db, 'application_id') === APPLICATION_ID;
  if (!ours && (version !== 0 || tables !== 0)) {
    return fail('not-our-database', `${file} belongs to another program`, 'choose another data folder');
  }
  if (version > latest) {
    return fail(
      'database-newer',
      `${file} was written by a newer version of the software (schema ${version}, this one knows ${latest})`,
      'start the newer version again, or restore a backup from before the update',
    );
  }
  return ok(null);
}

class NotBackedUp extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

async function bringUpToDate(db: Db, options: OpenDatabaseOptions): Promise<void> {
  await migrate(db, options.migrations ?? MIGRATIONS, async (name) => {
    const to = path.join(options.folder, BACKUP_FOLDER, `${name}-${dateInName(options.nowUtcUs())}.db`);
    const bytes = sizeOf(db.name) + sizeOf(`${db.name}-wal`);
    const made = await announced(options.busy, 'copying the database before its update', bytes, () =>
      makeBackup(db, to),
    );
    if (!made.ok) throw new NotBackedUp(made.failure);
    return made.value.path;
  });
}
