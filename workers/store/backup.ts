import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { FREE_SPACE } from './durable-commit.ts';
import { makeDurable } from '../runtime/durable-file.ts';
import { examineFile } from './integrity.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import { lacksRoom, roomLeft } from './no-room.ts';
import { decideRestore, dropRestoreNote, incomingFile } from './restore-note.ts';
import { APPLICATION_ID } from './sqlite.ts';
import type { Db } from './sqlite.ts';

export const BACKUP_FOLDER = 'backups';
/** Pages copied between two looks at the event loop: 1 MB, a few milliseconds. */
const PAGES_PER_TURN = 256;

export interface BackupMade {
  readonly path: string;
  readonly bytes: number;
}

/** What a copy must not take from others. */
export interface BackupCare {
  /** Bytes that have to stay free on the disk that it goes to. */
  readonly spareBytes: number;
  /** Asked between two steps: why the copy is given up; null while it goes on. */
  readonly givenUp: () => string | null;
}

/** For a person who names the file: it may take all the room that there is. */
export const NO_CARE: BackupCare = { spareBytes: 0, givenUp: () => null };

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
export async function makeBackup(db: Db, to: string, care = NO_CARE): Promise<Result<BackupMade>> {
  if (existsSync(to)) return fail('backup-exists', `${to} exists already`, 'choose another name for the backup');
  const part = `${to}.part`;
  try {
    mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
    removePart(part);
    const lacking = lackingBytes(db, path.dirname(to), care.spareBytes);
    if (lacking > 0) return noRoomForBackup(to, lacking);
    await copyInSteps(db, part, care);
    const whole = await examineFile(part, 'quick_check');
    if (!whole.ok) return whole;
    removeSideFiles(part);
    makeDurable(part);
    renameSync(part, to);
    makeDurable(to);
    return ok({ path: to, bytes: statSync(to).size });
  } catch (error) {
    if (lacksRoom(path.dirname(to), error)) return noRoomForBackup(to, 1);
    return fail(
      'backup-failed',
      `the backup ${to} was not made: ${error instanceof Error ? error.message : String(error)}`,
      'check that the folder can be written to and the disk has room',
    );
  } finally {
    removePart(part);
  }
}

async function copyInSteps(db: Db, part: string, care: BackupCare): Promise<void> {
  const pages = db.readonly ? 0x7fffffff : PAGES_PER_TURN;
  const progress = (): number => {
    const why = roomLeft(path.dirname(part)) < care.spareBytes ? 'the disk becomes full' : care.givenUp();
    if (why !== null) throw new Error(`it was given up: ${why}`);
    return pages;
  };
  await db.backup(part, { progress });
}

/** How much more room a copy of the database needs than there is. */
export function lackingBytes(db: Db, folder: string, spareBytes: number): number {
  const bytes = (name: string): number => statSync(name, { throwIfNoEntry: false })?.size ?? 0;
  return bytes(db.name) + bytes(`${db.name}-wal`) + spareBytes - roomLeft(folder);
}

function noRoomForBackup(to: string, lacking: number): Result<never> {
  const megabytes = Math.ceil(lacking / 1024 / 1024);
  return fail('disk-full', `there is no room for the backup ${to}: ${megabytes} MB more are needed`, FREE_SPACE);
}

function removeSideFiles(part: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(part + suffix, { force: true });
}

function removePart(part: string): void {
  if (!existsSync(path.dirname(part))) return;
  rmSync(part, { force: true });
  removeSideFiles(part);
}

/** Copies that a killed process left unfinished. */
export function removeUnfinished(folder: string): void {
  const place = path.join(folder, BACKUP_FOLDER);
  for (const name of readdirSync(place))
    if (/\.db\.part(-|$)/.test(name)) rmSync(path.join(place, name), { force: true });
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
