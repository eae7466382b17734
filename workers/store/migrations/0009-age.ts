import type { Migration } from './migration.ts';

/**
 * From when a path is kept: a live one from when it was driven, that of a replay from when the replay was made, for a
 * recording may be years old on the day that somebody counts it.
 */
export const age: Migration = {
  version: 9,
  name: 'age',
  up: (db) => {
    db.exec(`
      ALTER TABLE session ADD COLUMN opened_utc_us INTEGER;
      ALTER TABLE path_chunk ADD COLUMN aged_utc_us INTEGER;
      UPDATE session SET opened_utc_us = CASE mode WHEN 'live' THEN anchor_utc_us
        ELSE coalesce((SELECT j.created_utc_us FROM job j WHERE j.job_id = session.job_id), unixepoch() * 1000000) END;
      UPDATE path_chunk SET aged_utc_us = (SELECT CASE s.mode WHEN 'live' THEN path_chunk.last_utc_us
        ELSE s.opened_utc_us END FROM session s WHERE s.id = path_chunk.session);
      DROP INDEX path_chunk_age;
      CREATE INDEX path_chunk_age ON path_chunk (aged_utc_us);
    `);
  },
};
