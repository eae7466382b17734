import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../workers/store/migrate.ts';
import { firstSchema } from '../../../workers/store/migrations/0001-first-schema.ts';
import { generation } from '../../../workers/store/migrations/0003-generation.ts';
import { schemaText } from './schema-text.ts';

const db = new Database(':memory:');
afterEach(() => void db.close());

describe('migration 3, the generation of a database', () => {
  it('adds its table, empty, and touches nothing else', async () => {
    await migrate(db, [firstSchema], () => Promise.reject(new Error('there is nothing to keep')));
    const before = schemaText(db);
    const done = await migrate(db, [firstSchema, generation], () => Promise.resolve('copy'));
    expect(done).toEqual({ from: 1, to: 3, backup: 'copy' });
    const line = 'generation [strict] id:INTEGER# generation:TEXT! utc_us:INTEGER! restored_from:TEXT';
    const added = schemaText(db).filter((text) => !before.includes(text));
    expect(added).toEqual([line, '  u(generation)']);
    expect(schemaText(db).filter((text) => !added.includes(text))).toEqual(before);
    expect(db.prepare('SELECT count(*) FROM generation').pluck().get()).toBe(0);
  });
});
