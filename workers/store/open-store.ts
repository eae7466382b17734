import path from 'node:path';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { FREE_SPACE, RESERVE_FREED } from './durable-commit.ts';
import { lockFolder } from './lock.ts';
import { announced, NOBODY_ASKS } from './long-work.ts';
import { openDatabase, openFailure, prepareFolder } from './open-database.ts';
import { createReserveFile, RESERVE_BYTES } from './reserve-file.ts';
import type { ReserveFile } from './reserve-file.ts';
import { dropRestoreNote, readRestoreNote } from './restore-note.ts';
import { generationOf, recordRestore } from './restored.ts';
import { seedSite } from './seed.ts';
import { statements, STORE_FILE } from './sqlite.ts';
import type { Db } from './sqlite.ts';
import { createStore } from './store.ts';
import type { Store, StoreOptions, StoreParts } from './store.ts';
import { createWriteContext } from './write-context.ts';
import type { WriteContext } from './write-context.ts';

const EXAMINE_FIRST_BYTES = 256 * 1024 * 1024;

/** Opens the store of a data folder, or says why that cannot be and what to do. */
export async function openStore(options: StoreOptions): Promise<Result<Store>> {
  if (options.key.length !== 32) {
    return fail('key-unusable', 'the key that seals passwords must have 32 bytes', 'bring back the right key file');
  }
  const folder = path.resolve(options.folder);
  const reserve = createReserveFile(path.join(folder, 'store.reserve'), options.reserveBytes ?? RESERVE_BYTES);
  const first = await openLocked(options, folder, reserve);
  if (first.ok || first.failure.code !== 'disk-full' || !reserve.free()) return first;
  options.onAlarm({ code: 'reserve-freed', message: RESERVE_FREED, hint: FREE_SPACE });
  return openLocked(options, folder, reserve);
}

async function openLocked(options: StoreOptions, folder: string, reserve: ReserveFile): Promise<Result<Store>> {
  const prepared = prepareFolder(folder);
  if (!prepared.ok) return prepared;
  const lock = lockFolder(folder);
  if (!lock.ok) return lock;
  const parts = await openParts({ ...options, folder });
  if (!parts.ok) {
    lock.value.release();
    return parts;
  }
  const busy = options.busy ?? NOBODY_ASKS;
  if (!(await announced(busy, 'setting room aside', reserve.bytes, reserve.ensure))) {
    const hint = 'free disk space soon: when the disk is full, counts are lost';
    options.onAlarm({ code: 'reserve-missing', message: 'there is no room for the reserve file', hint });
  }
  return ok(createStore({ ...options, ...parts.value, folder, lock: lock.value, reserve }));
}

type OpenedParts = Pick<StoreParts, 'opened' | 'sql' | 'context' | 'generation'>;

async function openParts(options: StoreOptions): Promise<Result<OpenedParts>> {
  const { folder, onAlarm } = options;
  const nowUtcUs = options.nowUtcUs ?? (() => Date.now() * 1000);
  const examineFirstBytes = options.examineFirstBytes ?? EXAMINE_FIRST_BYTES;
  const busy = options.busy ?? NOBODY_ASKS;
  const opened = await openDatabase({ folder, nowUtcUs, examineFirstBytes, busy, onAlarm });
  if (!opened.ok) return opened;
  const { db } = opened.value;
  try {
    const sql = statements(db);
    const context = createWriteContext(sql, nowUtcUs);
    seedSite(context, options.site);
    return ok({ opened: opened.value, sql, context, generation: writeDownRestore(db, context, folder) });
  } catch (error) {
    db.close();
    return openFailure(path.join(folder, STORE_FILE), error);
  }
}

/** Also after a restore by hand, and after one whose process was killed before it could write it down. */
function writeDownRestore(db: Db, context: WriteContext, folder: string): string {
  const note = readRestoreNote(folder);
  if (note !== null) db.transaction(() => recordRestore(context, note)).immediate();
  dropRestoreNote(folder);
  return generationOf(context);
}
