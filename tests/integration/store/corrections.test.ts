import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrossingRow } from '../../../domain/contracts/api.ts';
import type { CorrectionInput, CrossingKey } from '../../../domain/contracts/corrections.ts';
import { ROAD_USER_CLASSES } from '../../../domain/detection/classes.ts';
import { checkDatabase, DEFAULT_RETENTION, restoreFolder } from '../../../workers/store/index.ts';
import type { Store, StoreReader } from '../../../workers/store/index.ts';
import {
  addCamera,
  addLine,
  batch,
  createBench,
  crossing,
  expectFailure,
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
import { createRandom, randomSite } from './random-facts.ts';

const bench = createBench();
const session = uuid('one');
let folder: string;
let store: Store;
let reader: StoreReader;
let line: LineForTest;
beforeEach(async () => {
  folder = bench.folder();
  ({ store } = await bench.open(folder));
  await addCamera(store, 'cam-1');
  line = await addLine(store, 'cam-1');
  reader = bench.reader(store);
});
afterEach(() => bench.clear());

const key = (track: number, more: Partial<CrossingKey> = {}): CrossingKey => ({
  ...{ sessionId: session, track, lineVersionId: line.versionId, ordinal: 1 },
  ...more,
});
const correct = (of: CrossingKey, correction: CorrectionInput, actor = 'ann') =>
  store.command('crossing.correct', { actor, crossing: of, correction });
const takeBack = (correctionId: string, reason = '') =>
  store.command('correction.take-back', { actor: 'bob', correctionId, reason });
const rows = (): CrossingRow[] =>
  reader.crossings({
    ...{ cameraId: 'cam-1', sessionId: null, lineId: null, fromUtcUs: null, toUtcUs: null, cursor: null },
    limit: 5000,
  });
const rowOf = (track: number): CrossingRow => {
  const found = rows().find((row) => row.track === track);
  if (found === undefined) throw new Error(`no crossing of track ${track}`);
  return found;
};
/** The three ways of adding up: from bins, from bins and single rows, and from the rows of a named session. */
function totals(): Record<string, number>[] {
  const sum = (cells: readonly { class: string; count: number }[]): Record<string, number> => {
    const by: Record<string, number> = {};
    for (const { class: name, count } of cells) by[name] = (by[name] ?? 0) + count;
    return by;
  };
  const ask = { cameraId: 'cam-1', fromUtcUs: NOON - 30 * SECOND, toUtcUs: NOON + 30 * MINUTE + SECOND };
  const bins = reader.volumes({ ...ask, binSeconds: 60, sessionId: null }).bins;
  return [
    sum(bins.flatMap(({ cells }) => cells)),
    sum(reader.counts({ ...ask, sessionId: null }).counts),
    sum(reader.counts({ ...ask, sessionId: session }).counts),
  ];
}
const expectTotals = (by: Record<string, number>): void => expect(totals()).toEqual([by, by, by]);
const sound = async (): Promise<void> => expect((await checkDatabase(store.file)).problems).toEqual([]);

/** Three cars, four seconds apart, whose tracks have not ended. */
function threeCars(): void {
  const facts = [1, 2, 3].map((track) => crossing(session, line.versionId, { track, mediaUs: track * 4 * SECOND }));
  value(store.commitFacts([batch([sessionOpen(session), ...facts])]));
}

describe('a correction', () => {
  beforeEach(threeCars);

  it('rejects a crossing: no total holds it, and it stays as it was found, with author, time and reason', async () => {
    const { correctionId } = value(await correct(key(2), { kind: 'reject', reason: 'a shadow' }));
    expectTotals({ car: 2 });
    expect(rowOf(2)).toMatchObject({
      class: 'car',
      countsAs: [],
      corrections: [{ correctionId, kind: 'reject', actor: 'ann', utcUs: NOON, reason: 'a shadow', into: null }],
    });
    expect(reader.audit({ beforeId: null, limit: 1 })).toMatchObject([
      { actor: 'ann', action: 'crossing.reject', detail: 'car -> not counted: a shadow' },
    ]);
    await sound();
  });

  it('gives a crossing another class', async () => {
    value(await correct(key(2), { kind: 'reclassify', class: 'bus' }));
    expectTotals({ car: 2, bus: 1 });
    expect(rowOf(2)).toMatchObject({ class: 'car', countsAs: ['bus'] });
    await sound();
  });

  it('merges two crossings of one vehicle, which then counts once', async () => {
    value(await correct(key(2), { kind: 'merge', into: key(1) }));
    expectTotals({ car: 2 });
    expect(rowOf(2).corrections).toMatchObject([{ kind: 'merge', into: key(1) }]);
    expect(rowOf(1)).toMatchObject({ countsAs: ['car'], corrections: [] });
    await sound();
  });

  it('splits a box into its vehicles', async () => {
    value(await correct(key(2), { kind: 'split', classes: ['car', 'motorcycle', 'motorcycle'] }));
    expectTotals({ car: 3, motorcycle: 2 });
    await sound();
  });

  it('is taken back, and what was said before holds again', async () => {
    const first = value(await correct(key(2), { kind: 'reclassify', class: 'van' }));
    const second = value(await correct(key(2), { kind: 'split', classes: ['van', 'van'] }));
    expectTotals({ car: 2, van: 2 });
    value(await takeBack(second.correctionId, 'it was one'));
    expectTotals({ car: 2, van: 1 });
    value(await takeBack(first.correctionId));
    expectTotals({ car: 3 });
    expect(rowOf(2).corrections.map(({ kind, actor }) => `${kind} by ${actor}`)).toEqual([
      ...['reclassify by ann', 'split by ann', 'take-back by bob', 'take-back by bob'],
    ]);
    expect(reader.audit({ beforeId: null, limit: 2 }).map(({ detail }) => detail)).toEqual([
      ...['van -> car', 'van + van -> van: it was one'],
    ]);
    await sound();
  });

  it('leaves the newest standing when an older one is taken back', async () => {
    const first = value(await correct(key(2), { kind: 'reclassify', class: 'van' }));
    value(await correct(key(2), { kind: 'reject' }));
    value(await takeBack(first.correctionId));
    expectTotals({ car: 2 });
    await sound();
  });

  it('stands against the final class of a track that ends afterwards, which counts once it is taken back', async () => {
    const rejected = value(await correct(key(1), { kind: 'reject' }));
    value(await correct(key(2), { kind: 'reclassify', class: 'bus' }));
    value(store.commitFacts([batch([1, 2, 3].map((track) => trackEnd(session, { track, class: 'truck' })))]));
    expectTotals({ bus: 1, truck: 1 });
    expect(rowOf(2)).toMatchObject({ class: 'truck', final: true, countsAs: ['bus'] });
    value(await takeBack(rejected.correctionId));
    expectTotals({ bus: 1, truck: 2 });
    await sound();
  });

  it('stands when facts are sent once more, and when the session ends', async () => {
    value(await correct(key(1), { kind: 'reject' }));
    threeCars();
    const end = { reason: 'eof', lastMediaUs: MINUTE, lastUtcUs: NOON + MINUTE, frames: 700, drops: {} };
    value(store.commitFacts([batch([{ kind: 'session-end', sessionId: session, ...end }])]));
    expectTotals({ car: 2 });
    expect(rowOf(1)).toMatchObject({ final: true, countsAs: [] });
    await sound();
  });

  it('reaches those who follow the feed, each time', async () => {
    let { cursor } = store.follow(0, 10);
    const told: number[] = [];
    store.onCommitted((newest) => told.push(newest));
    const next = () => {
      const page = store.follow(cursor, 10);
      ({ cursor } = page);
      return page.crossings.map(({ track, countsAs, corrected }) => ({ track, countsAs, corrected }));
    };
    const { correctionId } = value(await correct(key(2), { kind: 'reject' }));
    expect(next()).toEqual([{ track: 2, countsAs: [], corrected: true }]);
    value(await takeBack(correctionId));
    expect(next()).toEqual([{ track: 2, countsAs: ['car'], corrected: true }]);
    await expect.poll(() => told.at(-1)).toBe(cursor);
  });
});

describe('a correction that makes no sense is refused in words', () => {
  beforeEach(threeCars);
  it.each<[string, number, CorrectionInput, string]>([
    ['of a crossing that is not there', 9, { kind: 'reject' }, 'crossing-unknown'],
    ['to a class that nobody knows', 1, { kind: 'reclassify', class: 'tank' }, 'bad-class'],
    ['to the class it has', 1, { kind: 'reclassify', class: 'car' }, 'class-unchanged'],
    ['into one vehicle', 1, { kind: 'split', classes: ['car'] }, 'bad-split'],
    ['into vehicles of no class', 1, { kind: 'split', classes: ['car', 'tank'] }, 'bad-class'],
  ])('%s', async (_case, track, correction, code) => {
    expectFailure(await correct(key(track), correction), code);
    expectTotals({ car: 3 });
  });

  it('merging', async () => {
    const other = await addLine(store, 'cam-1', 'Side road');
    const replay = uuid('replay');
    value(
      store.commitFacts([
        batch([
          crossing(session, other.versionId, { track: 1, mediaUs: 5 * SECOND }),
          crossing(session, line.versionId, { track: 4, mediaUs: 5 * SECOND, direction: 'out' }),
          crossing(session, line.versionId, { track: 5, mediaUs: 60 * SECOND }),
          sessionOpen(replay, { mode: 'replay', jobId: uuid('job') }),
          crossing(replay, line.versionId, { track: 1, mediaUs: 4 * SECOND }),
        ]),
      ]),
    );
    const merge = (into: CrossingKey) => correct(key(1), { kind: 'merge', into });
    expectFailure(await merge(key(1)), 'merge-with-itself');
    expectFailure(await merge(key(9)), 'crossing-unknown');
    expectFailure(await merge(key(1, { lineVersionId: other.versionId })), 'merge-other-line');
    expectFailure(await merge(key(4)), 'merge-other-direction');
    expectFailure(await merge(key(5)), 'merge-too-far-apart');
    expectFailure(await merge(key(1, { sessionId: replay })), 'merge-other-replay');
    value(await correct(key(2), { kind: 'reject' }));
    expectFailure(await merge(key(2)), 'merge-not-counted');
  });

  it('what is not counted', async () => {
    value(await correct(key(1), { kind: 'reject' }));
    expectFailure(await correct(key(1), { kind: 'reject' }), 'already-rejected');
    expectFailure(await correct(key(1), { kind: 'reclassify', class: 'bus' }), 'already-rejected');
    value(await correct(key(2), { kind: 'merge', into: key(3) }));
    expectFailure(await correct(key(2), { kind: 'split', classes: ['car', 'car'] }), 'already-merged');
    // No ring of crossings that all point at one another.
    expectFailure(await correct(key(3), { kind: 'merge', into: key(2) }), 'merge-not-counted');
  });

  it('taking back', async () => {
    const { correctionId } = value(await correct(key(1), { kind: 'reject' }));
    expectFailure(await takeBack(uuid('no such')), 'correction-unknown');
    value(await takeBack(correctionId));
    expectFailure(await takeBack(correctionId), 'already-taken-back');
    expectFailure(await takeBack(rowOf(1).corrections.at(-1)?.correctionId ?? ''), 'bad-take-back');
    expectTotals({ car: 3 });
  });
});

describe('corrections and the life of the database', () => {
  beforeEach(threeCars);

  it('go with their crossing when it is too old; what the totals say stays corrected', async () => {
    value(await correct(key(1), { kind: 'merge', into: key(2) }));
    value(await correct(key(3), { kind: 'reclassify', class: 'bus' }));
    const before = reader.volumes({
      ...{ cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + MINUTE, binSeconds: 60, sessionId: null },
    });
    const report = value(await store.retain({ ...DEFAULT_RETENTION, crossings: -1 }));
    expect(report.deleted['crossing']).toBe(3);
    const db = new Database(store.file, { readonly: true });
    expect(db.prepare('SELECT count(*) AS n FROM correction').get()).toEqual({ n: 0 });
    db.close();
    expect(
      reader.volumes({
        ...{ cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + MINUTE, binSeconds: 60, sessionId: null },
      }),
    ).toEqual(before);
    await sound();
  });

  it('are in the backups, and in what is restored from one', async () => {
    const { correctionId } = value(await correct(key(1), { kind: 'reject', reason: 'twice' }));
    const { path } = value(await store.command('backup', { to: '' }));
    value(await correct(key(2), { kind: 'reject' }));
    reader.close();
    await store.stop();
    value(await restoreFolder(folder, path, NOON + MINUTE));
    ({ store } = await bench.open(folder));
    reader = bench.reader(store);
    expectTotals({ car: 2 });
    expect(rowOf(1).corrections).toMatchObject([{ correctionId, reason: 'twice' }]);
    expect(rowOf(2).corrections).toEqual([]);
    value(await takeBack(correctionId));
    expectTotals({ car: 3 });
    await sound();
  });

  it('are noticed by the check when totals no longer follow them', async () => {
    value(await correct(key(1), { kind: 'reject' }));
    await store.stop();
    const db = new Database(store.file);
    db.exec('UPDATE crossing SET counted_as = NULL');
    db.close();
    const { problems } = await checkDatabase(store.file);
    expect(problems.join('\n')).toMatch(/differ from the crossings/);
    expect(problems.join('\n')).toMatch(/counted as their corrections say/);
  });
});

describe('totals equal a recount of all rows', () => {
  it.each([3, 77, 2026])('after any sequence of facts, corrections and take-backs, seed %i', async (seed) => {
    const second = await addLine(store, 'cam-1', 'B');
    const random = createRandom(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    const made: string[] = [];
    const outcomes = { made: 0, refused: 0 };
    const note = (done: { ok: boolean }): void => void (outcomes[done.ok ? 'made' : 'refused'] += 1);
    const keyOf = ({ sessionId, track, lineVersionId, ordinal }: CrossingRow): CrossingKey => ({
      ...{ sessionId, track, lineVersionId, ordinal },
    });
    async function anything(known: readonly CrossingRow[]): Promise<void> {
      if (random() < 0.25 && made.length > 0) return note(await takeBack(pick(made)));
      const kind = pick(['reject', 'reclassify', 'merge', 'split'] as const);
      const some = (): string => pick(ROAD_USER_CLASSES);
      const of = pick(known);
      const near = known.filter((row) => row !== of && Math.abs(row.utcUs - of.utcUs) < 10 * SECOND);
      const correction: CorrectionInput =
        kind === 'reject'
          ? { kind }
          : kind === 'reclassify'
            ? { kind, class: some() }
            : kind === 'merge'
              ? { kind, into: keyOf(near.length > 0 ? pick(near) : of) }
              : { kind, classes: [some(), some(), some()].slice(random() < 0.5 ? 1 : 0) };
      const done = await correct(keyOf(of), correction);
      if (done.ok) made.push(done.value.correctionId);
      note(done);
    }
    for (const one of randomSite(seed, [line.versionId, second.versionId], [])) {
      value(store.commitFacts([one]));
      const known = random() < 0.4 ? rows() : [];
      for (let times = Math.floor(random() * 4); times > 0 && known.length > 0; times -= 1) await anything(known);
    }
    expect(outcomes.made).toBeGreaterThan(60);
    expect(outcomes.refused).toBeGreaterThan(5);
    await sound();
    // Once more without any of the store's own rules: every crossing by its own last word.
    const wanted = new Map<string, number>();
    for (const row of rows()) {
      const gone = new Set(row.corrections.map(({ takesBack }) => takesBack));
      const last = row.corrections
        .filter(({ kind, correctionId }) => kind !== 'take-back' && !gone.has(correctionId))
        .at(-1);
      const counts = last === undefined ? [row.class] : (last.countsAs ?? []);
      expect(row.countsAs).toEqual(counts);
      if (row.mode !== 'live') continue;
      for (const name of counts) {
        const cell = `${row.lineVersionId} ${Math.floor(row.utcUs / 900e6)} ${row.direction} ${name}`;
        wanted.set(cell, (wanted.get(cell) ?? 0) + 1);
      }
    }
    const db = new Database(store.file, { readonly: true });
    const kept = db
      .prepare(
        `SELECT v.version_id || ' ' || (r.start_utc_us / 900000000) || ' ' || r.direction || ' ' || r.class AS cell, r.count
         FROM rollup r JOIN line_version v ON v.id = r.line_version WHERE r.scope = 0 AND r.seconds = 900`,
      )
      .all() as { cell: string; count: number }[];
    db.close();
    expect(new Map(kept.map(({ cell, count }) => [cell, count]))).toEqual(wanted);
    // What is sent once more after all this changes nothing.
    const before = factTables(store.file)['rollups'];
    value(store.commitFacts(randomSite(seed, [line.versionId, second.versionId], [])));
    expect(factTables(store.file)['rollups']).toEqual(before);
  });
});
