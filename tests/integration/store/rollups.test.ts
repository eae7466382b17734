import { afterEach, describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { checkDatabase } from '../../../workers/store/index.ts';
import {
  addCamera,
  addLine,
  batch,
  createBench,
  crossing,
  factTables,
  sessionOpen,
  trackEnd,
  uuid,
  value,
} from './builders.ts';
import { createRandom, randomSite } from './random-facts.ts';

const bench = createBench();
afterEach(() => bench.clear());
const session = uuid('one');

describe('totals derived from facts', () => {
  for (const seed of [1, 20, 300]) {
    it(`equal a fresh count of random facts with late and missing track ends, seed ${seed}`, async () => {
      const { store } = await bench.open(bench.folder());
      await addCamera(store, 'cam-1');
      const lines = [await addLine(store, 'cam-1', 'A'), await addLine(store, 'cam-1', 'B')];
      const gate = (at: number, direction: 'in' | 'out') =>
        ({ kind: 'line', lineId: lines[at]!.lineId, direction }) as const;
      for (const from of [0, 1]) {
        const drawing = { name: `from ${from}`, entry: gate(from, 'in'), exit: gate(1 - from, 'out') };
        value(await store.command('movement.create', { actor: 'test', cameraId: 'cam-1', drawing }));
      }
      const batches = randomSite(
        seed,
        lines.map((line) => line.versionId),
        [],
      );
      const random = createRandom(seed);
      for (let at = 0; at < batches.length;) {
        const size = 1 + Math.floor(random() * 9);
        value(store.commitFacts(batches.slice(at, at + size)));
        at += size;
      }
      const report = await checkDatabase(store.file);
      expect(report.problems).toEqual([]);
      // Counted here once more without any of the store's own code.
      const db = new Database(store.file, { readonly: true });
      const kept = db.prepare('SELECT seconds, sum(count) AS n FROM rollup GROUP BY seconds ORDER BY seconds').all();
      const all = db.prepare('SELECT count(*) AS n FROM crossing').get() as { n: number };
      const minutes = db
        .prepare(
          `SELECT line_version AS line, utc_us / 60000000 AS minute, coalesce(class_final, class_so_far) AS class, direction,
             count(*) AS n FROM crossing JOIN session ON session.id = session WHERE mode = 'live' GROUP BY 1, 2, 3, 4
           ORDER BY 1, 2, 3, 4`,
        )
        .all();
      const bins = db
        .prepare(
          `SELECT line_version AS line, start_utc_us / 60000000 AS minute, class, direction, count AS n FROM rollup
           WHERE scope = 0 AND seconds = 60 ORDER BY 1, 2, 3, 4`,
        )
        .all();
      db.close();
      expect(bins).toEqual(minutes);
      expect(all.n).toBeGreaterThan(100);
      expect(kept).toEqual([60, 900, 3600, 86_400].map((seconds) => ({ seconds, n: all.n })));
    });
  }

  it('move to the final class when the track ends, and both classes are kept', async () => {
    const { store } = await bench.open(bench.folder());
    await addCamera(store, 'cam-1');
    const line = await addLine(store, 'cam-1');
    const seen = crossing(session, line.versionId, { classSoFar: 'car' });
    value(store.commitFacts([batch([sessionOpen(session), seen])]));
    const before = bench.reader(store).newestCrossings(anyCrossing).rows[0];
    expect(before).toMatchObject({ class: 'car', classSoFar: 'car', final: false });
    value(store.commitFacts([batch([trackEnd(session, { class: 'truck' })])]));
    const after = bench.reader(store).newestCrossings(anyCrossing).rows[0];
    expect(after).toMatchObject({ class: 'truck', classSoFar: 'car', final: true });
    expect(factTables(store.file)['rollups']).toMatchObject(
      [60, 900, 3600, 86_400].map((seconds) => ({ seconds, class: 'truck', count: 1 })),
    );
  });

  it('take a crossing that arrives after the end of its track with its final class at once', async () => {
    const { store } = await bench.open(bench.folder());
    await addCamera(store, 'cam-1');
    const line = await addLine(store, 'cam-1');
    value(store.commitFacts([batch([sessionOpen(session), trackEnd(session, { class: 'bus' })])]));
    value(store.commitFacts([batch([crossing(session, line.versionId, { classSoFar: 'car' })])]));
    expect(bench.reader(store).newestCrossings(anyCrossing).rows[0]).toMatchObject({ class: 'bus', final: true });
    expect((await checkDatabase(store.file)).problems).toEqual([]);
  });

  it('keep replays apart from what was seen live', async () => {
    const { store } = await bench.open(bench.folder());
    await addCamera(store, 'cam-1');
    const line = await addLine(store, 'cam-1');
    const replay = uuid('replay');
    value(store.commitFacts([batch([sessionOpen(session), crossing(session, line.versionId)])]));
    const again = sessionOpen(replay, { mode: 'replay', jobId: uuid('job') });
    const twice = [crossing(replay, line.versionId), crossing(replay, line.versionId, { track: 2 })];
    value(store.commitFacts([batch([again, ...twice])]));
    const reader = bench.reader(store);
    const counts = (sessionId: string | null): number[] =>
      reader.counts({ cameraId: 'cam-1', fromUtcUs: 0, sessionId }).counts.map((row) => row.count);
    expect(counts(null)).toEqual([1]);
    expect(counts(replay)).toEqual([2]);
    expect(counts(session)).toEqual([1]);
  });

  it('are found wrong by the check when somebody changes one', async () => {
    const { store } = await bench.open(bench.folder());
    await addCamera(store, 'cam-1');
    const line = await addLine(store, 'cam-1');
    value(store.commitFacts([batch([sessionOpen(session), crossing(session, line.versionId)])]));
    await store.stop();
    const db = new Database(store.file);
    db.exec('UPDATE rollup SET count = count + 1 WHERE seconds = 900');
    db.close();
    const report = await checkDatabase(store.file);
    expect(report.problems).toHaveLength(1);
    expect(report.problems[0]).toContain('bins of 900 s');
  });
});

const anyCrossing = {
  cameraId: null,
  sessionId: null,
  lineId: null,
  fromUtcUs: null,
  toUtcUs: null,
  before: null,
  limit: 10,
};
