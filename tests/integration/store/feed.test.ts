import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommittedCrossing } from '../../../domain/contracts/messages.ts';
import type { Store } from '../../../workers/store/index.ts';
import {
  addCamera,
  addLine,
  batch,
  createBench,
  crossing,
  NOON,
  SECOND,
  sessionOpen,
  trackEnd,
  uuid,
  value,
} from './builders.ts';
import { createRandom, randomSite } from './random-facts.ts';

const bench = createBench();
const session = uuid('one');
let store: Store;
let versionId: string;
beforeEach(async () => {
  ({ store } = await bench.open(bench.folder()));
  await addCamera(store, 'cam-1');
  ({ versionId } = await addLine(store, 'cam-1'));
});
afterEach(() => bench.clear());

const keyOf = (row: { sessionId: string; track: number; lineVersionId: string; ordinal: number }): string =>
  `${row.sessionId} ${row.track} ${row.lineVersionId} ${row.ordinal}`;

describe('the feed of committed crossings', () => {
  it('shows a crossing when it is committed and again when its class is final, never twice at one cursor', () => {
    value(store.commitFacts([batch([sessionOpen(session), crossing(session, versionId)])]));
    const first = store.follow(0, 10);
    expect(first.crossings).toMatchObject([{ cursor: 1, class: 'car', final: false, mode: 'live', utcUs: NOON }]);
    expect(store.follow(first.cursor, 10)).toEqual({ cursor: first.cursor, crossings: [] });
    value(store.commitFacts([batch([trackEnd(session, { class: 'bus' })])]));
    const second = store.follow(first.cursor, 10);
    expect(second.crossings).toMatchObject([{ class: 'bus', final: true }]);
    expect(second.cursor).toBeGreaterThan(first.cursor);
  });

  it('leaves a follower who reads at any pace with the state that is stored', () => {
    const random = createRandom(4);
    const seen = new Map<string, CommittedCrossing>();
    let cursor = 0;
    const read = (limit: number): number => {
      const page = store.follow(cursor, limit);
      for (const row of page.crossings) {
        expect(row.cursor).toBeGreaterThan(cursor);
        seen.set(keyOf(row), row);
      }
      cursor = page.cursor;
      return page.crossings.length;
    };
    for (const one of randomSite(42, [versionId], [])) {
      value(store.commitFacts([one]));
      if (random() < 0.3) read(1 + Math.floor(random() * 5));
    }
    while (read(7) > 0);
    const reader = bench.reader(store);
    const query = { cameraId: null, sessionId: null, lineId: null, fromUtcUs: null, toUtcUs: null, cursor: null };
    const stored = reader.crossings({ ...query, limit: 5000 });
    expect(stored.length).toBeGreaterThan(50);
    expect(seen.size).toBe(stored.length);
    for (const row of stored) {
      expect(seen.get(keyOf(row))).toMatchObject({ class: row.class, final: row.final, cursor: row.cursor });
    }
  });

  it('goes on where a total ends: counts name the newest crossing that they can hold', () => {
    const reader = bench.reader(store);
    const total = () => {
      const { counts, cursor } = reader.counts({ cameraId: 'cam-1', fromUtcUs: 0, sessionId: null });
      return { count: counts.reduce((sum, cell) => sum + cell.count, 0), cursor };
    };
    const commit = (...tracks: number[]) =>
      value(store.commitFacts([batch(tracks.map((track) => crossing(session, versionId, { track })))]));
    expect(total()).toEqual({ count: 0, cursor: 0 });
    value(store.commitFacts([batch([sessionOpen(session)])]));
    commit(1, 2, 3);
    const before = total();
    commit(4, 5);
    const told = store.follow(before.cursor, 10);
    expect([before.count, told.crossings.map(({ track }) => track)]).toEqual([3, [4, 5]]);
    expect(total()).toEqual({ count: 5, cursor: told.cursor });
    expect(reader.counts({ cameraId: 'nobody', fromUtcUs: 0, sessionId: null }).cursor).toBe(told.cursor);
  });

  it('tells listeners after the commit, with the newest cursor, and no more once they have left', async () => {
    const told: number[] = [];
    const stop = store.onCommitted((cursor) => told.push(cursor));
    await store.submit(batch([sessionOpen(session)]));
    expect(told).toEqual([]);
    await store.submit(batch([crossing(session, versionId), crossing(session, versionId, { track: 2 })]));
    await expect.poll(() => told).toEqual([2]);
    expect(store.follow(0, 10).cursor).toBe(2);
    stop();
    await store.submit(batch([crossing(session, versionId, { track: 3 })]));
    await Promise.resolve();
    expect(told).toEqual([2]);
  });

  it('goes on with growing cursors after a restart', async () => {
    value(store.commitFacts([batch([sessionOpen(session), crossing(session, versionId)])]));
    const { cursor } = store.follow(0, 10);
    await store.stop();
    const { store: again } = await bench.open(store.folder);
    value(again.commitFacts([batch([crossing(session, versionId, { track: 2, mediaUs: SECOND })])]));
    expect(again.follow(cursor, 10).crossings).toMatchObject([{ track: 2, cursor: cursor + 1 }]);
  });
});

