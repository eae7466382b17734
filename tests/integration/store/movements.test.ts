import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fact, ZoneVisit } from '../../../domain/contracts/facts.ts';
import type { MovementDrawing } from '../../../domain/contracts/camera-config.ts';
import { checkDatabase } from '../../../workers/store/index.ts';
import type { Store, StoreReader } from '../../../workers/store/index.ts';
import {
  MINUTE,
  NOON,
  SECOND,
  addCamera,
  addLine,
  batch,
  createBench,
  crossing,
  expectFailure,
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
let north: LineForTest;
let south: LineForTest;
let yard: { readonly zoneId: string; readonly versionId: string };

beforeEach(async () => {
  ({ store } = await bench.open(bench.folder()));
  await addCamera(store, 'cam-1');
  north = await addLine(store, 'cam-1', 'North');
  south = await addLine(store, 'cam-1', 'South');
  const corners = [
    { x: 0.1, y: 0.1 },
    { x: 0.3, y: 0.1 },
    { x: 0.3, y: 0.3 },
  ];
  const zone = { actor: 'anna', cameraId: 'cam-1', drawing: { name: 'Yard', points: corners } };
  yard = value(await store.command('zone.create', zone));
  reader = bench.reader(store);
});
afterEach(() => bench.clear());

const at = (line: LineForTest, direction: 'in' | 'out') => ({ kind: 'line', lineId: line.lineId, direction }) as const;
const through = (): MovementDrawing => ({ name: 'Through', entry: at(north, 'in'), exit: at(south, 'out') });
const parked = (): MovementDrawing => ({
  name: 'Parked',
  entry: at(north, 'in'),
  exit: { kind: 'zone', zoneId: yard.zoneId },
});

async function define(drawing: MovementDrawing): Promise<string> {
  return value(await store.command('movement.create', { actor: 'anna', cameraId: 'cam-1', drawing })).movementId;
}

function pass(line: LineForTest, direction: 'in' | 'out', seconds: number, track = 1): Fact {
  return crossing(session, line.versionId, { track, direction, mediaUs: seconds * SECOND });
}

function stay(from: number, to: number, track = 1): ZoneVisit {
  return {
    ...{ kind: 'zone-visit', sessionId: session, track, zoneVersionId: yard.versionId, ordinal: 1, classSoFar: 'car' },
    ...{ enterMediaUs: from * SECOND, enterUtcUs: NOON + from * SECOND },
    ...{ exitMediaUs: to * SECOND, exitUtcUs: NOON + to * SECOND },
  };
}

const commit = (facts: readonly Fact[]) => value(store.commitFacts([batch(facts)]));
const counts = (from = NOON, to = NOON + 10 * MINUTE) =>
  reader.movementCounts({ cameraId: 'cam-1', fromUtcUs: from, toUtcUs: to, sessionId: null });
const shown = (answer = counts()) => ({
  ...Object.fromEntries(answer.movements.map(({ name, counts: of }) => [name, of])),
  none: answer.unmatched.counts,
});
const tracksOf = (movementId: string | null) =>
  reader.movementTracks({
    ...{ cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + 10 * MINUTE, sessionId: null },
    ...{ movementId, class: null, before: null, limit: 100 },
  });
const ONE_CAR = [{ class: 'car', count: 1 }];

describe('what way a track took', () => {
  it('is known when the track ends, in its final class and in the bin in which it came in', async () => {
    const id = await define(through());
    commit([sessionOpen(session), pass(north, 'in', 50), pass(south, 'out', 70)]);
    expect(shown()).toEqual({ Through: [], none: [] });
    commit([trackEnd(session, { class: 'bus', votes: { bus: 9 } })]);
    expect(shown()).toEqual({ Through: [{ class: 'bus', count: 1 }], none: [] });
    const query = { cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + 2 * MINUTE, sessionId: null };
    const { bins } = reader.movementVolumes({ ...query, binSeconds: 60 });
    expect(bins.map(({ cells }) => cells)).toEqual([[{ movementId: id, class: 'bus', count: 1 }], []]);
    expect(tracksOf(id)).toMatchObject([
      { track: 1, class: 'bus', reason: null, entryMediaUs: 50 * SECOND, exitMediaUs: 70 * SECOND, mode: 'live' },
    ]);
  });

  it('is decided anew when a person rejects a crossing, and again when that is taken back', async () => {
    await define(through());
    commit([sessionOpen(session), pass(north, 'in', 50), pass(south, 'out', 70), trackEnd(session)]);
    const correct = { sessionId: session, track: 1, lineVersionId: south.versionId, ordinal: 1 };
    const { correctionId } = value(
      await store.command('crossing.correct', {
        ...{ actor: 'ann', crossing: correct },
        correction: { kind: 'reject', reason: '' },
      }),
    );
    expect(shown()).toEqual({ Through: [], none: ONE_CAR });
    value(await store.command('correction.take-back', { actor: 'ann', correctionId, reason: '' }));
    expect(shown()).toEqual({ Through: ONE_CAR, none: [] });
  });

  it('is left to its end when a crossing is rejected while the vehicle is still under way', async () => {
    await define(through());
    commit([sessionOpen(session), pass(north, 'in', 50)]);
    const correct = { sessionId: session, track: 1, lineVersionId: north.versionId, ordinal: 1 };
    const correction = { kind: 'reject', reason: '' } as const;
    value(await store.command('crossing.correct', { actor: 'ann', crossing: correct, correction }));
    expect(shown()).toEqual({ Through: [], none: [] });
    commit([pass(south, 'out', 70), trackEnd(session)]);
    expect(shown()).toEqual({ Through: [], none: ONE_CAR });
  });

  it('is the one furthest apart of those that it fits, and only that', async () => {
    await define(parked());
    await define(through());
    commit([sessionOpen(session), pass(north, 'in', 1), stay(2, 5), pass(south, 'out', 9), trackEnd(session)]);
    expect(shown()).toEqual({ Parked: [], Through: ONE_CAR, none: [] });
  });

  it('ends where a zone is entered', async () => {
    const id = await define(parked());
    commit([sessionOpen(session), pass(north, 'in', 1), stay(4, 50), trackEnd(session)]);
    expect(tracksOf(id)).toMatchObject([{ entryMediaUs: SECOND, exitMediaUs: 4 * SECOND }]);
  });

  it('is none for who fits none, who is listed with the reason and has a share', async () => {
    await define(through());
    commit([sessionOpen(session), pass(north, 'in', 1), pass(south, 'out', 9), trackEnd(session)]);
    commit([pass(north, 'in', 2, 2), trackEnd(session, { track: 2 })]);
    commit([trackEnd(session, { track: 3 }), trackEnd(session, { track: 4, class: 'pedestrian' })]);
    expect(counts().unmatched.share).toBeCloseTo(2 / 3, 9);
    expect(tracksOf(null).map(({ track, reason }) => [track, reason])).toEqual([
      [4, 'no-gate'],
      [3, 'no-gate'],
      [2, 'entry-only'],
    ]);
  });

  it('is the same however often the facts are sent', async () => {
    await define(through());
    const facts = [sessionOpen(session), pass(north, 'in', 1), pass(south, 'out', 9), trackEnd(session)];
    commit(facts);
    commit(facts);
    commit(facts.slice(2));
    expect(shown()).toEqual({ Through: ONE_CAR, none: [] });
    expect((await checkDatabase(store.file)).problems).toEqual([]);
  });

  it('of a vehicle whose process was killed is what it had done by then, and is set right by its end', async () => {
    await define(through());
    commit([sessionOpen(session), pass(north, 'in', 1), pass(south, 'out', 9)]);
    commit([sessionOpen(uuid('next'))]);
    expect(shown()).toEqual({ Through: ONE_CAR, none: [] });
    commit([trackEnd(session, { class: 'truck' })]);
    expect(shown()).toEqual({ Through: [{ class: 'truck', count: 1 }], none: [] });
    expect((await checkDatabase(store.file)).problems).toEqual([]);
  });

  it('goes over a line that was redrawn while somebody was under way', async () => {
    await define(through());
    commit([sessionOpen(session), pass(north, 'in', 1)]);
    const drawing = { name: 'South', from: { x: 0.1, y: 0.7 }, to: { x: 0.9, y: 0.7 } };
    const redrawn = value(await store.command('line.update', { actor: 'anna', lineId: south.lineId, drawing }));
    commit([pass({ ...south, ...redrawn }, 'out', 9), trackEnd(session)]);
    expect(shown()).toEqual({ Through: ONE_CAR, none: [] });
  });

  it('of a camera without movements is nothing that is kept', () => {
    commit([sessionOpen(session), pass(north, 'in', 1), trackEnd(session)]);
    const db = new Database(store.file, { readonly: true });
    expect(db.prepare('SELECT count(*) FROM track_movement').pluck().get()).toBe(0);
    db.close();
  });

  it('keeps a replay out of what was seen live', async () => {
    await define(through());
    const open = sessionOpen(session, { mode: 'replay' });
    commit([open, pass(north, 'in', 1), pass(south, 'out', 9), trackEnd(session)]);
    expect(shown()).toEqual({ Through: [], none: [] });
    const query = { cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + MINUTE, sessionId: session };
    expect(shown(reader.movementCounts(query))).toEqual({ Through: ONE_CAR, none: [] });
    expect(reader.sessionRows(session)?.movements).toHaveLength(1);
  });
});

describe('counts of movements', () => {
  it('come with the share of the time that was watched', async () => {
    await define(through());
    const claim = (from: number, to: number, state: 'watched' | 'degraded'): Fact => ({
      ...{ kind: 'coverage', sessionId: session, state, frames: 100 },
      ...{ fromMediaUs: from * SECOND, toMediaUs: to * SECOND },
      ...{ fromUtcUs: NOON + from * SECOND, toUtcUs: NOON + to * SECOND },
    });
    commit([sessionOpen(session), claim(0, 60, 'watched'), claim(60, 90, 'degraded')]);
    expect(counts(NOON + 1, NOON + 2 * MINUTE)).toMatchObject({
      ...{ fromUtcUs: NOON, toUtcUs: NOON + 2 * MINUTE, movements: [{ name: 'Through', counts: [] }] },
      coverage: { watchedShare: 0.75, degradedShare: 0.25 },
    });
    const query = { cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + 5 * MINUTE, sessionId: null };
    const [five, ...more] = reader.movementVolumes({ ...query, binSeconds: 300 }).bins;
    expect(five).toMatchObject({ seconds: 300, watchedShare: 0.3, degradedShare: 0.1 });
    expect(more).toEqual([]);
  });

  it('are put together from minutes to bins of five, as those of lines are', async () => {
    await define(through());
    commit([sessionOpen(session), pass(north, 'in', 10), pass(south, 'out', 290), trackEnd(session)]);
    commit([pass(north, 'in', 301, 2), trackEnd(session, { track: 2 })]);
    const query = { cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + 10 * MINUTE, sessionId: null };
    const lines = reader.volumes({ ...query, binSeconds: 300 }).bins;
    expect(lines.map(({ cells }) => cells.reduce((sum, { count }) => sum + count, 0))).toEqual([2, 1]);
    const ways = reader.movementVolumes({ ...query, binSeconds: 300 }).bins;
    expect(ways.map(({ cells }) => cells.length)).toEqual([2, 0]);
  });

  it('are those of the pair that a movement is now, whatever its name was', async () => {
    const movementId = await define(through());
    commit([sessionOpen(session), pass(north, 'in', 1), pass(south, 'out', 9), trackEnd(session)]);
    const change = (drawing: MovementDrawing) =>
      store.command('movement.update', { actor: 'anna', movementId, drawing });
    value(await change({ ...through(), name: 'Straight on' }));
    expect(shown()).toEqual({ 'Straight on': ONE_CAR, none: [] });
    value(await change({ ...parked(), name: 'Straight on' }));
    expect(shown()).toEqual({ 'Straight on': [], none: [] });
    value(await change(through()));
    expect(shown()).toEqual({ Through: ONE_CAR, none: [] });
  });
});

describe('a movement', () => {
  it('stands in the settings of its camera and is gone with a line that it needs', async () => {
    await define(through());
    await define(parked());
    expect(reader.camera('cam-1')?.movements.map(({ name }) => name)).toEqual(['Through', 'Parked']);
    value(await store.command('line.delete', { actor: 'anna', lineId: south.lineId }));
    expect(reader.camera('cam-1')?.movements.map(({ name }) => name)).toEqual(['Parked']);
    const movementId = reader.camera('cam-1')?.movements[0]?.movementId ?? '';
    value(await store.command('movement.delete', { actor: 'anna', movementId }));
    expect(reader.camera('cam-1')?.movements).toEqual([]);
    expectFailure(await store.command('movement.delete', { actor: 'anna', movementId }), 'movement-unknown');
  });

  it.each([
    [
      'leads to a line that is not there',
      () => ({ ...through(), exit: at({ ...south, lineId: uuid('no') }, 'out') }),
      'movement-gate-unknown',
    ],
    ['leads nowhere', () => ({ ...through(), exit: at(north, 'in') }), 'movement-one-gate'],
    ['is there already', () => ({ ...through(), name: 'Again' }), 'movement-pair-taken'],
    ['has the name of another', () => ({ ...parked(), name: 'Through' }), 'movement-name-taken'],
  ] as const)('is refused when it %s', async (_case, drawing, code) => {
    await define(through());
    expectFailure(
      await store.command('movement.create', { actor: 'anna', cameraId: 'cam-1', drawing: drawing() }),
      code,
    );
  });
});
