import type { Migration } from './migration.ts';

/**
 * The files of folders that are replayed, so that a replay that was cut short knows in which of them it stood. A walk is
 * one way through a folder: begun again under other settings, a replay has another one, and the newest counts.
 */
export const replayFiles: Migration = {
  version: 2,
  name: 'replay-files',
  up: (db) => {
    db.exec(`
CREATE TABLE replay_file (
  id INTEGER PRIMARY KEY, job INTEGER NOT NULL REFERENCES job (id), walk TEXT NOT NULL, name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'playing', 'played', 'passed-over')),
  bytes INTEGER, head_sha256 TEXT, session INTEGER REFERENCES session (id), note TEXT NOT NULL,
  clock_utc_us INTEGER, clock_quality TEXT CHECK (clock_quality IN ('given', 'assumed')),
  UNIQUE (job, walk, name)
) STRICT;
`);
  },
};
