import type { Migration } from './migration.ts';

/** When sessions ended and pieces of paths began, by their frames; before, the anchor of the session had to do for both. */
export const frameTimes: Migration = {
  version: 7,
  name: 'frame-times',
  up: (db) => {
    db.exec(`ALTER TABLE session ADD COLUMN last_utc_us INTEGER; ALTER TABLE path_chunk ADD COLUMN first_utc_us INTEGER;
      UPDATE session SET last_utc_us = anchor_utc_us + coalesce(last_media_us, anchor_media_us) - anchor_media_us
        WHERE ended_by IS NOT NULL;`);
  },
};
