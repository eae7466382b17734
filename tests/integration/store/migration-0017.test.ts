import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { incidents } from '../../../workers/store/migrations/0017-incidents.ts';
import { schemaText } from './schema-text.ts';

let db = new Database(':memory:');
afterEach(() => {
  db.close();
  db = new Database(':memory:');
});
const backedUp = (): Promise<string> => Promise.resolve('a copy');

describe('migration 17, incidents', () => {
  it('adds incidents, what people did about them and the number of their feed, and touches nothing else', async () => {
    await migrate(db, [firstSchema], backedUp);
    const before = schemaText(db);
    expect(await migrate(db, [firstSchema, incidents], backedUp)).toEqual({ from: 1, to: 17, backup: 'a copy' });
    const after = schemaText(db);
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
    const text = after.filter((line) => !before.includes(line)).join('\n');
    expect(text).toMatch(/^incident \[strict\] .*incident_id:TEXT! cursor:INTEGER! .*stage:TEXT!/m);
    expect(text).toMatch(/^incident_action \[strict\] .*actor:TEXT! action:TEXT! words:TEXT!/m);
    expect(text).toContain('u(session kind ordinal)');
    expect(db.prepare(`SELECT value FROM sequence WHERE name = 'incident'`).pluck().get()).toBe(0);
  });
});
