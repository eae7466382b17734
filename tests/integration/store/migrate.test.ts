import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { NOBODY_ASKS } from '../../../workers/store/long-work.ts';
import { migrate } from '../../../workers/store/migrate.ts';
import { openDatabase } from '../../../workers/store/open-database.ts';
import { LATEST_VERSION, MIGRATIONS } from '../../../workers/store/migrations/index.ts';
import type { Migration } from '../../../workers/store/migrations/migration.ts';
import { addCamera, createBench, NOON, value } from './builders.ts';

const bench = createBench();
afterEach(() => bench.clear());

const step = (version: number, text: string): Migration => ({
  version,
  name: `step-${version}`,
  up: (db) => void db.exec(text),
});

describe('migrations', () => {
  it('are numbered in order, no number twice', () => {
    const versions = MIGRATIONS.map((migration) => migration.version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    expect(LATEST_VERSION).toBe(versions.at(-1));
  });

  it('copy a database that holds data before they change it', async () => {
    const folder = bench.folder();
    const { store } = await bench.open(folder);
    await addCamera(store, 'cam-1');
    await store.stop();
    const next = [...MIGRATIONS, step(LATEST_VERSION + 1, 'ALTER TABLE camera ADD COLUMN colour TEXT')];
    const options = {
      folder,
      nowUtcUs: () => NOON,
      examineFirstBytes: 1e9,
      busy: NOBODY_ASKS,
      onAlarm: () => undefined,
    };
    const opened = value(await openDatabase({ ...options, migrations: next }));
    expect(opened.db.prepare('SELECT camera_id, colour FROM camera').all()).toEqual([
      { camera_id: 'cam-1', colour: null },
    ]);
    opened.db.close();
    const copy = path.join(folder, 'backups', `before-version-${LATEST_VERSION + 1}-2026-07-31T12-00-00-000Z.db`);
    expect(existsSync(copy)).toBe(true);
    const before = new Database(copy, { readonly: true });
    expect(before.pragma('user_version', { simple: true })).toBe(LATEST_VERSION);
    expect(before.prepare('SELECT camera_id FROM camera').all()).toEqual([{ camera_id: 'cam-1' }]);
    before.close();
  });

  it('that fail half way leave the database as it was before that step', async () => {
    const db = new Database(':memory:');
    const good = step(1, 'CREATE TABLE a (b)');
    const bad = step(2, 'CREATE TABLE c (d); INSERT INTO nowhere VALUES (1)');
    await expect(migrate(db, [good, bad], () => Promise.resolve(''))).rejects.toThrow('nowhere');
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['a']);
    db.close();
  });

  it('never go back to a smaller number', async () => {
    const db = new Database(':memory:');
    const backwards = [step(3, 'SELECT 1'), step(2, 'SELECT 1')];
    await expect(migrate(db, backwards, () => Promise.resolve(''))).rejects.toThrow('does not follow');
    expect(db.pragma('user_version', { simple: true })).toBe(3);
    db.close();
  });

  it('do nothing to a database that is up to date', async () => {
    const db = new Database(':memory:');
    await migrate(db, MIGRATIONS, () => Promise.resolve(''));
    const again = await migrate(db, MIGRATIONS, () => Promise.reject(new Error('no backup is needed')));
    expect(again).toEqual({ from: LATEST_VERSION, to: LATEST_VERSION, backup: null });
    db.close();
  });
});
