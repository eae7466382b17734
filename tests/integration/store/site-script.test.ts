import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../workers/store/index.ts';
import { addCamera, addLine, batch, createBench, crossing, sessionOpen, uuid, value } from './builders.ts';

const bench = createBench();
afterEach(() => bench.clear());
const session = uuid('one');
const SCRIPT = path.resolve('scripts/site.ts');

function site(...args: string[]): { code: number | null; out: string; err: string } {
  const ran = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8', timeout: 60_000 });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

async function counting(folder: string): Promise<{ store: Store; see: (track: number) => void; seen: () => number }> {
  const { store } = await bench.open(folder);
  if (store.configFor(0, 1).cameras.length === 0) await addCamera(store, 'cam-1');
  const known = store.configFor(0, 1).cameras[0]?.lines[0];
  const versionId = known?.versionId ?? (await addLine(store, 'cam-1')).versionId;
  value(store.commitFacts([batch([sessionOpen(session)])]));
  return {
    store,
    see: (track) => void value(store.commitFacts([batch([crossing(session, versionId, { track })])])),
    seen: () => bench.reader(store).sessionRows(session)!.crossings.length,
  };
}

describe('npm run site', () => {
  it('backs up beside a running store, checks it, and brings the backup back once it is stopped', async () => {
    const folder = bench.folder();
    const { store, see } = await counting(folder);
    see(1);
    const backup = site('backup', '--data', folder);
    expect(backup).toMatchObject({ code: 0, err: '' });
    expect(backup.out).toContain('read back whole');
    see(2);
    expect(site('check', '--data', folder)).toMatchObject({ code: 0, err: '' });
    const running = site('restore', '--data', folder);
    expect(running.code).toBe(1);
    expect(running.err).toContain(`process ${process.pid}`);
    expect(running.err).toContain('What to do: stop the other instance');
    await store.stop();
    const restored = site('restore', '--data', folder);
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(restored.out).toContain('was kept as');
    expect(readdirSync(folder).some((name) => name.startsWith('store-replaced-') && name.endsWith('.db'))).toBe(true);
    const again = await counting(folder);
    expect(again.seen()).toBe(1);
  }, 120_000);

  it('backs up to and restores from a named file', async () => {
    const folder = bench.folder();
    const to = path.join(bench.folder(), 'copy.db');
    const { store, see } = await counting(folder);
    see(1);
    await store.stop();
    expect(site('backup', '--data', folder, '--to', to)).toMatchObject({ code: 0 });
    if (process.platform !== 'win32') expect(statSync(to).mode & 0o777).toBe(0o600);
    const empty = bench.folder();
    expect(site('restore', '--data', empty, '--from', to)).toMatchObject({ code: 0, err: '' });
    expect((await counting(empty)).seen()).toBe(1);
  }, 120_000);

  it('checks, and finds totals that differ from the facts', async () => {
    const folder = bench.folder();
    const { store, see } = await counting(folder);
    see(1);
    await store.stop();
    const db = new Database(store.file);
    db.exec(`UPDATE rollup SET class = 'bus' WHERE seconds = 60`);
    db.close();
    const checked = site('check', '--data', folder);
    expect(checked.code).toBe(1);
    expect(checked.err).toContain('bins of 60 s');
    expect(checked.err).toContain('What to do:');
  }, 60_000);

  it('refuses to restore what is no sound backup and leaves the database alone', async () => {
    const folder = bench.folder();
    const { store, see } = await counting(folder);
    see(1);
    await store.stop();
    const junk = path.join(bench.folder(), 'junk.db');
    writeFileSync(junk, 'no database');
    for (const from of [junk, path.join(folder, 'not-there.db')]) {
      const refused = site('restore', '--data', folder, '--from', from);
      expect(refused.code).toBe(1);
      expect(refused.err).toContain('What to do:');
    }
    expect(site('restore', '--data', folder)).toMatchObject({ code: 1 });
    expect((await counting(folder)).seen()).toBe(1);
  }, 120_000);

  const misused = [
    { name: 'no command', args: [], says: 'name a command' },
    { name: 'a command that nobody knows', args: ['fly', '--data', '/tmp'], says: 'there is no command fly' },
    { name: 'no data folder', args: ['check'], says: '--data' },
    { name: 'an option that nobody knows', args: ['check', '--data', '/tmp', '--hard'], says: '--hard' },
    {
      name: 'an option of another command',
      args: ['check', '--data', '/tmp', '--from', 'x'],
      says: 'belongs to restore',
    },
    { name: 'two commands', args: ['check', 'backup', '--data', '/tmp'], says: 'not understood: backup' },
  ];
  for (const { name, args, says } of misused) {
    it(`explains itself to ${name}`, () => {
      const ran = site(...args);
      expect(ran.code).toBe(2);
      expect(ran.err).toContain(says);
      expect(ran.err).toContain('usage: npm run site');
    });
  }

  it('says that a folder holds no database', () => {
    const ran = site('check', '--data', bench.folder());
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('there is no database');
  });
});
