import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shardOf } from '../../../domain/base/shard.ts';
import type { Coverage, Fact, SessionEnd, SessionOpen, ZoneVisit } from '../../../domain/contracts/facts.ts';
import type { Store, StoreReader } from '../../../workers/store/index.ts';
import {
  addCamera,
  addLine,
  addMovement,
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
import { zoneMinute, zoneState } from './zone-facts.ts';

const bench = createBench();
const first = uuid('first');
const second = uuid('second');
let store: Store;
let reader: StoreReader;
let versionId: string;
let lineId: string;
beforeEach(async () => {
  ({ store } = await bench.open(bench.folder()));
  await addCamera(store, 'cam-1');
  ({ versionId, lineId } = await addLine(store, 'cam-1'));
  reader = bench.reader(store);
});
afterEach(() => bench.clear());
const commit = (...facts: Fact[]): void => void value(store.commitFacts([batch(facts)]));
const end = (sessionId: string, reason = 'eof'): SessionEnd => ({
  kind: 'session-end',
  sessionId,
  reason,
  lastMediaUs: 9 * SECOND,
  lastUtcUs: NOON + 9 * SECOND,
  frames: 100,
  drops: { late: 2 },
});
const classes = (sessionId: string): unknown[] =>
  reader.sessionRows(sessionId)!.crossings.map((text) => JSON.parse(text).slice(9, 11));

describe('a session', () => {
  it('carries what made its facts, and ends on the word of its camera', () => {
    commit(sessionOpen(first));
    expect(reader.sessions('cam-1')).toEqual([
      {
        sessionId: first,
        cameraId: 'cam-1',
        mode: 'live',
        jobId: null,
        runId: 'run-1',
        modelId: 'small',
        anchorQuality: 'given',
        openedUtcUs: NOON,
        endedUtcUs: null,
        reason: '',
        frames: null,
      },
    ]);
    commit(end(first));
    expect(reader.session(first)).toMatchObject({
      reason: 'eof',
      frames: 100,
      endedUtcUs: NOON + 9 * SECOND,
      width: 640,
    });
  });

  it('that was never closed ends when its camera opens the next live one; its classes stay as they are', () => {
    commit(sessionOpen(first), crossing(first, versionId, { classSoFar: 'van' }));
    commit(sessionOpen(second));
    expect(reader.session(first)).toMatchObject({ reason: 'process-restart' });
    expect(reader.session(second)?.endedUtcUs).toBeNull();
    expect(classes(first)).toEqual([['van', 'van']]);
  });

  it('that was taken for abandoned is corrected by what its camera still had to tell', () => {
    commit(sessionOpen(first), crossing(first, versionId, { classSoFar: 'van' }));
    commit(sessionOpen(second));
    commit(trackEnd(first, { class: 'truck' }), end(first, 'stopped'));
    expect(reader.session(first)).toMatchObject({ reason: 'stopped', frames: 100 });
    expect(classes(first)).toEqual([['van', 'truck']]);
  });

  it('of a replay is left open by a live one, and goes on where it was', () => {
    const jobId = uuid('job');
    const open = sessionOpen(first, { mode: 'replay', jobId });
    commit(open, sessionOpen(second));
    expect(reader.session(first)?.endedUtcUs).toBeNull();
    commit(open);
    expect(reader.sessions(null)).toHaveLength(2);
  });

  it('of a camera or a line that is not there is kept aside', () => {
    const strays = value(
      store.commitFacts([
        batch([
          sessionOpen(first, { cameraId: 'nobody' }),
          crossing(first, versionId),
          sessionOpen(second),
          crossing(second, uuid('no line')),
          sessionOpen(second, { mode: 'replay', jobId: uuid('job') }),
        ]),
      ]),
    ).strays;
    expect(strays.map((stray) => stray.reason)).toEqual([
      'no such camera',
      'no such session',
      'no such line version',
      'the session belongs to something else',
    ]);
    expect(reader.sizes()).toMatchObject({ strayFacts: 4 });
    const { databaseBytes, logBytes } = reader.sizes();
    expect(databaseBytes + logBytes).toBeGreaterThan(100_000);
  });

  it('cannot cross the line of another camera', async () => {
    await addCamera(store, 'cam-2');
    const other = await addLine(store, 'cam-2');
    const { strays } = value(store.commitFacts([batch([sessionOpen(first), crossing(first, other.versionId)])]));
    expect(strays).toMatchObject([{ kind: 'crossing', reason: 'the line belongs to another camera' }]);
  });
});

describe('the path of a vehicle', () => {
  const chunk = (track: number, number: number, offset: number, length: number): Fact => ({
    kind: 'path-chunk',
    sessionId: first,
    track,
    chunk: number,
    points: 2,
    firstMediaUs: number * SECOND,
    lastMediaUs: (number + 1) * SECOND,
    firstUtcUs: NOON + number * SECOND,
    lastUtcUs: NOON + (number + 1) * SECOND,
    classSoFar: 'truck',
    bodyOffset: offset,
    bodyLength: length,
  });

  it('comes back byte for byte in the order of its pieces, also before its track has ended', () => {
    const body = Uint8Array.from([1, 2, 3, 4, 5, 6, 7]);
    const facts = [sessionOpen(first), chunk(1, 1, 4, 3), chunk(1, 0, 0, 4), crossing(first, versionId)];
    value(store.commitFacts([batch(facts, body)]));
    const living = reader.track(first, 1)!;
    expect(living.chunks.map((piece) => [...piece.bytes])).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7],
    ]);
    expect(living.detail).toMatchObject({ class: 'truck', votes: {}, firstUtcUs: NOON, lastUtcUs: NOON + 2 * SECOND });
    commit(trackEnd(first, { class: 'bus', votes: { bus: 2.5, car: 1 } }));
    const ended = reader.track(first, 1)!;
    expect(ended.detail).toMatchObject({
      cameraId: 'cam-1',
      class: 'bus',
      votes: { bus: 2.5, car: 1 },
      lastUtcUs: NOON + SECOND,
    });
    expect(ended.detail.crossings).toMatchObject([{ track: 1, class: 'bus', final: true }]);
    expect(reader.track(first, 2)).toBeNull();
    expect(reader.track(second, 1)).toBeNull();
  });

  it('has the times of its frames, also where the clock of its session was slewed since it opened', () => {
    const late = { firstUtcUs: NOON + SECOND + 40_000, lastUtcUs: NOON + 3 * SECOND + 60_000 };
    value(store.commitFacts([batch([sessionOpen(first), { ...chunk(1, 0, 0, 4), ...late }], new Uint8Array(4))]));
    expect(reader.track(first, 1)?.detail).toMatchObject(late);
    commit({ ...end(first), lastUtcUs: NOON + 9 * SECOND + 120_000 });
    expect(reader.session(first)?.endedUtcUs).toBe(NOON + 9 * SECOND + 120_000);
  });

  it('without its bytes is kept aside', () => {
    const { strays } = value(store.commitFacts([batch([sessionOpen(first), chunk(1, 0, 0, 4)], new Uint8Array(3))]));
    expect(strays).toMatchObject([{ kind: 'path-chunk', reason: 'the bytes of the path are missing' }]);
  });

  it('is read with those of its session a page at a time', () => {
    const body = new Uint8Array(8);
    const tracks = [1, 2, 3, 4, 5];
    const facts = tracks.flatMap((track) => [chunk(track, 0, 0, 4), trackEnd(first, { track })]);
    value(store.commitFacts([batch([sessionOpen(first), ...facts], body)]));
    const page = reader.sessionTracks(first, 0, 3);
    expect(page.map((track) => [track.track, track.class, track.chunks.length])).toEqual([
      [1, 'car', 1],
      [2, 'car', 1],
      [3, 'car', 1],
    ]);
    expect(reader.sessionTracks(first, 3, 3).map((track) => track.track)).toEqual([4, 5]);
  });

  it('is read with those of its session also when its track never ended', () => {
    const facts = [chunk(1, 0, 0, 4), trackEnd(first, { track: 1 }), chunk(3, 0, 0, 4), chunk(3, 1, 0, 4)];
    value(store.commitFacts([batch([sessionOpen(first), ...facts, chunk(2, 0, 0, 4)], new Uint8Array(8))]));
    const pages = [
      reader.sessionTracks(first, 0, 2),
      reader.sessionTracks(first, 2, 2),
      reader.sessionTracks(first, 3, 2),
    ];
    expect(pages.map((page) => page.map((track) => [track.track, track.class, track.chunks.length]))).toEqual([
      [
        [1, 'car', 1],
        [2, 'truck', 1],
      ],
      [[3, 'truck', 2]],
      [],
    ]);
    expect(reader.sessionTracks(uuid('nothing'), 0, 2)).toEqual([]);
  });
});

