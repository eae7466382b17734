import type { Migration } from './migration.ts';

/** What a zone was like minute by minute, and when it came into another state. */
export const zoneStates: Migration = {
  version: 12,
  name: 'zone-states',
  up: (db) => {
    db.exec(`
      CREATE TABLE zone_state (
        id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session (id),
        zone_version INTEGER NOT NULL REFERENCES zone_version (id), ordinal INTEGER NOT NULL,
        from_state TEXT NOT NULL, to_state TEXT NOT NULL, density REAL NOT NULL,
        media_us INTEGER NOT NULL, utc_us INTEGER NOT NULL, UNIQUE (session, zone_version, ordinal)
      ) STRICT;
      CREATE INDEX zone_state_time ON zone_state (zone_version, utc_us);
      CREATE INDEX zone_state_age ON zone_state (utc_us);
      CREATE TABLE zone_minute (
        id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session (id),
        zone_version INTEGER NOT NULL REFERENCES zone_version (id), start_utc_us INTEGER NOT NULL,
        watched_us INTEGER NOT NULL, mean_density REAL NOT NULL, max_density REAL NOT NULL,
        mean_vehicles REAL NOT NULL, max_vehicles INTEGER NOT NULL, mean_pcu REAL NOT NULL, mean_by_class TEXT NOT NULL,
        normal_us INTEGER NOT NULL, warning_us INTEGER NOT NULL, heavy_us INTEGER NOT NULL, jam_us INTEGER NOT NULL,
        UNIQUE (session, zone_version, start_utc_us)
      ) STRICT;
      CREATE INDEX zone_minute_time ON zone_minute (zone_version, start_utc_us);
    `);
  },
};
