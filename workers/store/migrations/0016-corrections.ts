import type { Migration } from './migration.ts';

/**
 * What people said about crossings. Rows are only ever added, and go with their crossing; `counted_as` is what comes of them (a
 * JSON list of classes; NULL: as found), so that no sum has to look at corrections.
 */
export const corrections: Migration = {
  version: 16,
  name: 'corrections',
  up: (db) => {
    db.exec(`
      CREATE TABLE correction (
        id INTEGER PRIMARY KEY AUTOINCREMENT, correction_id TEXT NOT NULL UNIQUE,
        crossing INTEGER NOT NULL REFERENCES crossing (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('reject', 'reclassify', 'merge', 'split', 'take-back')),
        counts_as TEXT, into_crossing INTEGER REFERENCES crossing (id) ON DELETE SET NULL,
        takes_back INTEGER REFERENCES correction (id) ON DELETE CASCADE,
        reason TEXT NOT NULL, actor TEXT NOT NULL, utc_us INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX correction_crossing ON correction (crossing);
      CREATE INDEX correction_into ON correction (into_crossing);
      CREATE INDEX correction_takes_back ON correction (takes_back);
      CREATE TRIGGER correction_stays
        BEFORE UPDATE OF correction_id, crossing, kind, counts_as, takes_back, reason, actor, utc_us ON correction
        BEGIN SELECT RAISE(ABORT, 'a correction is never changed'); END;
      ALTER TABLE crossing ADD COLUMN counted_as TEXT;
    `);
  },
};
