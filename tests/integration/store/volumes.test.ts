import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Coverage, FrameDrops } from '../../../domain/contracts/facts.ts';
import type { Store, StoreReader } from '../../../workers/store/index.ts';
import {
  addCamera,
  addLine,
  batch,
  createBench,
  crossing,
  factTables,
  MINUTE,
  NOON,
  SECOND,
  sessionOpen,
  trackEnd,
  uuid,
  value,
} from './builders.ts';
import type { LineForTest } from './builders.ts';

const bench = createBench();
const session = uuid('one');
let store: Store;
let reader: StoreReader;
let line: LineForTest;
beforeEach(async () => {
  ({ store } = await bench.open(bench.folder()));
  await addCamera(store, 'cam-1');
  line = await addLine(store, 'cam-1');
  reader = bench.reader(store);
  value(store.commitFacts([batch([sessionOpen(session)])]));
});
afterEach(() => bench.clear());

/** Watched from one moment of the session to another, in seconds. */
function watched(from: number, to: number, state: Coverage['state'] = 'watched', of = session): Coverage {
  return {
    kind: 'coverage',
    sessionId: of,
    fromMediaUs: from * SECOND,
    toMediaUs: to * SECOND,
    fromUtcUs: NOON + from * SECOND,
    toUtcUs: NOON + to * SECOND,
    state,
    frames: (to - from) * 12,
  };
}
const commit = (...facts: Parameters<typeof batch>[0][number][]): void => void value(store.commitFacts([batch(facts)]));
const minutes = (from: number, to: number, sessionId: string | null = null) =>
  reader.volumes({
    cameraId: 'cam-1',
    fromUtcUs: NOON + from * MINUTE,
    toUtcUs: NOON + to * MINUTE,
    binSeconds: 60,
    sessionId,
  }).bins;

