import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { migrate } from '../../../workers/store/migrate.ts';
import { APPLICATION_ID } from '../../../workers/store/sqlite.ts';
import { schemaText } from './schema-text.ts';

/** The whole schema as it shipped. A change to it is a new migration, never an edit of this text. */
const SCHEMA = `
audit [strict] id:INTEGER# utc_us:INTEGER! actor:TEXT! action:TEXT! subject:TEXT! detail:TEXT!
camera [strict] id:INTEGER# camera_id:TEXT! revision:INTEGER! draft:TEXT! credential:BLOB created_utc_us:INTEGER! hidden_utc_us:INTEGER
  u(camera_id)
camera_event [strict] id:INTEGER# camera:INTEGER! utc_us:INTEGER! state:TEXT! reason:TEXT! detail:TEXT!
  camera > camera.id
  u(camera utc_us state)
  (utc_us)
camera_revision [strict norowid] camera:INTEGER!# revision:INTEGER!# config:TEXT! config_sha256:TEXT! actor:TEXT! utc_us:INTEGER!
  camera > camera.id
checkpoint [strict] session:INTEGER# job_id:TEXT! frame_id:INTEGER! media_us:INTEGER! frame_sha256:TEXT! state:TEXT!
  session > session.id
coverage [strict norowid] session:INTEGER!# from_media_us:INTEGER!# to_media_us:INTEGER! from_utc_us:INTEGER! to_utc_us:INTEGER! state:TEXT! frames:INTEGER!
  session > session.id
coverage_bin [strict norowid] scope:INTEGER!# camera:INTEGER!# seconds:INTEGER!# start_utc_us:INTEGER!# watched_us:INTEGER! degraded_us:INTEGER!
  camera > camera.id
crossing [strict] id:INTEGER# cursor:INTEGER! session:INTEGER! track:INTEGER! line_version:INTEGER! ordinal:INTEGER! camera:INTEGER! direction:TEXT! media_us:INTEGER! utc_us:INTEGER! frame_id:INTEGER! x:REAL! y:REAL! class_so_far:TEXT! class_final:TEXT
  camera > camera.id
  line_version > line_version.id
  session > session.id
  (camera utc_us)
  u(cursor)
  (line_version utc_us)
  p(session)
  u(session track line_version ordinal)
  (utc_us)
follower [strict norowid] name:TEXT!# cursor:INTEGER! utc_us:INTEGER!
hole [strict norowid] camera:INTEGER!# from_utc_us:INTEGER!# cause:TEXT!# to_utc_us:INTEGER!
  camera > camera.id
job [strict] id:INTEGER# job_id:TEXT! camera:INTEGER! path:TEXT! pace:TEXT! start_utc_us:INTEGER status:TEXT! reason:TEXT! actor:TEXT! created_utc_us:INTEGER!
  camera > camera.id
  (camera)
  u(job_id)
line [strict] id:INTEGER# line_id:TEXT! camera:INTEGER! hidden_utc_us:INTEGER
  camera > camera.id
  (camera)
  u(line_id)
line_version [strict] id:INTEGER# version_id:TEXT! line:INTEGER! version:INTEGER! drawing:TEXT! actor:TEXT! utc_us:INTEGER!
  line > line.id
  u(line version)
  u(version_id)
path_chunk [strict] id:INTEGER# session:INTEGER! track:INTEGER! chunk:INTEGER! points:INTEGER! first_media_us:INTEGER! last_media_us:INTEGER! last_utc_us:INTEGER! body:BLOB!
  session > session.id
  (last_utc_us)
  u(session track chunk)
process_event [strict] id:INTEGER# utc_us:INTEGER! process:TEXT! event:TEXT! detail:TEXT!
  (utc_us)
retention [strict norowid] kind:TEXT!# before_utc_us:INTEGER!
rollup [strict norowid] scope:INTEGER!# line_version:INTEGER!# seconds:INTEGER!# start_utc_us:INTEGER!# direction:TEXT!# class:TEXT!# count:INTEGER!
  line_version > line_version.id
run [strict] id:INTEGER# run_id:TEXT! model_id:TEXT! model_sha256:TEXT! config_sha256:TEXT! decoder:TEXT! provider:TEXT! software:TEXT!
  u(run_id)
sequence [strict norowid] name:TEXT!# value:INTEGER!
session [strict] id:INTEGER# session_id:TEXT! camera:INTEGER! mode:TEXT! job_id:TEXT run:INTEGER! width:INTEGER! height:INTEGER! anchor_utc_us:INTEGER! anchor_media_us:INTEGER! anchor_quality:TEXT! watermark_media_us:INTEGER watermark_utc_us:INTEGER ended_by:TEXT ended_reason:TEXT last_media_us:INTEGER frames:INTEGER drops:TEXT
  camera > camera.id
  run > run.id
  p(camera)
  (camera anchor_utc_us)
  p(job_id)
  u(session_id)
setting [strict norowid] key:TEXT!# value:TEXT! utc_us:INTEGER!
site [strict] id:INTEGER# name:TEXT! time_zone:TEXT! created_utc_us:INTEGER!
stray_fact [strict] id:INTEGER# sha256:TEXT! sender:TEXT! reason:TEXT! fact:TEXT! utc_us:INTEGER!
  u(sha256)
  (utc_us)
stream_key [strict] id:INTEGER# key_id:TEXT! camera:INTEGER! label:TEXT! key_hash:TEXT! created_utc_us:INTEGER! revoked_utc_us:INTEGER
  camera > camera.id
  (camera)
  u(key_id)
track [strict norowid] session:INTEGER!# number:INTEGER!# class:TEXT! votes:TEXT! first_media_us:INTEGER! last_media_us:INTEGER! first_utc_us:INTEGER! last_utc_us:INTEGER! first_frame_id:INTEGER! last_frame_id:INTEGER! points:INTEGER!
  session > session.id
user [strict] id:INTEGER# user_id:TEXT! name:TEXT! role:TEXT! password_hash:TEXT! created_utc_us:INTEGER!
  u(name)
  u(user_id)
zone [strict] id:INTEGER# zone_id:TEXT! camera:INTEGER! hidden_utc_us:INTEGER
  camera > camera.id
  (camera)
  u(zone_id)
zone_version [strict] id:INTEGER# version_id:TEXT! zone:INTEGER! version:INTEGER! drawing:TEXT! actor:TEXT! utc_us:INTEGER!
  zone > zone.id
  u(version_id)
  u(zone version)
zone_visit [strict] id:INTEGER# session:INTEGER! track:INTEGER! zone_version:INTEGER! ordinal:INTEGER! enter_media_us:INTEGER! enter_utc_us:INTEGER! exit_media_us:INTEGER! exit_utc_us:INTEGER! class_so_far:TEXT! class_final:TEXT
  session > session.id
  zone_version > zone_version.id
  p(session)
  u(session track zone_version ordinal)
  (zone_version exit_utc_us)
`;

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const noBackup = (): Promise<string> => Promise.reject(new Error('an empty database needs no backup'));

