import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fact, ReplayFile } from '../../../domain/contracts/facts.ts';
import type { Store, StoreReader } from '../../../workers/store/index.ts';
import { addCamera, batch, createBench, NOON, SECOND, sessionOpen, uuid, value } from './builders.ts';

const bench = createBench();
const first = uuid('first');
const second = uuid('second');
const WALK = uuid('walk');
let store: Store;
let reader: StoreReader;
let jobId: string;
beforeEach(async () => {
  ({ store } = await bench.open(bench.folder()));
  reader = bench.reader(store);
  await addCamera(store, 'cam-1');
  const job = { actor: 'anna', cameraId: 'cam-1', path: '/clips', pace: 'max', startUtcUs: NOON } as const;
  ({ jobId } = value(await store.command('job.create', job)));
});
afterEach(() => bench.clear());

const tell = (...facts: Fact[]) => value(store.commitFacts([batch(facts)])).strays;
const file = (name: string, state: ReplayFile['state'], more: Partial<ReplayFile> = {}): ReplayFile => ({
  kind: 'replay-file',
  jobId,
  walkId: WALK,
  name,
  state,
  mark: null,
  sessionId: null,
  note: '',
  clock: null,
  ...more,
});
const mark = { bytes: 1000, headSha256: 'ab' };
const clock = { utcUs: NOON + 9 * SECOND, quality: 'given' } as const;
const replayed = (sessionId: string): Fact => sessionOpen(sessionId, { mode: 'replay', jobId });
const end = (sessionId: string, reason = 'ended'): Fact => {
  return {
    kind: 'session-end',
    sessionId,
    reason,
    lastMediaUs: 9 * SECOND,
    lastUtcUs: NOON + 9 * SECOND,
    frames: 100,
    drops: {},
  };
};
const checkpoint = (sessionId: string): Fact => {
  return { kind: 'checkpoint', sessionId, jobId, frameId: 10, mediaUs: SECOND, frameSha256: 'ab', state: 's' };
};
const states = (): string => (reader.jobFiles(jobId) ?? []).map(({ name, state }) => `${name}:${state}`).join(' ');

describe('the files of a replayed folder', () => {
  it('are told one after another, and lead to the sessions that hold what was counted', () => {
    const told = [
      [file('a', 'waiting'), file('b', 'waiting'), file('c', 'waiting')],
      [replayed(first), file('a', 'playing', { sessionId: first, mark }), checkpoint(first)],
      [file('a', 'played', { clock }), end(first)],
      [file('b', 'passed-over', { note: 'not a video' })],
      [replayed(second), file('c', 'playing', { sessionId: second, mark }), checkpoint(second)],
    ];
    for (const facts of told) expect(tell(...facts)).toEqual([]);
    const nothing = { mark: null, sessionId: null, note: '', clock: null };
    const expected = [
      { name: 'a', state: 'played', mark, sessionId: first, note: '', clock },
      { ...nothing, name: 'b', state: 'passed-over', note: 'not a video' },
      { ...nothing, name: 'c', state: 'playing', mark, sessionId: second },
    ];
    expect(reader.jobFiles(jobId)).toEqual(expected);
    // The camera process that goes on learns the same.
    expect(store.configFor(0, 1).jobs).toMatchObject([
      {
        jobId,
        sessionId: second,
        sessionEnd: null,
        checkpoint: { frameId: 10 },
        folder: { walkId: WALK, files: expected },
      },
    ]);
    for (const facts of told) expect(tell(...facts)).toEqual([]);
    expect(reader.jobFiles(jobId)).toEqual(expected);
  });

  it('between two of them have no checkpoint, and the run of the one before', () => {
    tell(replayed(first), file('a', 'playing', { sessionId: first }), checkpoint(first));
    tell(file('a', 'played', { clock }), end(first));
    const { run } = sessionOpen(first);
    expect(store.configFor(0, 1).jobs).toMatchObject([
      { sessionId: first, sessionEnd: 'ended', checkpoint: null, run },
    ]);
  });

  it('that are over stay over', () => {
    tell(file('a', 'waiting'), file('b', 'passed-over', { note: 'gone' }));
    tell(file('a', 'played', { clock }), file('b', 'waiting'));
    tell(file('a', 'playing', { mark }), file('a', 'passed-over'), file('b', 'playing'));
    expect(states()).toBe('a:played b:passed-over');
    expect(reader.jobFiles(jobId)?.[0]).toMatchObject({ mark: null, clock });
  });

  it('begun again are another walk; what was counted before is marked, so that nobody adds it up', () => {
    tell(replayed(first), file('a', 'playing', { sessionId: first }), checkpoint(first));
    tell(file('a', 'played', { clock }), end(first));
    tell(replayed(second), file('b', 'playing', { sessionId: second }), checkpoint(second));
    const again = { walkId: uuid('another walk') };
    tell(file('a', 'waiting', again), file('b', 'waiting', again));
    expect(states()).toBe('a:waiting b:waiting');
    expect(reader.session(first)?.reason).toBe('begun-again');
    expect(reader.session(second)).toMatchObject({ reason: 'begun-again' });
    expect(store.configFor(0, 1).jobs).toMatchObject([{ checkpoint: null, folder: again }]);
    // What the walk before still had to say, told late, takes nothing back.
    tell(file('b', 'played', { clock }));
    expect(states()).toBe('a:waiting b:waiting');
  });

  it('of a replay or a session that is not there are kept aside', () => {
    const strays = tell(file('a', 'waiting', { jobId: uuid('none') }), file('a', 'playing', { sessionId: uuid('no') }));
    expect(strays.map(({ reason }) => reason)).toEqual(['no such replay', 'no such session']);
    expect([reader.jobFiles(jobId), reader.jobFiles(uuid('none'))]).toEqual([[], null]);
  });
});
