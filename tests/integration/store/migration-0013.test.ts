import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { approaches } from '../../../workers/store/migrations/0013-approaches.ts';
import { schemaText } from './schema-text.ts';

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const backedUp = (): Promise<string> => Promise.resolve('a copy');

describe('migration 13, the minutes of approaches', () => {
  it('adds a table that holds a minute of an approach once', async () => {
    await migrate(db, [firstSchema], backedUp);
    db.exec(`INSERT INTO camera VALUES (1, 'cam', 1, '{}', NULL, 0, NULL);
             INSERT INTO run VALUES (1, 'run', 'small', 'aa', 'bb', 'software', 'cpu', '0.1.0');
             INSERT INTO line (id, line_id, camera) VALUES (1, 'line', 1);
             INSERT INTO line_version VALUES (1, 'line version', 1, 1, '{}', 'ann', 0);
             INSERT INTO zone (id, zone_id, camera) VALUES (1, 'zone', 1);
             INSERT INTO zone_version VALUES (1, 'zone version', 1, 1, '{}', 'ann', 0);
             INSERT INTO session (session_id, camera, mode, run, width, height, anchor_utc_us, anchor_media_us,
               anchor_quality) VALUES ('one', 1, 'live', 1, 640, 360, 1000, 0, 'given');`);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, approaches], backedUp)).toEqual({ from: 1, to: 13, backup: 'a copy' });
    const added = schemaText(db).filter((line) => !before.includes(line));
    expect(added.join('\n')).toContain('approach_minute');
    const insert = db.prepare(
      `INSERT INTO approach_minute VALUES (NULL, 1, 1, 1, 0, 6, 0, '{}', 0, '{}', NULL, 'not-calibrated', 0, 0, 0, 0, 0, 0, 0, 0, 0)`,
    );
    insert.run();
    expect(() => insert.run()).toThrow(/UNIQUE/);
  });
});
