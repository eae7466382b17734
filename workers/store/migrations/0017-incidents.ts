import type { Migration } from './migration.ts';

/**
 * Incidents with their evidence, and what people did about them. One of a camera is known by session, rule and ordinal; one
 * of the whole site has no session, and the cursor of the event that completed it as its ordinal. Every change moves an
 * incident to a new cursor.
 */
export const incidents: Migration = {
  version: 17,
  name: 'incidents',
  up: (db) => {
    db.exec(`
      CREATE TABLE incident (
        id INTEGER PRIMARY KEY, incident_id TEXT NOT NULL UNIQUE, cursor INTEGER NOT NULL UNIQUE,
        session INTEGER REFERENCES session (id), camera INTEGER REFERENCES camera (id), kind TEXT NOT NULL,
        ordinal INTEGER NOT NULL, severity TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
        zone_version INTEGER REFERENCES zone_version (id), from_media_us INTEGER, from_utc_us INTEGER NOT NULL,
        opened_media_us INTEGER, opened_utc_us INTEGER NOT NULL, to_media_us INTEGER, to_utc_us INTEGER,
        end_reason TEXT CHECK (end_reason IN ('over', 'session-ended')),
        ended_by TEXT CHECK (ended_by IN ('camera', 'store')), evidence TEXT NOT NULL, cameras TEXT NOT NULL DEFAULT '[]',
        earlier INTEGER REFERENCES incident (id),
        stage TEXT NOT NULL CHECK (stage IN ('detected', 'verified', 'responding', 'resolved', 'dismissed')),
        acknowledged_by TEXT, assignee TEXT, UNIQUE (session, kind, ordinal)
      ) STRICT;
      CREATE UNIQUE INDEX incident_of_site ON incident (kind, ordinal) WHERE session IS NULL;
      CREATE INDEX incident_time ON incident (opened_utc_us);
      CREATE INDEX incident_camera ON incident (camera, opened_utc_us);
      CREATE INDEX incident_active ON incident (severity) WHERE stage IN ('detected', 'verified', 'responding');
      CREATE INDEX incident_lasting ON incident (session) WHERE to_utc_us IS NULL;
      CREATE INDEX incident_earlier ON incident (earlier) WHERE earlier IS NOT NULL;
      CREATE TABLE incident_action (
        id INTEGER PRIMARY KEY, incident INTEGER NOT NULL REFERENCES incident (id), utc_us INTEGER NOT NULL,
        actor TEXT NOT NULL, action TEXT NOT NULL, words TEXT NOT NULL
      ) STRICT;
      CREATE INDEX incident_action_incident ON incident_action (incident, id);
      INSERT INTO sequence (name, value) VALUES ('incident', 0);
    `);
  },
};
