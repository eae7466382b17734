import path from 'node:path';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { lockFolder } from './lock.ts';
import { openDatabase, prepareFolder } from './open-database.ts';
import { createReserveFile } from './reserve-file.ts';
import { dropRestoreNote, readRestoreNote } from './restore-note.ts';
import { generationOf, recordRestore } from './restored.ts';
import { seedSite } from './seed.ts';
import { statements } from './sqlite.ts';
import type { Db } from './sqlite.ts';
import { createStore } from './store.ts';
import type { Store, StoreOptions } from './store.ts';
import { createWriteContext } from './write-context.ts';
import type { WriteContext } from './write-context.ts';

const RESERVE_BYTES = 64 * 1024 * 1024;
const EXAMINE_FIRST_BYTES = 256 * 1024 * 1024;

/** Opens the store of a data folder, or says why that cannot be and what to do. */
export async function openStore(options: StoreOptions): Promise<Result<Store>> {
  if (options.key.length !== 32) {
    return fail('key-unusable', 'the key that seals passwords must have 32 bytes', 'bring back the right key file');
  }
  const folder = path.resolve(options.folder);
  const prepared = prepareFolder(folder);
  if (!prepared.ok) return prepared;
  const lock = lockFolder(folder);
  if (!lock.ok) return lock;
  const nowUtcUs = options.nowUtcUs ?? (() => Date.now() * 1000);
  const examineFirstBytes = options.examineFirstBytes ?? EXAMINE_FIRST_BYTES;
  const opened = await openDatabase({ folder, nowUtcUs, examineFirstBytes, onAlarm: options.onAlarm });
  if (!opened.ok) {
    lock.value.release();
    return opened;
  }
  const sql = statements(opened.value.db);
  const context = createWriteContext(sql, nowUtcUs);
  seedSite(context, options.site);
  const generation = writeDownRestore(opened.value.db, context, folder);
  const reserve = createReserveFile(path.join(folder, 'store.reserve'), options.reserveBytes ?? RESERVE_BYTES);
  if (!(await reserve.ensure())) {
    const hint = 'free disk space soon: when the disk is full, counts are lost';
    options.onAlarm({ code: 'reserve-missing', message: 'there is no room for the reserve file', hint });
  }
  return ok(
    createStore({ ...options, folder, opened: opened.value, lock: lock.value, sql, context, reserve, generation }),
  );
}

/** Also after a restore by hand, and after one whose process was killed before it could write it down. */
function writeDownRestore(db: Db, context: WriteContext, folder: string): string {
  const note = readRestoreNote(folder);
  if (note !== null) db.transaction(() => recordRestore(context, note)).immediate();
  dropRestoreNote(folder);
  return generationOf(context);
}
