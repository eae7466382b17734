import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { frameDrops } from '../../../workers/store/migrations/0018-frame-drops.ts';
import { schemaText } from './schema-text.ts';

/** The tables that this migration adds, as they shipped. A change to one is a new migration, never an edit of this list. */
const ADDED = [
  'frame_drops [strict] id:INTEGER# tally_id:TEXT! scope:INTEGER! camera:INTEGER! start_utc_us:INTEGER! frames:INTEGER! causes:TEXT!',
  'frame_drops_since [strict] utc_us:INTEGER! session:INTEGER!',
];

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const noBackup = (): Promise<string> => Promise.resolve('');
const since = (): unknown => db.prepare('SELECT utc_us, session FROM frame_drops_since').all();

describe('migration 18, dropped frames', () => {
  it('adds two tables and changes no other; a fresh site knows its drops from the beginning', async () => {
    await migrate(db, [firstSchema], noBackup);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, frameDrops], noBackup)).toMatchObject({ from: 1, to: 18 });
    const added = schemaText(db).filter((line) => line.includes('[') && !before.includes(line));
    expect(added).toEqual(ADDED);
    expect(since()).toEqual([{ utc_us: 0, session: 0 }]);
  });

  it('knows nothing of the time before where there were sessions', async () => {
    await migrate(db, [firstSchema], noBackup);
    db.exec(`INSERT INTO camera VALUES (1, 'cam', 1, '{}', NULL, 0, NULL);
      INSERT INTO run VALUES (1, 'run', 'small', 'aa', 'bb', 'software', 'cpu', '0.1.0');
      INSERT INTO session (id, session_id, camera, mode, run, width, height, anchor_utc_us, anchor_media_us, anchor_quality)
        VALUES (7, 'one', 1, 'live', 1, 640, 360, 0, 0, 'given');`);
    const earliest = Math.floor(Date.now() / 1000) * 1e6;
    await migrate(db, [firstSchema, frameDrops], noBackup);
    expect(since()).toEqual([{ utc_us: expect.any(Number) as number, session: 7 }]);
    const utcUs = db.prepare('SELECT utc_us FROM frame_drops_since').pluck().get();
    expect(utcUs).toBeGreaterThanOrEqual(earliest);
  });
});
