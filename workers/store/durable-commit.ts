import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { ReserveFile } from './reserve-file.ts';
import { isCorrupt, isDiskFull } from './sqlite.ts';

/** Something a person must see: a full disk, a damaged database, a password that cannot be read. */
export interface StoreAlarm {
  readonly code:
    | 'disk-full'
    | 'reserve-freed'
    | 'reserve-missing'
    | 'clock-doubtful'
    | 'backup-removed'
    | 'backup-failed'
    | 'not-examined'
    | 'database-corrupt'
    | 'database-restored'
    | 'credential-unreadable';
  readonly message: string;
  readonly hint: string;
}

export interface DurableOptions {
  readonly reserve: ReserveFile;
  /** Makes room of old backups, before the reserve is touched; false when there is none. */
  readonly giveUpBackups: () => boolean;
  readonly onAlarm: (alarm: StoreAlarm) => void;
}

/** Tries to write; what cannot be written comes back in words. */
export type Durable = <T>(write: () => T) => Result<T>;

export const FREE_SPACE = 'free disk space: delete recordings or old backups, or give the data folder a larger disk';

export const RESERVE_FREED = 'the disk is full: the reserve is in use';

/** Turns a failed write into words. Anything that is not expected of a disk is a bug of ours, but still no reason to die. */
export function writeFailure(error: unknown): Result<never> {
  const message = error instanceof Error ? error.message : String(error);
  if (isDiskFull(error)) return fail('disk-full', `the disk is full: ${message}`, FREE_SPACE);
  if (isCorrupt(error)) {
    return fail('database-corrupt', `the database is damaged: ${message}`, 'restart: the newest backup is restored');
  }
  return fail('write-failed', `the store could not write: ${message}`, 'see the log of the store; restart it');
}

/** Writes; on a full disk frees the reserve and tries once more, so that counting outlives the disk by 64 MB. */
export function createDurable(options: DurableOptions): Durable {
  const attempt: Durable = (write) => {
    try {
      return ok(write());
    } catch (error) {
      return writeFailure(error);
    }
  };
  // One alarm when it begins, not one for every batch that is refused while it lasts.
  let full = false;
  const alarmOnce = (): void => {
    if (full) return;
    full = true;
    options.onAlarm({ code: 'disk-full', message: 'the disk is full: counts are being lost', hint: FREE_SPACE });
  };
  const once: Durable = (write) => {
    const result = attempt(write);
    if (result.ok) full = false;
    return result;
  };
  const ways: readonly { free: () => boolean; alarm: Omit<StoreAlarm, 'hint'> }[] = [
    { free: options.giveUpBackups, alarm: { code: 'backup-removed', message: 'the disk is full: an old backup went' } },
    { free: options.reserve.free, alarm: { code: 'reserve-freed', message: RESERVE_FREED } },
  ];
  return (write) => {
    const first = once(write);
    if (first.ok) return first;
    if (first.failure.code === 'database-corrupt') {
      options.onAlarm({ ...first.failure, code: 'database-corrupt' });
      return first;
    }
    if (first.failure.code !== 'disk-full') return first;
    for (const { free, alarm } of ways) {
      if (!free()) continue;
      options.onAlarm({ ...alarm, hint: FREE_SPACE });
      const next = once(write);
      if (next.ok || next.failure.code !== 'disk-full') return next;
    }
    alarmOnce();
    return first;
  };
}
