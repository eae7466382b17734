import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { pathClass } from '../../../workers/store/migrations/0005-path-class.ts';
import { schemaText } from './schema-text.ts';

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const backedUp = (): Promise<string> => Promise.resolve('a copy');

describe('migration 5, the class of each piece of a path', () => {
  it('adds one column, and pieces from before stay, without a class', async () => {
    await migrate(db, [firstSchema], backedUp);
    db.exec(`INSERT INTO camera VALUES (1, 'cam', 1, '{}', NULL, 0, NULL);
             INSERT INTO run VALUES (1, 'run', 'small', 'aa', 'bb', 'software', 'cpu', '0.1.0');
             INSERT INTO session (id, session_id, camera, mode, run, width, height, anchor_utc_us, anchor_media_us,
               anchor_quality) VALUES (1, 'one', 1, 'live', 1, 640, 360, 0, 0, 'given');
             INSERT INTO path_chunk (session, track, chunk, points, first_media_us, last_media_us, last_utc_us, body)
             VALUES (1, 2, 3, 4, 5, 6, 7, x'01')`);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, pathClass], backedUp)).toEqual({ from: 1, to: 5, backup: 'a copy' });
    const changed = schemaText(db).filter((line) => !before.includes(line));
    expect(changed).toEqual([expect.stringMatching(/^path_chunk .* body:BLOB! class_so_far:TEXT$/)]);
    expect(db.prepare('SELECT track, class_so_far, hex(body) AS body FROM path_chunk').all()).toEqual([
      { track: 2, class_so_far: null, body: '01' },
    ]);
  });
});
