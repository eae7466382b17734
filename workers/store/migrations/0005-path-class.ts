import type { Migration } from './migration.ts';

/** The class of a vehicle as of each piece of its path: a track that never ended has no other word on it. */
export const pathClass: Migration = {
  version: 5,
  name: 'path-class',
  up: (db) => {
    db.exec('ALTER TABLE path_chunk ADD COLUMN class_so_far TEXT');
  },
};