describe('lists of crossings', () => {
  const all = { cameraId: null, sessionId: null, lineId: null, fromUtcUs: null, toUtcUs: null };

  it('page by cursor without missing one that changes meanwhile', () => {
    const facts = Array.from({ length: 9 }, (_, at) =>
      crossing(session, versionId, { track: at + 1, mediaUs: at * SECOND }),
    );
    value(store.commitFacts([batch([sessionOpen(session), ...facts])]));
    const reader = bench.reader(store);
    const first = reader.crossings({ ...all, cursor: null, limit: 4 });
    value(store.commitFacts([batch([trackEnd(session, { track: 6, class: 'bus' })])]));
    const rest = reader.crossings({ ...all, cursor: first.at(-1)!.cursor, limit: 100 });
    expect([...first, ...rest].map((row) => row.track)).toEqual([1, 2, 3, 4, 5, 7, 8, 9, 6]);
    expect(rest.at(-1)).toMatchObject({ track: 6, class: 'bus', final: true });
  });

  it('page from the newest down', () => {
    const facts = Array.from({ length: 9 }, (_, at) =>
      crossing(session, versionId, { track: at + 1, mediaUs: Math.floor(at / 3) * SECOND }),
    );
    value(store.commitFacts([batch([sessionOpen(session), ...facts])]));
    const reader = bench.reader(store);
    const tracks: number[] = [];
    let before: { utcUs: number; id: number } | null = null;
    do {
      const page: ReturnType<typeof reader.newestCrossings> = reader.newestCrossings({ ...all, before, limit: 2 });
      tracks.push(...page.rows.map((row) => row.track));
      before = page.before;
    } while (before !== null);
    expect(tracks).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('can be narrowed to camera, session, line and time', async () => {
    await addCamera(store, 'cam-2');
    const other = await addLine(store, 'cam-2');
    const second = uuid('two');
    value(
      store.commitFacts([
        batch([
          sessionOpen(session),
          crossing(session, versionId),
          crossing(session, versionId, { track: 2, mediaUs: 9 * SECOND }),
        ]),
        batch([sessionOpen(second, { cameraId: 'cam-2' }), crossing(second, other.versionId, { track: 3 })]),
      ]),
    );
    const reader = bench.reader(store);
    const tracks = (change: object): number[] =>
      reader.crossings({ ...all, cursor: null, limit: 10, ...change }).map((row) => row.track);
    expect(tracks({})).toEqual([1, 2, 3]);
    expect(tracks({ cameraId: 'cam-2' })).toEqual([3]);
    expect(tracks({ sessionId: session })).toEqual([1, 2]);
    expect(tracks({ lineId: other.lineId })).toEqual([3]);
    expect(tracks({ fromUtcUs: NOON + SECOND })).toEqual([2]);
    expect(tracks({ cameraId: 'cam-1', toUtcUs: NOON + 9 * SECOND })).toEqual([1]);
    expect(tracks({ cameraId: 'nobody' })).toEqual([]);
  });
});
