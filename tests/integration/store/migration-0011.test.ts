import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { movements } from '../../../workers/store/migrations/0011-movements.ts';
import { schemaText } from './schema-text.ts';

/** The tables that this migration adds, as they shipped. A change to one is a new migration, never an edit of this list. */
const ADDED = [
  'movement [strict] id:INTEGER# movement_id:TEXT! camera:INTEGER! hidden_utc_us:INTEGER',
  'movement_rollup [strict norowid] scope:INTEGER!# camera:INTEGER!# movement_version:INTEGER!# seconds:INTEGER!# start_utc_us:INTEGER!# class:TEXT!# count:INTEGER!',
  'movement_version [strict] id:INTEGER# version_id:TEXT! movement:INTEGER! version:INTEGER! drawing:TEXT! actor:TEXT! utc_us:INTEGER!',
  'track_movement [strict] id:INTEGER# session:INTEGER! track:INTEGER! camera:INTEGER! movement_version:INTEGER reason:TEXT utc_us:INTEGER! entry_media_us:INTEGER exit_media_us:INTEGER class:TEXT!',
];

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const noBackup = (): Promise<string> => Promise.resolve('');
const SITE = `INSERT INTO camera VALUES (1, 'cam', 1, '{}', NULL, 0, NULL);
  INSERT INTO run VALUES (1, 'run', 'small', 'aa', 'bb', 'software', 'cpu', '0.1.0');
  INSERT INTO session (id, session_id, camera, mode, run, width, height, anchor_utc_us, anchor_media_us, anchor_quality)
    VALUES (1, 'one', 1, 'live', 1, 640, 360, 0, 0, 'given');`;

describe('migration 11, movements', () => {
  it('adds four tables and changes no other', async () => {
    await migrate(db, [firstSchema], noBackup);
    db.exec(SITE);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, movements], noBackup)).toEqual({ from: 1, to: 11, backup: '' });
    const after = schemaText(db);
    expect(before.every((line) => after.includes(line))).toBe(true);
    const tables = (lines: readonly string[]) => lines.filter((line) => line.includes('['));
    expect(tables(after).filter((line) => !before.includes(line))).toEqual(ADDED);
    expect(db.prepare('SELECT count(*) FROM track_movement').pluck().get()).toBe(0);
    expect(db.prepare('SELECT camera_id FROM camera').pluck().get()).toBe('cam');
  });

  it('keeps one row for a track: a way, or the reason why there is none, never both', async () => {
    await migrate(db, [firstSchema, movements], noBackup);
    db.pragma('foreign_keys = ON');
    db.exec(`${SITE} INSERT INTO movement VALUES (1, 'm', 1, NULL);
      INSERT INTO movement_version VALUES (1, 'v', 1, 1, '{}', 'anna', 0);`);
    const add = (track: number, version: string, reason: string): unknown =>
      db.exec(`INSERT INTO track_movement (session, track, camera, movement_version, reason, utc_us, class)
        VALUES (1, ${track}, 1, ${version}, ${reason}, 0, 'car')`);
    add(1, '1', 'NULL');
    add(2, 'NULL', "'no-gate'");
    expect(() => add(1, 'NULL', "'no-gate'")).toThrow(/UNIQUE/);
    expect(() => add(3, '1', "'no-gate'")).toThrow(/CHECK/);
    expect(() => add(4, 'NULL', 'NULL')).toThrow(/CHECK/);
    expect(() => add(5, '7', 'NULL')).toThrow(/FOREIGN KEY/);
  });
});
