import type { Migration } from './migration.ts';

/**
 * Times are whole microseconds: `utc` since 1970, `media` since the start of the session.
 * Inside, rows know each other by short numbers; outside, by the uuid or name that was given to them.
 */
const site = `
CREATE TABLE site (
  id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, time_zone TEXT NOT NULL, created_utc_us INTEGER NOT NULL
) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, utc_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE user (
  id INTEGER PRIMARY KEY, user_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  role TEXT NOT NULL CHECK (role IN ('admin', 'operator', 'analyst', 'viewer')),
  password_hash TEXT NOT NULL, created_utc_us INTEGER NOT NULL
) STRICT;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT, utc_us INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
  subject TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE TABLE process_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT, utc_us INTEGER NOT NULL, process TEXT NOT NULL, event TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX process_event_time ON process_event (utc_us);
CREATE TABLE follower (
  name TEXT PRIMARY KEY, cursor INTEGER NOT NULL, utc_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sequence (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO sequence (name, value) VALUES ('crossing', 0);
CREATE TABLE retention (kind TEXT PRIMARY KEY, before_utc_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** What a person set up. Lines and zones only ever gain versions; hiding keeps what was counted with them. */
const cameras = `
CREATE TABLE camera (
  id INTEGER PRIMARY KEY, camera_id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, draft TEXT NOT NULL,
  credential BLOB, created_utc_us INTEGER NOT NULL, hidden_utc_us INTEGER
) STRICT;
CREATE TABLE camera_revision (
  camera INTEGER NOT NULL REFERENCES camera (id), revision INTEGER NOT NULL, config TEXT NOT NULL,
  config_sha256 TEXT NOT NULL, actor TEXT NOT NULL, utc_us INTEGER NOT NULL, PRIMARY KEY (camera, revision)
) STRICT, WITHOUT ROWID;
CREATE TABLE line (
  id INTEGER PRIMARY KEY, line_id TEXT NOT NULL UNIQUE, camera INTEGER NOT NULL REFERENCES camera (id),
  hidden_utc_us INTEGER
) STRICT;
CREATE INDEX line_camera ON line (camera);
CREATE TABLE line_version (
  id INTEGER PRIMARY KEY, version_id TEXT NOT NULL UNIQUE, line INTEGER NOT NULL REFERENCES line (id),
  version INTEGER NOT NULL, drawing TEXT NOT NULL, actor TEXT NOT NULL, utc_us INTEGER NOT NULL, UNIQUE (line, version)
) STRICT;
CREATE TABLE zone (
  id INTEGER PRIMARY KEY, zone_id TEXT NOT NULL UNIQUE, camera INTEGER NOT NULL REFERENCES camera (id),
  hidden_utc_us INTEGER
) STRICT;
CREATE INDEX zone_camera ON zone (camera);
CREATE TABLE zone_version (
  id INTEGER PRIMARY KEY, version_id TEXT NOT NULL UNIQUE, zone INTEGER NOT NULL REFERENCES zone (id),
  version INTEGER NOT NULL, drawing TEXT NOT NULL, actor TEXT NOT NULL, utc_us INTEGER NOT NULL, UNIQUE (zone, version)
) STRICT;
CREATE TABLE stream_key (
  id INTEGER PRIMARY KEY, key_id TEXT NOT NULL UNIQUE, camera INTEGER NOT NULL REFERENCES camera (id),
  label TEXT NOT NULL, key_hash TEXT NOT NULL, created_utc_us INTEGER NOT NULL, revoked_utc_us INTEGER
) STRICT;
CREATE INDEX stream_key_camera ON stream_key (camera);
CREATE TABLE job (
  id INTEGER PRIMARY KEY, job_id TEXT NOT NULL UNIQUE, camera INTEGER NOT NULL REFERENCES camera (id),
  path TEXT NOT NULL, pace TEXT NOT NULL CHECK (pace IN ('realtime', 'max')), start_utc_us INTEGER,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  reason TEXT NOT NULL, actor TEXT NOT NULL, created_utc_us INTEGER NOT NULL
) STRICT;
CREATE INDEX job_camera ON job (camera);
`;

/** What the camera processes found. Every fact leads to its session, the session to the run that made it. */
const facts = `
CREATE TABLE run (
  id INTEGER PRIMARY KEY, run_id TEXT NOT NULL UNIQUE, model_id TEXT NOT NULL, model_sha256 TEXT NOT NULL,
  config_sha256 TEXT NOT NULL, decoder TEXT NOT NULL, provider TEXT NOT NULL, software TEXT NOT NULL
) STRICT;
CREATE TABLE session (
  id INTEGER PRIMARY KEY, session_id TEXT NOT NULL UNIQUE, camera INTEGER NOT NULL REFERENCES camera (id),
  mode TEXT NOT NULL CHECK (mode IN ('live', 'replay')), job_id TEXT, run INTEGER NOT NULL REFERENCES run (id),
  width INTEGER NOT NULL, height INTEGER NOT NULL, anchor_utc_us INTEGER NOT NULL, anchor_media_us INTEGER NOT NULL,
  anchor_quality TEXT NOT NULL, watermark_media_us INTEGER, watermark_utc_us INTEGER,
  ended_by TEXT CHECK (ended_by IN ('camera', 'store')), ended_reason TEXT, last_media_us INTEGER, frames INTEGER,
  drops TEXT
) STRICT;
CREATE INDEX session_camera ON session (camera, anchor_utc_us);
CREATE INDEX session_job ON session (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX session_open ON session (camera) WHERE ended_by IS NULL;
CREATE TABLE crossing (
  id INTEGER PRIMARY KEY, cursor INTEGER NOT NULL UNIQUE, session INTEGER NOT NULL REFERENCES session (id),
  track INTEGER NOT NULL, line_version INTEGER NOT NULL REFERENCES line_version (id), ordinal INTEGER NOT NULL,
  camera INTEGER NOT NULL REFERENCES camera (id), direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  media_us INTEGER NOT NULL, utc_us INTEGER NOT NULL, frame_id INTEGER NOT NULL, x REAL NOT NULL, y REAL NOT NULL,
  class_so_far TEXT NOT NULL, class_final TEXT, UNIQUE (session, track, line_version, ordinal)
) STRICT;
CREATE INDEX crossing_time ON crossing (utc_us);
CREATE INDEX crossing_camera ON crossing (camera, utc_us);
CREATE INDEX crossing_line ON crossing (line_version, utc_us);
CREATE INDEX crossing_provisional ON crossing (session) WHERE class_final IS NULL;
CREATE TABLE zone_visit (
  id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session (id), track INTEGER NOT NULL,
  zone_version INTEGER NOT NULL REFERENCES zone_version (id), ordinal INTEGER NOT NULL,
  enter_media_us INTEGER NOT NULL, enter_utc_us INTEGER NOT NULL, exit_media_us INTEGER NOT NULL,
  exit_utc_us INTEGER NOT NULL, class_so_far TEXT NOT NULL, class_final TEXT,
  UNIQUE (session, track, zone_version, ordinal)
) STRICT;
CREATE INDEX zone_visit_time ON zone_visit (zone_version, exit_utc_us);
CREATE INDEX zone_visit_provisional ON zone_visit (session) WHERE class_final IS NULL;
CREATE TABLE track (
  session INTEGER NOT NULL REFERENCES session (id), number INTEGER NOT NULL, class TEXT NOT NULL, votes TEXT NOT NULL,
  first_media_us INTEGER NOT NULL, last_media_us INTEGER NOT NULL, first_utc_us INTEGER NOT NULL,
  last_utc_us INTEGER NOT NULL, first_frame_id INTEGER NOT NULL, last_frame_id INTEGER NOT NULL,
  points INTEGER NOT NULL, PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE path_chunk (
  id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session (id), track INTEGER NOT NULL,
  chunk INTEGER NOT NULL, points INTEGER NOT NULL, first_media_us INTEGER NOT NULL, last_media_us INTEGER NOT NULL,
  last_utc_us INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (session, track, chunk)
) STRICT;
CREATE INDEX path_chunk_age ON path_chunk (last_utc_us);
CREATE TABLE coverage (
  session INTEGER NOT NULL REFERENCES session (id), from_media_us INTEGER NOT NULL, to_media_us INTEGER NOT NULL,
  from_utc_us INTEGER NOT NULL, to_utc_us INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('watched', 'degraded')), frames INTEGER NOT NULL,
  PRIMARY KEY (session, from_media_us)
) STRICT, WITHOUT ROWID;
CREATE TABLE hole (
  camera INTEGER NOT NULL REFERENCES camera (id), from_utc_us INTEGER NOT NULL, cause TEXT NOT NULL,
  to_utc_us INTEGER NOT NULL, PRIMARY KEY (camera, from_utc_us, cause)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (
  session INTEGER PRIMARY KEY REFERENCES session (id), job_id TEXT NOT NULL, frame_id INTEGER NOT NULL,
  media_us INTEGER NOT NULL, frame_sha256 TEXT NOT NULL, state TEXT NOT NULL
) STRICT;
CREATE TABLE camera_event (
  id INTEGER PRIMARY KEY, camera INTEGER NOT NULL REFERENCES camera (id), utc_us INTEGER NOT NULL,
  state TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, UNIQUE (camera, utc_us, state)
) STRICT;
CREATE INDEX camera_event_time ON camera_event (utc_us);
CREATE TABLE stray_fact (
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, sender TEXT NOT NULL, reason TEXT NOT NULL, fact TEXT NOT NULL,
  utc_us INTEGER NOT NULL
) STRICT;
CREATE INDEX stray_fact_time ON stray_fact (utc_us);
`;

/** Derived in the transaction that inserts the facts. `scope` 0: all live sessions; else the one replay session. */
const bins = `
CREATE TABLE rollup (
  scope INTEGER NOT NULL, line_version INTEGER NOT NULL REFERENCES line_version (id), seconds INTEGER NOT NULL,
  start_utc_us INTEGER NOT NULL, direction TEXT NOT NULL, class TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (scope, line_version, seconds, start_utc_us, direction, class)
) STRICT, WITHOUT ROWID;
CREATE TABLE coverage_bin (
  scope INTEGER NOT NULL, camera INTEGER NOT NULL REFERENCES camera (id), seconds INTEGER NOT NULL,
  start_utc_us INTEGER NOT NULL, watched_us INTEGER NOT NULL, degraded_us INTEGER NOT NULL,
  PRIMARY KEY (scope, camera, seconds, start_utc_us)
) STRICT, WITHOUT ROWID;
`;

export const firstSchema: Migration = {
  version: 1,
  name: 'first-schema',
  up: (db) => {
    db.exec(site + cameras + facts + bins);
  },
};
