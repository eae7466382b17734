import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { age } from '../../../workers/store/migrations/0009-age.ts';
import { z } from 'zod';
import { schemaText } from './schema-text.ts';

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const backedUp = (): Promise<string> => Promise.resolve('a copy');

describe('migration 9, the age of paths', () => {
  it('is that of the traffic for live paths, and that of the job for those of a replay', async () => {
    await migrate(db, [firstSchema], backedUp);
    const session = (name: string, mode: string, job: string): string =>
      `INSERT INTO session (session_id, camera, mode, job_id, run, width, height, anchor_utc_us, anchor_media_us,
         anchor_quality) VALUES ('${name}', 1, '${mode}', ${job}, 1, 640, 360, 1000, 0, 'given');`;
    const chunk = (of: number): string =>
      `INSERT INTO path_chunk (session, track, chunk, points, first_media_us, last_media_us, last_utc_us, body)
       VALUES (${of}, 1, 0, 1, 0, 0, 1007, x'01');`;
    db.exec(`INSERT INTO camera VALUES (1, 'cam', 1, '{}', NULL, 0, NULL);
             INSERT INTO run VALUES (1, 'run', 'small', 'aa', 'bb', 'software', 'cpu', '0.1.0');
             INSERT INTO job (job_id, camera, path, pace, start_utc_us, status, reason, actor, created_utc_us)
               VALUES ('job', 1, '/old.mp4', 'max', 1000, 'done', '', 'ann', 900000);
             ${session('live', 'live', 'NULL')} ${session('replay', 'replay', `'job'`)} ${session('lost', 'replay', `'gone'`)}
             ${chunk(1)} ${chunk(2)} ${chunk(3)}`);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, age], backedUp)).toEqual({ from: 1, to: 9, backup: 'a copy' });
    expect(schemaText(db).filter((line) => !before.includes(line))).toEqual([
      expect.stringMatching(/^path_chunk .* body:BLOB! aged_utc_us:INTEGER$/),
      '  (aged_utc_us)',
      expect.stringMatching(/^session .* drops:TEXT opened_utc_us:INTEGER$/),
    ]);
    expect(schemaText(db)).not.toContain('  (last_utc_us)');
    const ages = db.prepare('SELECT session, aged_utc_us FROM path_chunk ORDER BY session').raw().all();
    expect(ages).toEqual([
      [1, 1007],
      [2, 900_000],
      [3, expect.any(Number)],
    ]);
    const opened = db.prepare('SELECT session_id, opened_utc_us FROM session ORDER BY id').raw().all();
    expect(opened).toEqual([
      ['live', 1000],
      ['replay', 900_000],
      ['lost', expect.any(Number)],
    ]);
    // Nobody knows when it was made: it counts from today, and not as old as its recording.
    const lost = z.number().parse(db.prepare('SELECT aged_utc_us FROM path_chunk WHERE session = 3').pluck().get());
    expect(Math.abs(lost - Date.now() * 1000)).toBeLessThan(3600e6);
  });
});
