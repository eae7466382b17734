import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { frameTimes } from '../../../workers/store/migrations/0007-frame-times.ts';
import { schemaText } from './schema-text.ts';

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const backedUp = (): Promise<string> => Promise.resolve('a copy');

describe('migration 7, times by their frames', () => {
  it('adds two columns; sessions that are over keep the end they had, open ones and paths have none', async () => {
    await migrate(db, [firstSchema], backedUp);
    const session = (name: string, end: string): string =>
      `INSERT INTO session (session_id, camera, mode, run, width, height, anchor_utc_us, anchor_media_us, anchor_quality,
         ended_by, last_media_us) VALUES ('${name}', 1, 'live', 1, 640, 360, 1000, 100, 'given', ${end});`;
    db.exec(`INSERT INTO camera VALUES (1, 'cam', 1, '{}', NULL, 0, NULL);
             INSERT INTO run VALUES (1, 'run', 'small', 'aa', 'bb', 'software', 'cpu', '0.1.0');
             ${session('over', `'camera', 350`)} ${session('empty', `'store', NULL`)} ${session('open', 'NULL, NULL')}
             INSERT INTO path_chunk (session, track, chunk, points, first_media_us, last_media_us, last_utc_us, body)
             VALUES (1, 2, 3, 4, 5, 6, 7, x'01')`);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, frameTimes], backedUp)).toEqual({ from: 1, to: 7, backup: 'a copy' });
    const changed = schemaText(db).filter((line) => !before.includes(line));
    expect(changed).toEqual([
      expect.stringMatching(/^path_chunk .* body:BLOB! first_utc_us:INTEGER$/),
      expect.stringMatching(/^session .* drops:TEXT last_utc_us:INTEGER$/),
    ]);
    expect(db.prepare('SELECT session_id, last_utc_us FROM session ORDER BY id').raw().all()).toEqual([
      ['over', 1250],
      ['empty', 1000],
      ['open', null],
    ]);
    expect(db.prepare('SELECT first_utc_us, last_utc_us FROM path_chunk').raw().all()).toEqual([[null, 7]]);
  });
});
