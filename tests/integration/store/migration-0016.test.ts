import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { corrections } from '../../../workers/store/migrations/0016-corrections.ts';
import { schemaText } from './schema-text.ts';

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const backedUp = (): Promise<string> => Promise.resolve('a copy');

describe('migration 16, corrections', () => {
  it('adds a table and a column, and crossings from before count as they were found', async () => {
    await migrate(db, [firstSchema], backedUp);
    db.exec(`INSERT INTO camera VALUES (1, 'cam', 1, '{}', NULL, 0, NULL);
             INSERT INTO run VALUES (1, 'run', 'small', 'aa', 'bb', 'software', 'cpu', '0.1.0');
             INSERT INTO line (id, line_id, camera) VALUES (1, 'line', 1);
             INSERT INTO line_version VALUES (1, 'version', 1, 1, '{}', 'ann', 0);
             INSERT INTO session (session_id, camera, mode, run, width, height, anchor_utc_us, anchor_media_us,
               anchor_quality) VALUES ('one', 1, 'live', 1, 640, 360, 1000, 0, 'given');
             INSERT INTO crossing (cursor, session, track, line_version, ordinal, camera, direction, media_us, utc_us,
               frame_id, x, y, class_so_far) VALUES (1, 1, 7, 1, 1, 1, 'in', 10, 1010, 1, 0.5, 0.5, 'car');`);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, corrections], backedUp)).toEqual({ from: 1, to: 16, backup: 'a copy' });
    const changed = schemaText(db)
      .filter((line) => !before.includes(line))
      .join('\n');
    expect(changed).toMatch(/^correction .*counts_as:TEXT/m);
    expect(changed).toMatch(/^crossing .*counted_as:TEXT/m);
    expect(db.prepare('SELECT track, counted_as FROM crossing').all()).toEqual([{ track: 7, counted_as: null }]);
  });

  it('lets nobody change what was said', async () => {
    await migrate(db, [firstSchema, corrections], backedUp);
    db.pragma('foreign_keys = OFF');
    db.exec(`INSERT INTO correction (correction_id, crossing, kind, counts_as, reason, actor, utc_us)
             VALUES ('one', 1, 'reject', '[]', '', 'ann', 5)`);
    expect(() => db.exec(`UPDATE correction SET actor = 'bob'`)).toThrow('never changed');
  });
});
