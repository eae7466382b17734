import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { sealedAddresses } from '../../../workers/store/migrations/0008-sealed-addresses.ts';
import { schemaText } from './schema-text.ts';

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const backedUp = (): Promise<string> => Promise.resolve('a copy');

describe('migration 8, sealed addresses', () => {
  it('adds one column, empty for the cameras that are there', async () => {
    await migrate(db, [firstSchema], backedUp);
    db.exec(`INSERT INTO camera VALUES (1, 'gate', 1, '{}', NULL, 0, NULL)`);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, sealedAddresses], backedUp)).toEqual({ from: 1, to: 8, backup: 'a copy' });
    const changed = schemaText(db).filter((line) => !before.includes(line));
    expect(changed).toEqual([expect.stringMatching(/^camera .* hidden_utc_us:INTEGER addresses:BLOB$/)]);
    expect(db.prepare('SELECT camera_id, addresses FROM camera').all()).toEqual([
      { camera_id: 'gate', addresses: null },
    ]);
  });
});
