import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { generation } from '../../../workers/store/migrations/0003-generation.ts';
import { models } from '../../../workers/store/migrations/0004-models.ts';
import { schemaText } from './schema-text.ts';

const db = new Database(':memory:');
afterEach(() => void db.close());

describe('migration 4, models and the settings of sessions', () => {
  it('makes one model of each file that runs were made with, and leaves the rest as it was', async () => {
    await migrate(db, [firstSchema, generation], () => Promise.resolve(''));
    db.exec(`
      INSERT INTO camera VALUES (1, 'north', 3, '{}', NULL, 0, NULL);
      INSERT INTO run VALUES (1, 'r1', 'small', 'aa', 'c', 'd', 'cpu', '1'), (2, 'r2', 'small', 'aa', 'c2', 'd', 'cpu', '1'),
        (3, 'r3', 'small', 'bb', 'c', 'd', 'cpu', '1'), (4, 'r4', 'large', 'cc', 'c', 'd', 'cpu', '1');
      INSERT INTO session (session_id, camera, mode, run, width, height, anchor_utc_us, anchor_media_us, anchor_quality)
        VALUES ('s1', 1, 'live', 2, 640, 360, 700, 0, 'arrival'), ('s2', 1, 'live', 1, 640, 360, 500, 0, 'arrival');
    `);
    const before = db.prepare('SELECT * FROM session').all();
    await migrate(db, [firstSchema, generation, models], () => Promise.resolve(''));
    expect(
      db.prepare('SELECT model_id, sha256, title, classes, first_utc_us FROM model ORDER BY id').raw().all(),
    ).toEqual([
      ['small', 'aa', null, null, 500],
      ['small', 'bb', null, null, 0],
      ['large', 'cc', null, null, 0],
    ]);
    expect(db.prepare('SELECT id, model FROM run ORDER BY id').raw().all()).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 3],
    ]);
    const after = db.prepare('SELECT * FROM session').all();
    expect(after).toEqual(before.map((session) => ({ ...(session as object), camera_revision: null })));
    const schema = schemaText(db);
    expect(schema).toContain('  u(model_id sha256)');
    expect(schema.find((line) => line.startsWith('run '))).toContain('model:INTEGER');
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });
});
