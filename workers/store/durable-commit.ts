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
    | 'not-examined'
    | 'database-corrupt'
    | 'database-restored'
    | 'credential-unreadable';
  readonly message: string;
  readonly hint: string;
}

export interface DurableOptions {
  readonly reserve: ReserveFile;
  readonly onAlarm: (alarm: StoreAlarm) => void;
}

/** Tries to write; what cannot be written comes back in words. */
export type Durable = <T>(write: () => T) => Result<T>;

export const FREE_SPACE = 'free disk space: delete recordings or old backups, or give the data folder a larger disk';

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
  return (write) => {
    const first = once(write);
    if (first.ok) return first;
    if (first.failure.code === 'database-corrupt') {
      options.onAlarm({ ...first.failure, code: 'database-corrupt' });
      return first;
    }
    if (first.failure.code !== 'disk-full') return first;
    if (options.reserve.free()) {
      options.onAlarm({ code: 'reserve-freed', message: 'the disk is full: the reserve is in use', hint: FREE_SPACE });
      const second = once(write);
      if (second.ok || second.failure.code !== 'disk-full') return second;
    }
    alarmOnce();
    return first;
  };
}
