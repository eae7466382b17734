import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { runSize } from '../../../workers/store/migrations/0006-run-size.ts';
import { schemaText } from './schema-text.ts';

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const backedUp = (): Promise<string> => Promise.resolve('a copy');

describe('migration 6, the size of the analysed pictures in the run', () => {
  it('adds two columns, and runs from before stay, without a size', async () => {
    await migrate(db, [firstSchema], backedUp);
    db.exec(`INSERT INTO run VALUES (1, 'run', 'small', 'aa', 'bb', 'software', 'cpu', '0.1.0')`);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, runSize], backedUp)).toEqual({ from: 1, to: 6, backup: 'a copy' });
    const changed = schemaText(db).filter((line) => !before.includes(line));
    expect(changed).toEqual([expect.stringMatching(/^run .* software:TEXT! width:INTEGER height:INTEGER$/)]);
    expect(db.prepare('SELECT run_id, width, height FROM run').all()).toEqual([
      { run_id: 'run', width: null, height: null },
    ]);
  });
});
