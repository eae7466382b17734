import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { replayFiles } from '../../../workers/store/migrations/0002-replay-files.ts';
import { migrate } from '../../../workers/store/migrate.ts';
import { schemaText } from './schema-text.ts';

/** What this migration adds, as it shipped. A change to it is a new migration, never an edit of this text. */
const ADDED = `
replay_file [strict] id:INTEGER# job:INTEGER! walk:TEXT! name:TEXT! state:TEXT! bytes:INTEGER head_sha256:TEXT session:INTEGER note:TEXT! clock_utc_us:INTEGER clock_quality:TEXT
  job > job.id
  session > session.id
  u(job walk name)
`;

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const noBackup = (): Promise<string> => Promise.resolve('');
const CAMERA = `INSERT INTO camera VALUES (1, 'cam', 1, '{}', NULL, 0, NULL)`;
const JOB = `INSERT INTO job VALUES (1, 'job', 1, '/clips', 'max', NULL, 'running', '', 'anna', 0)`;

describe('migration 2, the files of replayed folders', () => {
  it('adds exactly one table and changes no other', async () => {
    await migrate(db, [firstSchema], noBackup);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, replayFiles], noBackup)).toEqual({ from: 1, to: 2, backup: '' });
    const after = schemaText(db);
    expect(after.filter((line) => line.startsWith('replay_file'))).toHaveLength(1);
    expect(after.join('\n')).toContain(ADDED.trim());
    expect(after).toHaveLength(before.length + ADDED.trim().split('\n').length);
  });

  it('keeps a replay that was under way, as one of which no files are known', async () => {
    await migrate(db, [firstSchema], noBackup);
    db.exec(`${CAMERA}; ${JOB};`);
    await migrate(db, [firstSchema, replayFiles], noBackup);
    expect(db.prepare('SELECT job_id, status FROM job').all()).toEqual([{ job_id: 'job', status: 'running' }]);
    expect(db.prepare('SELECT count(*) FROM replay_file').pluck().get()).toBe(0);
  });

  it('takes a file once in each walk, and no state that nobody knows', async () => {
    await migrate(db, [firstSchema, replayFiles], noBackup);
    db.pragma('foreign_keys = ON');
    db.exec(`${CAMERA}; ${JOB};`);
    const add = (walk: string, state: string, job = 1): unknown =>
      db.exec(`INSERT INTO replay_file (job, walk, name, state, note) VALUES (${job}, '${walk}', 'a', '${state}', '')`);
    add('first', 'waiting');
    add('second', 'played');
    expect(() => add('first', 'played')).toThrow(/UNIQUE/);
    expect(() => add('third', 'eaten')).toThrow(/CHECK/);
    expect(() => add('fourth', 'played', 2)).toThrow(/FOREIGN KEY/);
  });
});
