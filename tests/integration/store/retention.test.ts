import { afterEach, describe, expect, it } from 'vitest';
import { checkDatabase, DEFAULT_RETENTION } from '../../../workers/store/index.ts';
import type { Fact } from '../../../domain/contracts/facts.ts';
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
  trackEnd,
  uuid,
  value,
} from './builders.ts';

const bench = createBench();
afterEach(() => bench.clear());
const session = uuid('one');
const DAY = 86_400 * SECOND;

const chunk = (track: number, mediaUs: number, bytes: number): Fact => ({
  kind: 'path-chunk',
  sessionId: session,
  track,
  chunk: 0,
  points: 1,
  firstMediaUs: mediaUs,
  lastMediaUs: mediaUs,
  firstUtcUs: NOON + mediaUs,
  lastUtcUs: NOON + mediaUs,
  classSoFar: 'car',
  bodyOffset: 0,
  bodyLength: bytes,
});

describe('retention', () => {
  it('takes away paths after 30 days and events after 90, and leaves what was counted', async () => {
    let now = NOON;
    const { store } = await bench.open(bench.folder(), { nowUtcUs: () => now, monotonicMs: () => now / 1000 });
    await addCamera(store, 'cam-1');
    const line = await addLine(store, 'cam-1');
    const event = (days: number): Fact => ({
      kind: 'camera-event',
      cameraId: 'cam-1',
      utcUs: NOON + days * DAY,
      state: 'live',
      reason: '',
      detail: '',
    });
    const facts = [
      chunk(1, 0, 9),
      chunk(2, 40 * DAY, 9),
      crossing(session, line.versionId),
      trackEnd(session),
      event(0),
      event(40),
    ];
    value(store.commitFacts([batch([sessionOpen(session), ...facts], new Uint8Array(9))]));
    now = NOON + 31 * DAY;
    expect(value(await store.retain()).deleted).toMatchObject({ path_chunk: 1, camera_event: 0 });
    now = NOON + 91 * DAY;
    expect(value(await store.retain()).deleted).toMatchObject({ path_chunk: 1, camera_event: 1 });
    const tables = factTables(store.file);
    expect(tables['crossings']).toHaveLength(1);
    expect(tables['tracks']).toHaveLength(1);
    expect(tables['paths']).toHaveLength(0);
    expect(tables['events']).toHaveLength(1);
    expect(bench.reader(store).track(session, 1)).toMatchObject({ chunks: [], detail: { class: 'car' } });
  });

  it('keeps the paths of an old recording from the day it was replayed, and then takes them as a whole', async () => {
    let now = NOON;
    const { store } = await bench.open(bench.folder(), { nowUtcUs: () => now, monotonicMs: () => now / 1000 });
    await addCamera(store, 'cam-1');
    const replay = sessionOpen(session, { mode: 'replay', jobId: 'job-1', anchorUtcUs: NOON - 400 * DAY });
    value(store.commitFacts([batch([replay, chunk(1, -400 * DAY, 9), chunk(2, -360 * DAY, 9)], new Uint8Array(9))]));
    now = NOON + 29 * DAY;
    // What is written later, by a replay that went on, ages with the rest of it.
    value(store.commitFacts([batch([replay, chunk(3, -350 * DAY, 9)], new Uint8Array(9))]));
    expect(value(await store.retain()).deleted).toMatchObject({ path_chunk: 0 });
    expect(factTables(store.file)['paths']).toHaveLength(3);
    now = NOON + 31 * DAY;
    expect(value(await store.retain()).deleted).toMatchObject({ path_chunk: 3 });
  });

  it('of crossings, when a person wants it, keeps the totals, and the check still passes', async () => {
    let now = NOON;
    const { store } = await bench.open(bench.folder(), { nowUtcUs: () => now, monotonicMs: () => now / 1000 });
    await addCamera(store, 'cam-1');
    const line = await addLine(store, 'cam-1');
    const early = crossing(session, line.versionId);
    const late = crossing(session, line.versionId, { track: 2, mediaUs: 20 * DAY });
    value(store.commitFacts([batch([sessionOpen(session), early, late])]));
    now = NOON + 21 * DAY;
    value(await store.retain({ ...DEFAULT_RETENTION, crossings: 10 }));
    expect(factTables(store.file)['crossings']).toHaveLength(1);
    const counted = bench.reader(store).counts({ cameraId: 'cam-1', fromUtcUs: 0, sessionId: null });
    expect(counted.counts.map((cell) => cell.count)).toEqual([2]);
    expect((await checkDatabase(store.file)).problems).toEqual([]);
    // Numbers of the feed are not given out again after the row with the highest one is gone.
    const { cursor } = store.follow(0, 10);
    value(await store.retain({ ...DEFAULT_RETENTION, crossings: 0 }));
    value(store.commitFacts([batch([crossing(session, line.versionId, { track: 3, mediaUs: 22 * DAY })])]));
    expect(store.follow(cursor, 10).crossings).toMatchObject([{ track: 3, cursor: cursor + 1 }]);
  });

  it('works in small steps between which the writer commits', async () => {
    let now = NOON;
    const { store } = await bench.open(bench.folder(), { nowUtcUs: () => now, monotonicMs: () => now / 1000 });
    await addCamera(store, 'cam-1');
    const line = await addLine(store, 'cam-1');
    value(store.commitFacts([batch([sessionOpen(session)])]));
    for (let group = 0; group < 10; group += 1) {
      const facts = Array.from({ length: 1000 }, (_, at) => chunk(group * 1000 + at + 1, 0, 600));
      value(store.commitFacts([batch(facts, new Uint8Array(600))]));
    }
    now = NOON + 31 * DAY;
    let done = false;
    const retained = store.retain().then((report) => {
      done = true;
      return report;
    });
    let during = 0;
    for (let track = 1; !done; track += 1) {
      value(await store.submit(batch([crossing(session, line.versionId, { track })])));
      if (!done) during += 1;
    }
    const report = value(await retained);
    expect(report.deleted['path_chunk']).toBe(10_000);
    expect(during).toBeGreaterThan(0);
    // The aim is 50 ms; this machine may have stood still for a moment, but not for each of the many steps at once.
    expect(report.longestMs).toBeLessThan(500);
  });

  it('ends quietly when the store is stopped under it', async () => {
    let now = NOON;
    const { store } = await bench.open(bench.folder(), { nowUtcUs: () => now, monotonicMs: () => now / 1000 });
    await addCamera(store, 'cam-1');
    value(
      store.commitFacts([
        batch([sessionOpen(session), ...[1, 2, 3].map((track) => chunk(track, 0, 5))], new Uint8Array(5)),
      ]),
    );
    now = NOON + 31 * DAY;
    const retained = store.retain();
    await store.stop();
    expect(value(await retained).deleted).toEqual({});
  });
});