describe('migration 1, the first schema', () => {
  it('makes exactly these tables, columns, references and indexes', async () => {
    expect(await migrate(db, [firstSchema], noBackup)).toEqual({ from: 0, to: 1, backup: null });
    expect(schemaText(db)).toEqual(SCHEMA.trim().split('\n'));
  });

  it('marks the file as ours and numbers it', async () => {
    await migrate(db, [firstSchema], noBackup);
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(db.pragma('user_version', { simple: true })).toBe(1);
  });

  it('begins empty but for the sequence of the crossing feed', async () => {
    await migrate(db, [firstSchema], noBackup);
    const names = db
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck();
    const filled = names.all().filter(
      (name) =>
        db
          .prepare(`SELECT count(*) FROM ${String(name)}`)
          .pluck()
          .get() !== 0,
    );
    expect(filled).toEqual(['sequence']);
    expect(db.prepare('SELECT name, value FROM sequence').all()).toEqual([{ name: 'crossing', value: 0 }]);
  });

  it('refuses values of another type and states that nobody knows', async () => {
    await migrate(db, [firstSchema], noBackup);
    expect(() => db.exec(`INSERT INTO site VALUES (1, 'a', 'UTC', 'today')`)).toThrow(/cannot store TEXT/);
    expect(() => db.exec(`INSERT INTO site VALUES (2, 'a', 'UTC', 0)`)).toThrow(/CHECK/);
    expect(() => db.exec(`INSERT INTO user VALUES (1, 'a', 'b', 'king', '', 0)`)).toThrow(/CHECK/);
  });
});
