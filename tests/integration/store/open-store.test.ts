import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../workers/store/index.ts';
import {
  addCamera,
  addLine,
  batch,
  createBench,
  crossing,
  expectFailure,
  NOON,
  SECOND,
  sessionOpen,
  storeOptions,
  uuid,
  value,
} from './builders.ts';

const bench = createBench();
afterEach(() => bench.clear());
const session = uuid('one');

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const at = bench.folder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', at], { stdio: 'ignore' });
    execFileSync('umount', [at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const mountable = canMount();

/** Overwrites the middle of the file, as a failing disk would. */
function damage(file: string): void {
  const handle = openSync(file, 'r+');
  const junk = Buffer.alloc(4096, 0x5a);
  for (let at = 4096; at < statSync(file).size - 4096; at += 8192) writeSync(handle, junk, 0, junk.length, at);
  closeSync(handle);
}

/** A store that counted three vehicles, of which the backup knows two. */
async function damagedSite(folder: string, withBackup: boolean): Promise<string> {
  const { store } = await bench.open(folder);
  await addCamera(store, 'cam-1');
  const line = await addLine(store, 'cam-1');
  const at = [1, 2, 3].map((track) => crossing(session, line.versionId, { track, mediaUs: track * SECOND }));
  value(store.commitFacts([batch([sessionOpen(session), ...at.slice(0, 2)])]));
  if (withBackup) value(await store.backUp());
  value(store.commitFacts([batch(at.slice(2))]));
  await store.stop();
  damage(store.file);
  return store.file;
}

const countsOf = (store: { file: string }, reader = bench.reader): number =>
  reader(store as never).newestCrossings({
    cameraId: 'cam-1',
    sessionId: null,
    lineId: null,
    fromUtcUs: null,
    toUtcUs: null,
    before: null,
    limit: 10,
  }).rows.length;

describe('opening a store', () => {
  it('makes a private folder with one site row, and keeps that row at the next start', async () => {
    const folder = path.join(bench.folder(), 'data');
    const { store } = await bench.open(folder);
    const reader = bench.reader(store);
    expect(reader.site()).toEqual({ name: 'Test site', timeZone: 'Europe/Berlin' });
    expect(reader.cameras()).toEqual([]);
    reader.close();
    await store.stop();
    const again = await bench.open(folder, { site: { name: 'Other', timeZone: 'UTC' } });
    expect(bench.reader(again.store).site()?.name).toBe('Test site');
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('writes ahead, syncs every commit and holds references', async () => {
    const { store } = await bench.open(bench.folder());
    const db = new Database(store.file, { readonly: true });
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
    await addCamera(store, 'cam-1');
    const { openForWriting } = await import('../../../workers/store/sqlite.ts');
    const second = openForWriting(store.file);
    expect(second.pragma('synchronous', { simple: true })).toBe(2);
    expect(second.pragma('foreign_keys', { simple: true })).toBe(1);
    second.close();
  });

  it('refuses a second instance on the same folder and says which process holds it', async () => {
    const folder = bench.folder();
    const { store } = await bench.open(folder);
    const second = await openStore(storeOptions(folder));
    expectFailure(second, 'store-locked');
    if (!second.ok) expect(second.failure.message).toContain(`process ${process.pid}`);
    await store.stop();
    await bench.open(folder);
  });

  it('refuses a second instance in another process', async () => {
    const folder = bench.folder();
    await bench.open(folder);
    const script = `import { openStore } from ${JSON.stringify(path.resolve('workers/store/index.ts'))};
      const opened = await openStore({ folder: ${JSON.stringify(folder)}, key: new Uint8Array(32),
        site: { name: 'x', timeZone: 'UTC' }, onAlarm: () => undefined });
      console.log(opened.ok ? 'opened' : opened.failure.code);`;
    const said = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], { encoding: 'utf8' });
    expect(said.trim()).toBe('store-locked');
  });

  it('is not stopped by what a killed process left behind', async () => {
    const folder = bench.folder();
    writeFileSync(path.join(folder, 'store.pid'), '1\n');
    writeFileSync(path.join(folder, 'store.lock'), '');
    const { store } = await bench.open(folder);
    expect(existsSync(store.file)).toBe(true);
  });

  it('refuses a database of a newer version', async () => {
    const folder = bench.folder();
    const { store } = await bench.open(folder);
    await store.stop();
    const db = new Database(store.file);
    db.pragma('user_version = 99');
    db.close();
    const opened = await openStore(storeOptions(folder));
    expectFailure(opened, 'database-newer');
  });

  it("refuses another program's database", async () => {
    const folder = bench.folder();
    const db = new Database(path.join(folder, 'store.db'));
    db.exec('CREATE TABLE theirs (a)');
    db.close();
    expectFailure(await openStore(storeOptions(folder)), 'not-our-database');
  });

  it('refuses a key of the wrong length and a folder that is a file', async () => {
    expectFailure(await openStore({ ...storeOptions(bench.folder()), key: new Uint8Array(16) }), 'key-unusable');
    const file = path.join(bench.folder(), 'file');
    writeFileSync(file, '');
    expectFailure(await openStore(storeOptions(file)), 'data-folder-read-only');
  });

  it.skipIf(!mountable)('says that the data folder is read-only', async () => {
    const folder = bench.folder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'none', folder]);
    try {
      const { store } = await bench.open(folder);
      await store.stop();
      execFileSync('mount', ['-o', 'remount,ro', folder]);
      expectFailure(await openStore(storeOptions(folder)), 'data-folder-read-only');
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

describe('a damaged database', () => {
  it('is kept under a dated name and replaced by the newest sound backup', async () => {
    const folder = bench.folder();
    await damagedSite(folder, true);
    const later = NOON + 600 * SECOND;
    const { store, alarms } = await bench.open(folder, { nowUtcUs: () => later });
    expect(alarms.map((alarm) => alarm.code)).toEqual(['database-restored']);
    expect(countsOf(store)).toBe(2);
    expect(
      readdirSync(folder).filter((name) => name.startsWith('store-damaged-2026-07-31') && name.endsWith('.db')),
    ).toHaveLength(1);
    const reader = bench.reader(store);
    expect(reader.holes({ cameraId: 'cam-1', fromUtcUs: 0, toUtcUs: later })).toEqual([
      { kind: 'hole', cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: later, cause: 'database-restored' },
    ]);
    expect(reader.audit({ beforeId: null, limit: 1 })[0]).toMatchObject({ actor: 'store', action: 'store.restore' });
  });

  it('passes over a damaged backup to the one before it', async () => {
    const folder = bench.folder();
    await damagedSite(folder, true);
    const newer = path.join(folder, 'backups', 'store-2026-08-01T00-00-00-000Z.db');
    writeFileSync(newer, 'no database at all');
    const { store } = await bench.open(folder);
    expect(countsOf(store)).toBe(2);
  });

  it('without a backup stays where it is, and the failure says how to go on', async () => {
    const folder = bench.folder();
    const file = await damagedSite(folder, false);
    const before = statSync(file).size;
    const opened = await openStore(storeOptions(folder));
    expectFailure(opened, 'database-corrupt');
    if (!opened.ok) expect(opened.failure.hint).toContain('npm run site -- restore');
    expect(statSync(file).size).toBe(before);
  });

  it('that is no database at all is restored too', async () => {
    const folder = bench.folder();
    const file = await damagedSite(folder, true);
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    writeFileSync(file, 'x'.repeat(20_000));
    const { store } = await bench.open(folder);
    expect(countsOf(store)).toBe(2);
  });

  it('too large to be examined before the start is found beside the work and restored at the next start', async () => {
    const folder = bench.folder();
    const { store } = await bench.open(folder);
    await addCamera(store, 'cam-1');
    value(await store.backUp());
    await store.stop();
    // Damage in a table's pages that opening alone does not read.
    const db = new Database(store.file);
    const page = db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'process_event'`).pluck().get() as number;
    db.close();
    const handle = openSync(store.file, 'r+');
    writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, (page - 1) * 4096);
    closeSync(handle);
    const { store: running, alarms } = await bench.open(folder, { examineFirstBytes: 0 });
    await expect.poll(() => alarms.map((alarm) => alarm.code), { timeout: 20_000 }).toContain('database-corrupt');
    await running.stop();
    const next = await bench.open(folder, { examineFirstBytes: 0 });
    expect(next.alarms.map((alarm) => alarm.code)).toEqual(['database-restored']);
    expect(
      bench
        .reader(next.store)
        .cameras()
        .map((camera) => camera.id),
    ).toEqual(['cam-1']);
  });
});

describe('the folder of the backups', () => {
  it('keeps the newest seven', async () => {
    const folder = bench.folder();
    let now = NOON;
    const { store } = await bench.open(folder, { nowUtcUs: () => now });
    mkdirSync(path.join(folder, 'backups'), { recursive: true });
    writeFileSync(path.join(folder, 'backups', 'mine.db'), 'a file of the user stays');
    for (let made = 0; made < 9; made += 1) {
      value(await store.backUp());
      now += 3600 * SECOND;
    }
    const names = readdirSync(path.join(folder, 'backups')).sort();
    expect(names).toHaveLength(8);
    expect(names[0]).toBe('mine.db');
    expect(names[1]).toBe('store-2026-07-31T14-00-00-000Z.db');
    expect(names[7]).toBe('store-2026-07-31T20-00-00-000Z.db');
  });
});
