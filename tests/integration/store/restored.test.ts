import { closeSync, copyFileSync, existsSync, openSync, renameSync, statSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Checkpoint, Coverage, Fact, SessionEnd } from '../../../domain/contracts/facts.ts';
import { listBackups } from '../../../workers/store/backup.ts';
import { checkDatabase, restoreFolder } from '../../../workers/store/index.ts';
import type { Store } from '../../../workers/store/index.ts';
import {
  addCamera,
  addLine,
  batch,
  createBench,
  crossing,
  factTables,
  NOON,
  SECOND,
  sessionOpen,
  uuid,
  value,
} from './builders.ts';

const bench = createBench();
afterEach(() => bench.clear());
const HOUR = 3600 * SECOND;
const old = uuid('open at the backup');
const young = uuid('opened after the backup');
const replay = uuid('replay');

const commit = (store: Store, ...facts: Fact[]): void => void value(store.commitFacts([batch(facts)]));
const end = (sessionId: string, reason: string): SessionEnd => ({
  ...{
    kind: 'session-end',
    sessionId,
    reason,
    lastMediaUs: 3 * HOUR,
    lastUtcUs: NOON + 3 * HOUR,
    frames: 100,
    drops: {},
  },
});
const coverage = (sessionId: string, from: number, to: number): Coverage => ({
  ...{ kind: 'coverage', sessionId, state: 'watched', frames: 10 },
  ...{ fromMediaUs: from, toMediaUs: to, fromUtcUs: NOON + from, toUtcUs: NOON + to },
});
const checkpoint = (jobId: string, sessionId: string, frameId: number): Checkpoint => ({
  ...{ kind: 'checkpoint', sessionId, jobId, frameId, mediaUs: frameId * 80_000, frameSha256: 'aa', state: '{}' },
});

/** Overwrites the middle of the file, as a failing disk would. */
function damage(file: string): void {
  const handle = openSync(file, 'r+');
  for (let at = 4096; at < statSync(file).size - 4096; at += 8192)
    writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, at);
  closeSync(handle);
}

/** A site that is backed up at noon while it watches and replays, counts on for two hours, and is damaged. */
async function damagedSite() {
  const folder = bench.folder();
  let now = NOON;
  const open = () => bench.open(folder, { nowUtcUs: () => now });
  const { store } = await open();
  await addCamera(store, 'cam-1');
  const { versionId } = await addLine(store, 'cam-1');
  const job = { actor: 'test', cameraId: 'cam-1', path: '/a.mp4', pace: 'max' as const, startUtcUs: NOON };
  const { jobId } = value(await store.command('job.create', job));
  value(await store.command('job.status', { jobId, status: 'running', reason: '' }));
  commit(store, sessionOpen(old), crossing(old, versionId));
  commit(store, sessionOpen(replay, { mode: 'replay', jobId }), checkpoint(jobId, replay, 10));
  value(await store.backUp());
  const { generation } = store;
  commit(store, crossing(old, versionId, { track: 2, mediaUs: SECOND }), end(old, 'eof'));
  commit(store, sessionOpen(young, { anchorUtcUs: NOON }), crossing(young, versionId, { mediaUs: HOUR }));
  commit(store, crossing(replay, versionId, { mediaUs: HOUR }), checkpoint(jobId, replay, 500));
  const { cursor } = store.follow(0, 100);
  await store.stop();
  damage(store.file);
  now = NOON + 2 * HOUR;
  return { folder, open, versionId, jobId, generation, cursor };
}

