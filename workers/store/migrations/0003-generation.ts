import type { Migration } from './migration.ts';

/** Which history this database tells. Every restore begins another one, so that nobody goes on from what is no longer there. */
export const generation: Migration = {
  version: 3,
  name: 'generation',
  up: (db) => {
    db.exec(`
      CREATE TABLE generation (
        id INTEGER PRIMARY KEY, generation TEXT NOT NULL UNIQUE, utc_us INTEGER NOT NULL, restored_from TEXT
      ) STRICT;
    `);
  },
};
