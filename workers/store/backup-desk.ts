import path from 'node:path';
import { fail } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { makeBackup } from './backup.ts';
import type { BackupMade } from './backup.ts';
import { backupDue, makeDatedBackup, removeOldest } from './dated-backups.ts';
import type { StoreAlarm } from './durable-commit.ts';
import type { Db } from './sqlite.ts';

/** The backups of a running store. */
export interface BackupDesk {
  /** To a file, or, with an empty name, to the folder's own. One at a time. */
  readonly make: (to: string) => Promise<Result<BackupMade>>;
  /** The newest of the folder's own is older than a day. */
  readonly due: () => boolean;
  /** The disk is full: a copy on its way is given up, and an old one makes room. False when there is none to give up. */
  readonly makeRoom: () => boolean;
  /** Gives up what is on its way. */
  readonly stop: () => Promise<void>;
}

export interface BackupDeskOptions {
  readonly db: Db;
  readonly folder: string;
  readonly nowUtcUs: () => number;
  /** Room that a backup leaves: the reserve could otherwise not be made again. */
  readonly spareBytes: number;
  readonly onAlarm: (alarm: StoreAlarm) => void;
}

export function createBackupDesk({ db, folder, nowUtcUs, spareBytes, onAlarm }: BackupDeskOptions): BackupDesk {
  let last: Promise<unknown> = Promise.resolve();
  let full = false;
  let stopped = false;
  let failing = false;
  const givenUp = (): string | null => (stopped ? 'the store stops' : full ? 'the disk is full' : null);

  async function make(to: string): Promise<Result<BackupMade>> {
    full = false;
    if (to !== '') return makeBackup(db, to, { spareBytes: 0, givenUp });
    const made = await makeDatedBackup(db, folder, nowUtcUs(), { spareBytes, givenUp });
    // Said once, not with every further try.
    if (!made.ok && !failing) onAlarm({ ...made.failure, code: 'backup-failed' });
    failing = !made.ok;
    return made;
  }

  return {
    make(to) {
      if (to !== '' && !path.isAbsolute(to)) {
        const hint = 'give a whole path, or none for the folder of the backups';
        return Promise.resolve(fail('invalid', `${to} does not begin at the root`, hint));
      }
      const made = last.then(() => make(to));
      last = made.catch(() => undefined);
      return made;
    },
    due: () => backupDue(folder, nowUtcUs()),
    makeRoom() {
      full = true;
      return removeOldest(folder);
    },
    async stop() {
      stopped = true;
      await last;
    },
  };
}