describe('the rows of two runs over the same pictures', () => {
  const visit = (sessionId: string, zoneVersionId: string): ZoneVisit => ({
    kind: 'zone-visit',
    sessionId,
    track: 1,
    zoneVersionId,
    ordinal: 1,
    enterMediaUs: 0,
    enterUtcUs: NOON,
    exitMediaUs: SECOND,
    exitUtcUs: NOON + SECOND,
    classSoFar: 'car',
  });
  const coverage = (sessionId: string): Coverage => ({
    kind: 'coverage',
    sessionId,
    fromMediaUs: 0,
    toMediaUs: SECOND,
    fromUtcUs: NOON,
    toUtcUs: NOON + SECOND,
    state: 'watched',
    frames: 12,
  });
  const path = (sessionId: string): Fact => ({
    kind: 'path-chunk',
    sessionId,
    track: 1,
    chunk: 0,
    points: 1,
    firstMediaUs: 0,
    lastMediaUs: SECOND,
    firstUtcUs: NOON,
    lastUtcUs: NOON + SECOND,
    classSoFar: 'car',
    bodyOffset: 0,
    bodyLength: 2,
  });

  it('are equal but for what differs, wherever that is', async () => {
    const points = [0.1, 0.5, 0.9].map((x, at) => ({ x, y: at === 1 ? 0.9 : 0.1 }));
    const zone = { actor: 'test', cameraId: 'cam-1', drawing: { name: 'Z', points } };
    const { versionId: zoneVersion, zoneId } = value(await store.command('zone.create', zone));
    await addMovement(store, lineId, zoneId);
    const facts = (id: string): Fact[] => [
      sessionOpen(id, { mode: 'replay', jobId: uuid(`job ${id}`) }),
      crossing(id, versionId),
      visit(id, zoneVersion),
      path(id),
      coverage(id),
      zoneState(id, zoneVersion),
      zoneMinute(id, zoneVersion),
      trackEnd(id),
      end(id),
    ];
    value(
      store.commitFacts([batch(facts(first), Uint8Array.from([1, 2])), batch(facts(second), Uint8Array.from([1, 2]))]),
    );
    const rows = reader.sessionRows(first)!;
    expect(rows).toEqual(reader.sessionRows(second));
    expect(Object.values(rows).map((texts) => texts.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    const third = uuid('third');
    value(store.commitFacts([batch(facts(third), Uint8Array.from([1, 3]))]));
    const other = reader.sessionRows(third)!;
    expect(other.paths).not.toEqual(rows.paths);
    expect(other.crossings).toEqual(rows.crossings);
    expect(reader.sessionRows(uuid('nothing'))).toBeNull();
  });

  it('are all there when they are more than a page', () => {
    const facts = Array.from({ length: 4500 }, (_, at) => crossing(first, versionId, { track: at + 1 }));
    commit(sessionOpen(first), ...facts);
    const { crossings } = reader.sessionRows(first)!;
    expect(new Set(crossings).size).toBe(4500);
  });
});

describe('time in which nobody ran', () => {
  const HOUR = 3600 * SECOND;
  const stretch = { cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + 24 * HOUR };
  const opened = (sessionId: string, atUs: number, change: Partial<SessionOpen> = {}): Fact =>
    sessionOpen(sessionId, { anchorQuality: 'arrival', anchorUtcUs: NOON + atUs, anchorMediaUs: 0, ...change });
  const coverageTo = (sessionId: string, toMediaUs: number): Fact => ({
    kind: 'coverage',
    sessionId,
    fromMediaUs: 0,
    toMediaUs,
    fromUtcUs: NOON,
    toUtcUs: NOON + toMediaUs,
    state: 'watched',
    frames: 10,
  });
  const hole = (fromUs: number, toUs: number, cause: string): Fact => ({
    kind: 'hole',
    cameraId: 'cam-1',
    fromUtcUs: NOON + fromUs,
    toUtcUs: NOON + toUs,
    cause,
  });

  it('is a hole with its cause once the camera is watched again: after a kill', () => {
    commit(opened(first, 0), crossing(first, versionId, { mediaUs: 5 * SECOND }), coverageTo(first, 9 * SECOND));
    commit(opened(second, 6 * HOUR));
    expect(reader.holes(stretch)).toEqual([hole(9 * SECOND, 6 * HOUR, 'process-restart')]);
  });

  it('after an end in order', () => {
    commit(opened(first, 0), coverageTo(first, 9 * SECOND), end(first, 'stopped'));
    commit(opened(second, 6 * HOUR));
    expect(reader.holes(stretch)).toEqual([hole(9 * SECOND, 6 * HOUR, 'not-running')]);
  });

  it('lies around what the camera told of itself', () => {
    commit(opened(first, 0), coverageTo(first, 9 * SECOND));
    const told = hole(HOUR, 2 * HOUR, 'offline: unreachable');
    commit(told, opened(second, 3 * HOUR));
    expect(reader.holes(stretch)).toEqual([
      hole(9 * SECOND, HOUR, 'process-restart'),
      told,
      hole(2 * HOUR, 3 * HOUR, 'process-restart'),
    ]);
  });

  it.each([
    ['the first session of a camera', []],
    ['a pause between frames', [opened(first, 6 * HOUR - 2 * SECOND)]],
    ['the recording that was played before', [sessionOpen(first), coverageTo(first, 9 * SECOND)]],
  ])('is none before %s', (_case, before) => {
    if (before.length > 0) commit(...before);
    commit(opened(second, 6 * HOUR));
    expect(reader.holes(stretch)).toEqual([]);
  });
});

describe('sessions that a camera process left when it died', () => {
  const ended = () =>
    reader
      .sessions('cam-1')
      .map(({ sessionId, endedUtcUs, reason }) => [sessionId, endedUtcUs !== null, reason])
      .sort();

  it('end when its shard connects and does not name them, with the classes as they stand', async () => {
    await addCamera(store, 'cam-2');
    const of = (sessionId: string, change: Partial<SessionOpen> = {}): Fact =>
      sessionOpen(sessionId, { anchorQuality: 'arrival', ...change });
    commit(of(first), crossing(first, versionId));
    expect(classes(first)).toEqual([['car', null]]);
    value(store.closeUnnamed(0, 1, [first]));
    value(store.closeUnnamed(1 - shardOf('cam-1', 2), 2, []));
    expect(ended()).toEqual([[first, false, '']]);
    value(store.closeUnnamed(shardOf('cam-1', 2), 2, []));
    expect(ended()).toEqual([[first, true, 'process-restart']]);
    expect(classes(first)).toEqual([['car', 'car']]);
  });

  it('leave replays alone: those go on', () => {
    commit(sessionOpen(first, { mode: 'replay', jobId: uuid('job') }));
    value(store.closeUnnamed(0, 1, []));
    expect(ended()).toEqual([[first, false, '']]);
  });
});
