import { Worker } from 'node:worker_threads';
import { createRequire } from 'node:module';
import { rmSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { restoreFolder } from '../../../workers/store/index.ts';
import {
  addCamera,
  addLine,
  batch,
  createBench,
  crossing,
  expectFailure,
  NOON,
  sessionOpen,
  uuid,
  value,
} from './builders.ts';

const bench = createBench();
afterEach(() => bench.clear());
const session = uuid('one');

/** A reader in a thread that starts a read of the whole table and does not let go until it is told to. */
function holdLongRead(file: string): { reading: Promise<unknown>; release: () => Promise<unknown> } {
  const library = createRequire(import.meta.url).resolve('better-sqlite3');
  const text = `
    const { parentPort, workerData } = require('node:worker_threads');
    const db = new (require(workerData.library))(workerData.file, { readonly: true });
    db.exec('BEGIN');
    const rows = db.prepare('SELECT * FROM crossing').iterate();
    rows.next();
    parentPort.postMessage('reading');
    parentPort.once('message', () => {
      let seen = 1;
      for (const row of rows) seen += row.id > 0 ? 1 : 0;
      db.exec('COMMIT');
      db.close();
      parentPort.postMessage(seen);
    });`;
  const thread = new Worker(text, { eval: true, workerData: { file, library } });
  const next = (): Promise<unknown> => new Promise((resolve) => thread.once('message', resolve));
  return {
    reading: next(),
    release: () => {
      const seen = next();
      thread.postMessage('go on');
      return seen;
    },
  };
}

describe('a reader that holds a long query', () => {
  it('does not delay the writer, and sees one state from beginning to end', async () => {
    const { store } = await bench.open(bench.folder());
    await addCamera(store, 'cam-1');
    const line = await addLine(store, 'cam-1');
    const many = Array.from({ length: 300 }, (_, at) => crossing(session, line.versionId, { track: at + 1 }));
    value(store.commitFacts([batch([sessionOpen(session), ...many])]));
    const commitMs = (from: number): number[] =>
      Array.from({ length: 60 }, (_, at) => {
        const started = performance.now();
        value(store.commitFacts([batch([crossing(session, line.versionId, { track: from + at })])]));
        return performance.now() - started;
      }).sort((a, b) => a - b);
    const alone = commitMs(1000);
    const long = holdLongRead(store.file);
    await long.reading;
    const beside = commitMs(2000);
    const seen = await long.release();
    expect(seen).toBe(360);
    // A writer that waited for the reader would have given up after two seconds, or waited for ever.
    expect(beside.at(-1)).toBeLessThan(1000);
    expect(beside[30]!).toBeLessThan(alone[30]! * 4 + 20);
    expect(bench.reader(store).counts({ cameraId: 'cam-1', fromUtcUs: 0, sessionId: null }).counts[0]?.count).toBe(420);
  });

  it('leaves no endless log behind once it is done', async () => {
    const { store } = await bench.open(bench.folder());
    await addCamera(store, 'cam-1');
    const line = await addLine(store, 'cam-1');
    value(store.commitFacts([batch([sessionOpen(session), crossing(session, line.versionId)])]));
    const long = holdLongRead(store.file);
    await long.reading;
    const more = (from: number): void => {
      for (let at = 0; at < 300; at += 1) {
        value(store.commitFacts([batch([crossing(session, line.versionId, { track: from + at })])]));
      }
    };
    more(100);
    const grown = statSync(`${store.file}-wal`).size;
    await long.release();
    more(1000);
    more(2000);
    expect(statSync(`${store.file}-wal`).size).toBeLessThan(grown + 4096 * 1500);
  });
});

describe('a reader whose database is replaced', () => {
  it('goes on with the one that was put in place, and notices it once', async () => {
    const { store } = await bench.open(bench.folder());
    await addCamera(store, 'before');
    const reader = bench.reader(store);
    const backup = value(await store.backUp());
    await addCamera(store, 'behind-the-backup');
    expect(value(reader.reopenIfReplaced())).toBe(false);
    await store.stop();
    value(await restoreFolder(store.folder, backup.path, NOON));
    expect(reader.cameras().map(({ id }) => id)).toEqual(['before', 'behind-the-backup']);
    expect(value(reader.reopenIfReplaced())).toBe(true);
    expect(reader.cameras().map(({ id }) => id)).toEqual(['before']);
    const again = await bench.open(store.folder);
    await addCamera(again.store, 'later');
    expect(reader.cameras().map(({ id }) => id)).toEqual(['before', 'later']);
    expect(value(reader.reopenIfReplaced())).toBe(false);
  });

  it('says so in words when nothing is there any more', async () => {
    const { store } = await bench.open(bench.folder());
    await addCamera(store, 'cam-1');
    const reader = bench.reader(store);
    await store.stop();
    rmSync(store.file);
    expectFailure(reader.reopenIfReplaced(), 'store-unreadable');
  });
});