describe('bins of a chart', () => {
  it('tell a watched minute without vehicles from one that nobody watched', () => {
    commit(watched(0, 120), crossing(session, line.versionId, { mediaUs: 10 * SECOND }), trackEnd(session));
    const bins = minutes(0, 3);
    expect(bins.map(({ watchedShare, cells, closed }) => ({ watchedShare, closed, n: cells.length }))).toEqual([
      { watchedShare: 1, closed: true, n: 1 },
      { watchedShare: 1, closed: true, n: 0 },
      { watchedShare: 0, closed: false, n: 0 },
    ]);
    expect(bins[0]?.cells).toEqual([{ lineId: line.lineId, direction: 'in', class: 'car', count: 1 }]);
    // The watched minute without vehicles is a row of its own in the store.
    const rows = factTables(store.file)['coverageBins'] as {
      seconds: number;
      start_utc_us: number;
      watched_us: number;
    }[];
    expect(rows.filter((row) => row.seconds === 60).map((row) => [row.start_utc_us, row.watched_us])).toEqual([
      [NOON, MINUTE],
      [NOON + MINUTE, MINUTE],
    ]);
  });

  it('count poor watching in, and say how much of it was poor', () => {
    commit(watched(0, 15), watched(15, 45, 'degraded'));
    expect(minutes(0, 1)[0]).toMatchObject({ watchedShare: 0.75, degradedShare: 0.5 });
  });

  it('close when the source time has passed them and no class in them can change', () => {
    commit(watched(0, 59), crossing(session, line.versionId, { mediaUs: 10 * SECOND }));
    expect(minutes(0, 1)[0]?.closed).toBe(false);
    commit(watched(59, 70));
    expect(minutes(0, 1)[0]?.closed).toBe(false);
    commit(trackEnd(session));
    expect(minutes(0, 2).map((bin) => bin.closed)).toEqual([true, false]);
  });

  it('stay open for a vehicle that is parked only where it has crossed', () => {
    commit(watched(0, 200), crossing(session, line.versionId, { mediaUs: 70 * SECOND }));
    expect(minutes(0, 3).map((bin) => bin.closed)).toEqual([true, false, true]);
  });

  it('say when their times passed twice, under a clock that was set back', () => {
    const again = uuid('again');
    commit(watched(0, 90), sessionOpen(again), watched(0, 30, 'watched', again));
    expect(minutes(0, 2).map(({ watchedShare, clockOverlap }) => [watchedShare, clockOverlap])).toEqual([
      [1, true],
      [0.5, false],
    ]);
  });

  it('close behind an ended session up to where it came, and up to the end of a hole that was told', () => {
    commit(watched(0, 90), {
      kind: 'session-end',
      sessionId: session,
      reason: 'offline',
      lastMediaUs: 90 * SECOND,
      lastUtcUs: NOON + 90 * SECOND,
      frames: 1,
      drops: {},
    });
    expect(minutes(0, 4).map((bin) => bin.closed)).toEqual([true, false, false, false]);
    commit({
      kind: 'hole',
      cameraId: 'cam-1',
      fromUtcUs: NOON + 90 * SECOND,
      toUtcUs: NOON + 3 * MINUTE,
      cause: 'offline',
    });
    expect(minutes(0, 4).map((bin) => bin.closed)).toEqual([true, true, true, false]);
  });

  it('add up over quarters, hours and days, and over all versions of a line', async () => {
    const drawing = { name: 'Main road', from: { x: 0.2, y: 0.5 }, to: { x: 0.9, y: 0.5 } };
    const moved = value(await store.command('line.update', { actor: 'test', lineId: line.lineId, drawing }));
    const at = (track: number, minute: number, version: string) =>
      crossing(session, version, { track, mediaUs: minute * MINUTE });
    commit(at(1, 1, line.versionId), at(2, 2, moved.versionId), at(3, 16, moved.versionId), at(4, 61, moved.versionId));
    const counts = (binSeconds: number): number[] =>
      reader
        .volumes({ cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + 120 * MINUTE, binSeconds, sessionId: null })
        .bins.map((bin) => bin.cells.reduce((sum, cell) => sum + cell.count, 0));
    expect(counts(900)).toEqual([2, 1, 0, 0, 1, 0, 0, 0]);
    expect(counts(3600)).toEqual([3, 1]);
    expect(counts(86_400)).toEqual([4]);
  });

  it('hide what was counted on a deleted line, and keep it', async () => {
    commit(crossing(session, line.versionId));
    value(await store.command('line.delete', { actor: 'test', lineId: line.lineId }));
    expect(minutes(0, 1)[0]?.cells).toEqual([]);
    expect(reader.counts({ cameraId: 'cam-1', fromUtcUs: 0, sessionId: null }).counts).toEqual([]);
    const all = {
      cameraId: 'cam-1',
      sessionId: null,
      lineId: null,
      fromUtcUs: null,
      toUtcUs: null,
      cursor: null,
      limit: 5,
    };
    expect(reader.crossings(all)).toMatchObject([{ lineName: 'Main road', directionName: 'north' }]);
  });

  it('of a replay are its own, and all closed once it has ended', () => {
    const replay = uuid('replay');
    commit(sessionOpen(replay, { mode: 'replay', jobId: uuid('job') }), watched(0, 30, 'watched', replay));
    commit(crossing(replay, line.versionId, { mediaUs: SECOND }));
    expect(minutes(0, 1)[0]).toMatchObject({ watchedShare: 0, cells: [] });
    expect(minutes(0, 1, replay)[0]).toMatchObject({ watchedShare: 0.5, closed: false, cells: [{ count: 1 }] });
    const frames = 1;
    commit({
      kind: 'session-end',
      sessionId: replay,
      reason: 'eof',
      lastMediaUs: 30 * SECOND,
      lastUtcUs: NOON + 30 * SECOND,
      frames,
      drops: {},
    });
    expect(minutes(0, 1, replay)[0]?.closed).toBe(true);
  });

  it('are none for a camera or a session that is not there', () => {
    expect(minutes(0, 1, uuid('nothing'))).toEqual([]);
    const query = { cameraId: 'no', fromUtcUs: 0, toUtcUs: NOON, binSeconds: 60, sessionId: null };
    expect(reader.volumes(query).bins).toEqual([]);
    expect(reader.counts({ cameraId: 'no', fromUtcUs: 0, sessionId: null }).counts).toEqual([]);
  });
});

