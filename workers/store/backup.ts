import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { dateInName, makeDurable } from './files.ts';
import { examineFile } from './integrity.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import { decideRestore, dropRestoreNote, incomingFile } from './restore-note.ts';
import { APPLICATION_ID } from './sqlite.ts';
import type { Db } from './sqlite.ts';

export const BACKUP_FOLDER = 'backups';
const KEEP = 7;
/** Pages copied between two looks at the event loop: 1 MB, a few milliseconds. */
const PAGES_PER_TURN = 256;

export interface BackupMade {
  readonly path: string;
  readonly bytes: number;
}

/** Backups of a data folder, newest first. */
export function listBackups(folder: string): string[] {
  const place = path.join(folder, BACKUP_FOLDER);
  if (!existsSync(place)) return [];
  return readdirSync(place)
    .filter((name) => /^store-.*\.db$/.test(name))
    .sort()
    .reverse()
    .map((name) => path.join(place, name));
}

/** When a dated backup was taken. The name says it; the file's own date changes when somebody copies it. */
export function backupTime(file: string): number {
  const found = /^store-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.db$/.exec(path.basename(file));
  if (found === null) return Math.round(statSync(file).mtimeMs * 1000);
  const [, day, hour, minute, second, millis] = found;
  return Date.parse(`${day}T${hour}:${minute}:${second}.${millis}Z`) * 1000;
}

/**
 * Copies the database while it is in use, proves the copy whole, and only then gives it its name. Taken over the
 * writer's own connection, the copy follows what is committed meanwhile instead of starting over; a reader's connection
 * would start over at each commit of the writer, so it copies everything in one step.
 */
export async function makeBackup(db: Db, to: string): Promise<Result<BackupMade>> {
  if (existsSync(to)) return fail('backup-exists', `${to} exists already`, 'choose another name for the backup');
  const part = `${to}.part`;
  try {
    mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
    rmSync(part, { force: true });
    const pages = db.readonly ? 0x7fffffff : PAGES_PER_TURN;
    await db.backup(part, { progress: () => pages });
    const whole = await examineFile(part, 'quick_check');
    if (!whole.ok) return whole;
    rmSync(`${part}-wal`, { force: true });
    rmSync(`${part}-shm`, { force: true });
    makeDurable(part);
    renameSync(part, to);
    makeDurable(to);
    return ok({ path: to, bytes: statSync(to).size });
  } catch (error) {
    return fail(
      'backup-failed',
      `the backup ${to} was not made: ${error instanceof Error ? error.message : String(error)}`,
      'check that the folder can be written to and the disk has room',
    );
  } finally {
    if (existsSync(part)) rmSync(part);
  }
}

/** A backup under its dated name; of the dated ones only the newest seven stay. */
export async function makeDatedBackup(db: Db, folder: string, nowUtcUs: number): Promise<Result<BackupMade>> {
  const made = await makeBackup(db, path.join(folder, BACKUP_FOLDER, `store-${dateInName(nowUtcUs)}.db`));
  if (made.ok) for (const old of listBackups(folder).slice(KEEP)) rmSync(old, { force: true });
  return made;
}

/** Whether a file can take the database's place: whole, ours, and not from a newer version of the software. */
export async function verifyBackup(file: string): Promise<Result<{ version: number }>> {
  if (!existsSync(file)) {
    return fail('backup-missing', `there is no file ${file}`, 'name an existing backup with --from FILE');
  }
  const facts = await examineFile(file, 'integrity_check');
  if (!facts.ok) return facts;
  if (facts.value.applicationId !== APPLICATION_ID) {
    return fail('not-our-database', `${file} is not a database of this product`, 'choose another backup');
  }
  if (facts.value.version > LATEST_VERSION) {
    return fail(
      'database-newer',
      `${file} was written by a newer version of the software`,
      'update the software first, or choose an older backup',
    );
  }
  return ok({ version: facts.value.version });
}

/**
 * Puts a verified backup in the database's place. What was there is kept beside it under a dated name.
 * The caller holds the folder's lock.
 */
export async function putInPlace(folder: string, from: string, keepAs: string): Promise<void> {
  const incoming = incomingFile(folder);
  // Half a copy of an earlier try must not be taken for a whole one.
  dropRestoreNote(folder);
  await copyFile(from, incoming);
  makeDurable(incoming);
  decideRestore(folder, { from, backupUtcUs: backupTime(from), keptAs: keepAs });
}
