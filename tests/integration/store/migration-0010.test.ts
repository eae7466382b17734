import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { calibration } from '../../../workers/store/migrations/0010-calibration.ts';
import { schemaText } from './schema-text.ts';

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const backedUp = (): Promise<string> => Promise.resolve('a copy');

describe('migration 10, calibrations and the speeds of crossings', () => {
  it('adds a table and columns, and crossings from before stay, without a speed', async () => {
    await migrate(db, [firstSchema], backedUp);
    db.exec(`INSERT INTO camera VALUES (1, 'cam', 1, '{}', NULL, 0, NULL);
             INSERT INTO run VALUES (1, 'run', 'small', 'aa', 'bb', 'software', 'cpu', '0.1.0');
             INSERT INTO line (id, line_id, camera) VALUES (1, 'line', 1);
             INSERT INTO line_version VALUES (1, 'version', 1, 1, '{}', 'ann', 0);
             INSERT INTO session (session_id, camera, mode, run, width, height, anchor_utc_us, anchor_media_us,
               anchor_quality) VALUES ('one', 1, 'live', 1, 640, 360, 1000, 0, 'given');
             INSERT INTO crossing (cursor, session, track, line_version, ordinal, camera, direction, media_us, utc_us,
               frame_id, x, y, class_so_far) VALUES (1, 1, 7, 1, 1, 1, 'in', 10, 1010, 1, 0.5, 0.5, 'car');`);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, calibration], backedUp)).toEqual({ from: 1, to: 10, backup: 'a copy' });
    const changed = schemaText(db)
      .filter((line) => !before.includes(line))
      .join('\n');
    expect(changed).toContain('calibration_version');
    expect(changed).toMatch(/^crossing .*calibration:INTEGER speed_mps:REAL.*speed_refusal:TEXT/m);
    expect(db.prepare('SELECT track, calibration, speed_mps, speed_refusal FROM crossing').all()).toEqual([
      { track: 7, calibration: null, speed_mps: null, speed_refusal: null },
    ]);
  });
});