describe('claims of coverage', () => {
  it('that continue each other become one row, and a gap or another state begins a new one', () => {
    commit(
      watched(0, 1),
      watched(1, 2),
      watched(2, 3, 'degraded'),
      watched(4, 5, 'degraded'),
      watched(5, 9, 'degraded'),
    );
    expect(reader.sessionRows(session)?.coverage.map((text) => JSON.parse(text))).toEqual([
      [0, 2 * SECOND, NOON, NOON + 2 * SECOND, 'watched', 24],
      [2 * SECOND, 3 * SECOND, NOON + 2 * SECOND, NOON + 3 * SECOND, 'degraded', 12],
      [4 * SECOND, 9 * SECOND, NOON + 4 * SECOND, NOON + 9 * SECOND, 'degraded', 60],
    ]);
  });

  it('that overlap count once', () => {
    commit(watched(10, 20), watched(5, 15), watched(0, 60), watched(12, 18));
    expect(minutes(0, 1)[0]?.watchedShare).toBe(1);
  });

  it('that cannot be are kept aside', () => {
    const result = value(store.commitFacts([batch([watched(9, 3), watched(0, 90_000)])]));
    expect(result.strays.map((stray) => stray.reason)).toEqual([
      'the stretch ends before it begins',
      'the stretch is longer than a day',
    ]);
    expect(minutes(0, 1)[0]?.watchedShare).toBe(0);
  });
});

describe('counts since a moment', () => {
  it('are exact to the microsecond at both ends, whatever bins lie between', () => {
    const facts = Array.from({ length: 400 }, (_, at) =>
      crossing(session, line.versionId, {
        track: at + 1,
        direction: at % 3 === 0 ? 'out' : 'in',
        classSoFar: at % 2 === 0 ? 'car' : 'bus',
        mediaUs: at * 97 * SECOND,
      }),
    );
    commit(...facts);
    const stretches = [
      [0, undefined],
      [NOON, undefined],
      [NOON + 1, undefined],
      [NOON + 97 * SECOND, NOON + 97 * SECOND + 1],
      [NOON + 98 * SECOND, NOON + 5 * 97 * SECOND],
      [NOON + 3000 * SECOND + 7, NOON + 30_000 * SECOND + 3],
      [NOON - 86_400 * SECOND, NOON + 14 * 3600 * SECOND],
    ] as const;
    for (const [fromUtcUs, toUtcUs] of stretches) {
      const expected = facts.filter(
        (fact) => fact.utcUs >= fromUtcUs && (toUtcUs === undefined || fact.utcUs < toUtcUs),
      );
      const query = { cameraId: 'cam-1', fromUtcUs, sessionId: null, ...(toUtcUs === undefined ? {} : { toUtcUs }) };
      const { counts } = reader.counts(query);
      expect(counts.reduce((sum, cell) => sum + cell.count, 0)).toBe(expected.length);
      for (const cell of counts) {
        const same = expected.filter((fact) => fact.direction === cell.direction && fact.classSoFar === cell.class);
        expect(cell.count).toBe(same.length);
        expect(cell.directionName).toBe(cell.direction === 'in' ? 'north' : 'south');
      }
    }
  });
});

describe('frames that were dropped', () => {
  const dropped = (tally: string, minute: number, frames: number, sessionId: string | null = null): FrameDrops => ({
    ...{ kind: 'frame-drops', tallyId: uuid(tally), cameraId: 'cam-1', sessionId },
    ...{ startUtcUs: NOON + minute * MINUTE, drops: { 'detector-busy': frames } },
  });
  const counts = (of: string | null = null) => minutes(0, 3, of).map(({ droppedFrames }) => droppedFrames);

  it('stand in the bin in which they were taken, each once however often it is told', () => {
    commit(dropped('a', 0, 4), dropped('b', 0, 3), dropped('c', 2, 1));
    commit(dropped('a', 0, 4));
    expect(counts()).toEqual([7, 0, 1]);
    const query = { cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + 15 * MINUTE, binSeconds: 900, sessionId: null };
    expect(reader.volumes(query).bins.map(({ droppedFrames }) => droppedFrames)).toEqual([8]);
  });

  it('of a replay are its own', () => {
    const replay = uuid('replay');
    commit(sessionOpen(replay, { mode: 'replay' }), dropped('a', 1, 5, replay));
    expect(counts(replay)).toEqual([0, 5, 0]);
    expect(counts()).toEqual([0, 0, 0]);
  });

  it('are not known of times from before they were kept', () => {
    const db = new Database(store.file);
    db.prepare('UPDATE frame_drops_since SET utc_us = ?').run(NOON + 2 * MINUTE);
    db.close();
    expect(counts()).toEqual([null, null, 0]);
  });

  it('of a camera or session that nobody knows are set aside', () => {
    const stranger = { ...dropped('a', 0, 1), cameraId: 'nobody' };
    const report = value(store.commitFacts([batch([stranger, dropped('b', 0, 1, uuid('unknown'))])]));
    expect(report.strays.map(({ reason }) => reason)).toEqual(['no such camera', 'no such session']);
  });
});
