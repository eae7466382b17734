import type { Migration } from './migration.ts';

/** The size of the analysed pictures is part of what made the numbers. Runs from before do not say it. */
export const runSize: Migration = {
  version: 6,
  name: 'run-size',
  up: (db) => {
    db.exec('ALTER TABLE run ADD COLUMN width INTEGER; ALTER TABLE run ADD COLUMN height INTEGER');
  },
};
