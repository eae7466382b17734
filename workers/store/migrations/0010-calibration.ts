import type { Migration } from './migration.ts';

/**
 * Calibrations, of which a camera only ever gains versions (one without a draft is its withdrawal), and what was measured
 * of a crossing under one of them. Crossings from before were made without.
 */
export const calibration: Migration = {
  version: 10,
  name: 'calibration',
  up: (db) => {
    db.exec(`
      CREATE TABLE calibration_version (
        id INTEGER PRIMARY KEY, version_id TEXT NOT NULL UNIQUE, camera INTEGER NOT NULL REFERENCES camera (id),
        version INTEGER NOT NULL, draft TEXT, fit TEXT, reprojection_px REAL, reprojection_m REAL, check_percent REAL,
        note TEXT NOT NULL, actor TEXT NOT NULL, utc_us INTEGER NOT NULL, UNIQUE (camera, version)
      ) STRICT;
      ALTER TABLE crossing ADD COLUMN calibration INTEGER REFERENCES calibration_version (id);
      ALTER TABLE crossing ADD COLUMN speed_mps REAL;
      ALTER TABLE crossing ADD COLUMN speed_plus_minus REAL;
      ALTER TABLE crossing ADD COLUMN acceleration REAL;
      ALTER TABLE crossing ADD COLUMN acceleration_plus_minus REAL;
      ALTER TABLE crossing ADD COLUMN length_m REAL;
      ALTER TABLE crossing ADD COLUMN speed_refusal TEXT;
      CREATE INDEX crossing_length ON crossing (calibration, id) WHERE length_m IS NOT NULL;
    `);
  },
};