describe('a database that was restored', () => {
  it('tells another history: its name changes, and stays the same at every further start', async () => {
    const { open, generation } = await damagedSite();
    const { store } = await open();
    expect(store.generation).not.toBe(generation);
    const restored = store.generation;
    await store.stop();
    expect((await open()).store.generation).toBe(restored);
  });

  it('has ended the live sessions it knew, and takes what comes of those it did not', async () => {
    const { open, versionId } = await damagedSite();
    const { store } = await open();
    const reader = bench.reader(store);
    expect(reader.session(old)).toMatchObject({ reason: 'database-restored' });
    commit(store, sessionOpen(young), crossing(young, versionId, { track: 9, mediaUs: 2 * HOUR }));
    commit(store, end(young, 'database-restored'), end(old, 'eof'));
    expect(reader.session(old)).toMatchObject({ reason: 'eof' });
    expect(reader.session(young)).toMatchObject({ reason: 'database-restored' });
    expect(reader.sessionRows(young)?.crossings).toHaveLength(1);
    expect(factTables(store.file)['strays']).toEqual([]);
    expect((await checkDatabase(store.file)).problems).toEqual([]);
  });

  it('sets a replay back to its stored checkpoint, and nothing found later closes the gap behind it', async () => {
    const { open, versionId, jobId } = await damagedSite();
    const { store } = await open();
    const [job] = store.configFor(0, 1).jobs;
    expect(job).toMatchObject({ jobId, status: 'running', checkpoint: { frameId: 10 } });
    expect(job?.sessionId).not.toBe(replay);
    // What an older process of the camera still holds in its journal.
    commit(store, crossing(replay, versionId, { mediaUs: HOUR }), checkpoint(jobId, replay, 520), end(replay, 'ended'));
    expect(store.configFor(0, 1).jobs).toEqual([job]);
    const sessionId = job?.sessionId ?? '';
    commit(store, sessionOpen(sessionId, { mode: 'replay', jobId }), checkpoint(jobId, sessionId, 60));
    expect(store.configFor(0, 1).jobs[0]?.checkpoint?.frameId).toBe(60);
    expect(bench.reader(store).sessionRows(sessionId)?.crossings).toEqual([]);
  });

  it('does not call time watched whose crossings are gone', async () => {
    const { open } = await damagedSite();
    const { store } = await open();
    commit(store, sessionOpen(young), coverage(young, HOUR, HOUR + 10 * SECOND));
    commit(store, coverage(young, 2 * HOUR - 8 * SECOND, 2 * HOUR + 2 * SECOND));
    const claims = bench
      .reader(store)
      .sessionRows(young)!
      .coverage.map((text): unknown => JSON.parse(text));
    expect(claims).toEqual([
      [2 * HOUR, 2 * HOUR + 2 * SECOND, NOON + 2 * HOUR, NOON + 2 * HOUR + 2 * SECOND, 'watched', 2],
    ]);
    expect((await checkDatabase(store.file)).problems).toEqual([]);
  });

  it('gives out no number of the feed a second time, so that no follower misses a crossing', async () => {
    const { open, versionId, cursor } = await damagedSite();
    const { store } = await open();
    commit(store, sessionOpen(young), crossing(young, versionId, { track: 9, mediaUs: 2 * HOUR }));
    // The follower had come further than the backup.
    expect(store.follow(cursor, 10).crossings).toMatchObject([{ track: 9 }]);
    expect((await checkDatabase(store.file)).problems).toEqual([]);
  });

  it('is written down as restored also when the process was killed before it came to that', async () => {
    const { folder, open } = await damagedSite();
    const file = path.join(folder, 'store.db');
    // As a kill leaves it that came between the two moves.
    const [backup] = listBackups(folder);
    const note = { from: backup, backupUtcUs: NOON, keptAs: path.join(folder, 'store-damaged-x.db') };
    writeFileSync(path.join(folder, 'store.restored'), JSON.stringify(note));
    renameSync(file, note.keptAs);
    copyFileSync(backup!, `${file}.incoming`);
    const { store, alarms } = await open();
    expect(alarms).toEqual([]);
    const reader = bench.reader(store);
    expect(reader.cameras()).toHaveLength(1);
    expect(reader.holes({ cameraId: 'cam-1', fromUtcUs: 0, toUtcUs: NOON + 9 * HOUR })).toMatchObject([
      { cause: 'database-restored', fromUtcUs: NOON, toUtcUs: NOON + 2 * HOUR },
    ]);
    await store.stop();
    expect(existsSync(path.join(folder, 'store.restored'))).toBe(false);
    expect(existsSync(`${file}.incoming`)).toBe(false);
    expect(
      bench.reader((await open()).store).holes({ cameraId: 'cam-1', fromUtcUs: 0, toUtcUs: NOON + 9 * HOUR }),
    ).toHaveLength(1);
  });

  it('by hand has its hole and its new name as well', async () => {
    const { folder, open, generation } = await damagedSite();
    value(await restoreFolder(folder, null, NOON + HOUR));
    const { store, alarms } = await open();
    expect(alarms).toEqual([]);
    expect(store.generation).not.toBe(generation);
    const holes = bench.reader(store).holes({ cameraId: 'cam-1', fromUtcUs: 0, toUtcUs: NOON + 9 * HOUR });
    expect(holes).toMatchObject([{ cause: 'database-restored', fromUtcUs: NOON, toUtcUs: NOON + 2 * HOUR }]);
  });
});
