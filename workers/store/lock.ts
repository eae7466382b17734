import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { lacksRoom, noRoom } from './no-room.ts';
import { isDiskFull, isReadOnly, sqliteCode } from './sqlite.ts';

export interface FolderLock {
  readonly release: () => void;
}

/**
 * One writer per data folder. The lock is the operating system's own file lock, taken through SQLite: it goes away with
 * its process however that ends, and no number left in a file can be mistaken for a living process.
 */
export function lockFolder(folder: string): Result<FolderLock> {
  const pidFile = path.join(folder, 'store.pid');
  let holder: Database.Database | null = null;
  try {
    holder = new Database(path.join(folder, 'store.lock'), { timeout: 0 });
    holder.exec('BEGIN EXCLUSIVE');
    nameHolder(pidFile);
  } catch (error) {
    holder?.close();
    return lockFailure(folder, pidFile, error);
  }
  const held = holder;
  return ok({
    release: () => {
      rmSync(pidFile, { force: true });
      held.close();
    },
  });
}

/** Only says to people who holds the lock: a full disk keeps nobody from working. */
function nameHolder(pidFile: string): void {
  try {
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}

function lockFailure(folder: string, pidFile: string, error: unknown): Result<never> {
  if (sqliteCode(error)?.startsWith('SQLITE_BUSY') === true) {
    return fail(
      'store-locked',
      `another instance${holderOf(pidFile)} works on the data folder ${folder}`,
      'stop the other instance, or start this one with another data folder',
    );
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (lacksRoom(folder, error)) return noRoom(folder, error);
  if (isReadOnly(error) || ['EACCES', 'EROFS', 'EPERM'].includes(code)) {
    return fail(
      'data-folder-read-only',
      `the data folder ${folder} cannot be written to`,
      'give this user write permission on the folder, or choose another data folder',
    );
  }
  return fail(
    'data-folder-unusable',
    `the data folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    'check that the disk is mounted and has free space, or choose another data folder',
  );
}

function holderOf(pidFile: string): string {
  try {
    return ` (process ${Number.parseInt(readFileSync(pidFile, 'utf8'), 10)})`;
  } catch {
    return '';
  }
}
