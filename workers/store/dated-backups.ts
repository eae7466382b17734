import { rmSync } from 'node:fs';
import path from 'node:path';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import type { Result } from '../../domain/base/result.ts';
import { BACKUP_FOLDER, backupTime, lackingBytes, listBackups, makeBackup } from './backup.ts';
import type { BackupCare, BackupMade } from './backup.ts';
import { dateInName } from './files.ts';
import type { Db } from './sqlite.ts';

const KEEP = 7;
/** Where room is scarce: one may be as damaged as the database is, or as old as a mistake that nobody noticed. */
const KEEP_AT_LEAST = 2;
const DAY_US = 86_400 * US_PER_SECOND;

/** A backup under its dated name. Of the dated ones the newest seven stay, and fewer where the disk has no room for them. */
export async function makeDatedBackup(
  db: Db,
  folder: string,
  nowUtcUs: number,
  care: BackupCare,
): Promise<Result<BackupMade>> {
  while (lackingBytes(db, folder, care.spareBytes) > 0 && removeOldest(folder));
  const made = await makeBackup(db, path.join(folder, BACKUP_FOLDER, `store-${dateInName(nowUtcUs)}.db`), care);
  if (made.ok) for (const old of listBackups(folder).slice(KEEP)) rmSync(old, { force: true });
  return made;
}

/** Counts are worth more than the third last backup. False when there is none to give up. */
export function removeOldest(folder: string): boolean {
  const oldest = listBackups(folder).slice(KEEP_AT_LEAST).at(-1);
  if (oldest === undefined) return false;
  rmSync(oldest, { force: true });
  return true;
}

/** Once a day, however often the store starts. A date in the future is that of a clock that was wrong. */
export function backupDue(folder: string, nowUtcUs: number): boolean {
  return !listBackups(folder).some((file) => {
    const ageUs = nowUtcUs - backupTime(file);
    return ageUs >= 0 && ageUs < DAY_US;
  });
}
