import type { Migration } from './migration.ts';

/**
 * Frames that were dropped before they were analysed, by the minute in which they were taken. What was dropped before this was
 * kept is known by whole sessions only: bins from before `frame_drops_since` say that they do not know.
 */
export const frameDrops: Migration = {
  version: 18,
  name: 'frame drops',
  up: (db) => {
    db.exec(`
      CREATE TABLE frame_drops (
        id INTEGER PRIMARY KEY, tally_id TEXT NOT NULL UNIQUE, scope INTEGER NOT NULL,
        camera INTEGER NOT NULL REFERENCES camera (id), start_utc_us INTEGER NOT NULL, frames INTEGER NOT NULL,
        causes TEXT NOT NULL
      ) STRICT;
      CREATE INDEX frame_drops_camera ON frame_drops (camera, scope, start_utc_us);
      CREATE TABLE frame_drops_since (utc_us INTEGER NOT NULL, session INTEGER NOT NULL) STRICT;
      INSERT INTO frame_drops_since
        SELECT CASE count(*) WHEN 0 THEN 0 ELSE unixepoch() * 1000000 END, coalesce(max(id), 0) FROM session;
    `);
  },
};
