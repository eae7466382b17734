import type { Migration } from './migration.ts';

/** What each approach did minute by minute. Classes stand in the texts, so that any passenger car units can be asked for. */
export const approaches: Migration = {
  version: 13,
  name: 'approaches',
  up: (db) => {
    db.exec(`
      CREATE TABLE approach_minute (
        id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session (id),
        zone_version INTEGER NOT NULL REFERENCES zone_version (id),
        line_version INTEGER NOT NULL REFERENCES line_version (id), start_utc_us INTEGER NOT NULL,
        watched_us INTEGER NOT NULL, queue_us INTEGER NOT NULL, queue_us_by_class TEXT NOT NULL,
        max_vehicles INTEGER NOT NULL, max_by_class TEXT NOT NULL, max_metres REAL, metres TEXT NOT NULL,
        arrivals INTEGER NOT NULL, departures INTEGER NOT NULL, joined INTEGER NOT NULL, discharged INTEGER NOT NULL,
        delay_us INTEGER NOT NULL, delayed INTEGER NOT NULL, saturation_us INTEGER NOT NULL,
        saturation_headways INTEGER NOT NULL, spillback_us INTEGER NOT NULL,
        UNIQUE (zone_version, start_utc_us, session, line_version)
      ) STRICT;
      CREATE INDEX approach_minute_age ON approach_minute (start_utc_us);
    `);
  },
};
