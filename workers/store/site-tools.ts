import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { listBackups, makeBackup, NO_CARE, putInPlace, verifyBackup } from './backup.ts';
import type { BackupMade } from './backup.ts';
import { checkDatabase } from './check.ts';
import type { CheckReport } from './check.ts';
import { makeDatedBackup } from './dated-backups.ts';
import { dateInName } from './files.ts';
import { lockFolder } from './lock.ts';
import { damageMarker } from './open-database.ts';
import { RESERVE_BYTES } from './reserve-file.ts';
import { openForReading, STORE_FILE } from './sqlite.ts';

function databaseOf(folder: string): Result<string> {
  const file = path.join(folder, STORE_FILE);
  if (existsSync(file)) return ok(file);
  return fail('no-database', `there is no database in ${folder}`, 'name the data folder of the site with --data DIR');
}

/** Also beside a running store. Without a name the backup goes to the folder's own backups. */
export async function backUpFolder(folder: string, to: string | null, nowUtcUs: number): Promise<Result<BackupMade>> {
  const file = databaseOf(folder);
  if (!file.ok) return file;
  try {
    const db = openForReading(file.value);
    try {
      return to === null
        ? await makeDatedBackup(db, folder, nowUtcUs, { ...NO_CARE, spareBytes: 2 * RESERVE_BYTES })
        : await makeBackup(db, path.resolve(to));
    } finally {
      db.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail('database-unusable', `${file.value} cannot be read: ${message}`, 'run: npm run site -- check');
  }
}

export interface Restored {
  readonly from: string;
  /** Where the database went that stood there before; null when there was none. */
  readonly keptAs: string | null;
}

/** Only while no store runs on the folder. Without a name the newest sound backup is taken. */
export async function restoreFolder(folder: string, from: string | null, nowUtcUs: number): Promise<Result<Restored>> {
  if (!existsSync(folder)) {
    return fail('no-data-folder', `there is no folder ${folder}`, 'name the data folder of the site with --data DIR');
  }
  const lock = lockFolder(folder);
  if (!lock.ok) return lock;
  try {
    const chosen = await chooseBackup(folder, from);
    if (!chosen.ok) return chosen;
    const had = existsSync(path.join(folder, STORE_FILE));
    const keptAs = path.join(folder, `store-replaced-${dateInName(nowUtcUs)}.db`);
    await putInPlace(folder, chosen.value, keptAs);
    rmSync(damageMarker(folder), { force: true });
    return ok({ from: chosen.value, keptAs: had ? keptAs : null });
  } finally {
    lock.value.release();
  }
}

async function chooseBackup(folder: string, from: string | null): Promise<Result<string>> {
  const candidates = from === null ? listBackups(folder) : [path.resolve(from)];
  let last: Result<string> = fail(
    'backup-missing',
    `there is no backup in ${folder}`,
    'name the file of a backup with --from FILE',
  );
  for (const candidate of candidates) {
    const sound = await verifyBackup(candidate);
    if (sound.ok) return ok(candidate);
    last = sound;
  }
  return last;
}

export async function checkFolder(folder: string): Promise<Result<CheckReport>> {
  const file = databaseOf(folder);
  return file.ok ? ok(await checkDatabase(file.value)) : file;
}
