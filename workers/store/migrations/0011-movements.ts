import type { Migration } from './migration.ts';

/**
 * Movements are versions like lines and zones. What became of a track is one row: the version that it followed, or why it
 * followed none. Totals are kept by the camera, where version 0 stands for tracks without a movement.
 */
const schema = `
CREATE TABLE movement (
  id INTEGER PRIMARY KEY, movement_id TEXT NOT NULL UNIQUE, camera INTEGER NOT NULL REFERENCES camera (id),
  hidden_utc_us INTEGER
) STRICT;
CREATE INDEX movement_camera ON movement (camera);
CREATE TABLE movement_version (
  id INTEGER PRIMARY KEY, version_id TEXT NOT NULL UNIQUE, movement INTEGER NOT NULL REFERENCES movement (id),
  version INTEGER NOT NULL, drawing TEXT NOT NULL, actor TEXT NOT NULL, utc_us INTEGER NOT NULL,
  UNIQUE (movement, version)
) STRICT;
CREATE TABLE track_movement (
  id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session (id), track INTEGER NOT NULL,
  camera INTEGER NOT NULL REFERENCES camera (id), movement_version INTEGER REFERENCES movement_version (id),
  reason TEXT CHECK ((reason IS NULL) = (movement_version IS NOT NULL)), utc_us INTEGER NOT NULL,
  entry_media_us INTEGER, exit_media_us INTEGER, class TEXT NOT NULL, UNIQUE (session, track)
) STRICT;
CREATE INDEX track_movement_time ON track_movement (camera, utc_us);
CREATE INDEX track_movement_version ON track_movement (movement_version, utc_us);
CREATE INDEX track_movement_age ON track_movement (utc_us);
CREATE TABLE movement_rollup (
  scope INTEGER NOT NULL, camera INTEGER NOT NULL REFERENCES camera (id), movement_version INTEGER NOT NULL,
  seconds INTEGER NOT NULL, start_utc_us INTEGER NOT NULL, class TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (scope, camera, seconds, start_utc_us, movement_version, class)
) STRICT, WITHOUT ROWID;
`;

export const movements: Migration = {
  version: 11,
  name: 'movements',
  up: (db) => {
    db.exec(schema);
  },
};
