import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, expect, it } from 'vitest';
import { choiceText } from '../../../workers/entries/parts/model-choice.ts';
import { DEFAULT_MODEL_SETTING } from '../../../workers/entries/parts/settings.ts';
import { storedChoice } from '../../../workers/entries/parts/stored-choice.ts';
import { createLog } from '../../../workers/runtime/log.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-stored-'));
const file = path.join(folder, 'store.db');
const said: string[] = [];
const log = createLog('inference-0', (message) => void said.push(JSON.stringify(message)));
afterEach(() => {
  rmSync(file, { force: true });
  said.length = 0;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function database(...statements: readonly string[]): void {
  const db = new Database(file);
  for (const statement of statements) db.exec(statement);
  db.close();
}

const SETTINGS = 'CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, utc_us INTEGER NOT NULL)';

it('is none where there is no database yet', () => {
  expect(storedChoice(file, log)).toBeNull();
  expect(said).toEqual([]);
});

it('is read as it was kept', () => {
  const choice = { modelId: 'road', launch: 'earlier' };
  database(SETTINGS, `INSERT INTO setting VALUES ('${DEFAULT_MODEL_SETTING}', '${choiceText(choice)}', 1)`);
  expect(storedChoice(file, log)).toEqual(choice);
});

it.each([
  ['is being made', () => database('CREATE TABLE first (id INTEGER)')],
  ['is damaged', () => writeFileSync(file, 'no database at all'.repeat(500))],
])('is none, and said so, where the database %s', (_what, lay) => {
  lay();
  expect(storedChoice(file, log)).toBeNull();
  expect(said.join()).toContain('cannot be read');
});
