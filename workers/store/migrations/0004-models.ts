import type { Migration } from './migration.ts';

/** Every file of a model that was ever counted with, and which settings of its camera a session was opened with. */
export const models: Migration = {
  version: 4,
  name: 'models',
  up: (db) => {
    db.exec(`
      CREATE TABLE model (
        id INTEGER PRIMARY KEY, model_id TEXT NOT NULL, sha256 TEXT NOT NULL, title TEXT, family TEXT,
        input_width INTEGER, input_height INTEGER, classes TEXT, first_utc_us INTEGER NOT NULL, UNIQUE (model_id, sha256)
      ) STRICT;
      INSERT INTO model (model_id, sha256, first_utc_us)
        SELECT r.model_id, r.model_sha256, coalesce(min(s.anchor_utc_us), 0)
        FROM run r LEFT JOIN session s ON s.run = r.id GROUP BY r.model_id, r.model_sha256 ORDER BY min(r.id);
      ALTER TABLE run ADD COLUMN model INTEGER REFERENCES model (id);
      UPDATE run SET model = (SELECT m.id FROM model m WHERE m.model_id = run.model_id AND m.sha256 = run.model_sha256);
      ALTER TABLE session ADD COLUMN camera_revision INTEGER;
    `);
  },
};
