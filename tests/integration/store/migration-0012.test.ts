import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { zoneStates } from '../../../workers/store/migrations/0012-zone-states.ts';
import { schemaText } from './schema-text.ts';

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const backedUp = (): Promise<string> => Promise.resolve('a copy');

describe('migration 12, states and minutes of zones', () => {
  it('adds two tables and changes nothing else', async () => {
    await migrate(db, [firstSchema], backedUp);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, zoneStates], backedUp)).toEqual({ from: 1, to: 12, backup: 'a copy' });
    const after = schemaText(db);
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
    const added = after.filter((line) => !before.includes(line)).join('\n');
    expect(added).toMatch(/^zone_state .*ordinal:INTEGER.*density:REAL/m);
    expect(added).toMatch(/^zone_minute .*watched_us:INTEGER.*jam_us:INTEGER/m);
  });
});
