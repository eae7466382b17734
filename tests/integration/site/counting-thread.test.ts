import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toMediaUs } from '../../../domain/base/time.ts';
import { lineDrawingSchema } from '../../../domain/contracts/camera-config.ts';
import { encodePath } from '../../../domain/tracking/path-codec.ts';
import { type CountingThread, createCountingThread } from '../../../workers/entries/parts/counting-thread.ts';
import { repositoryRoot } from '../../../scripts/run-program.ts';
import {
  addCamera,
  batch,
  createBench,
  expectFailure,
  NOON,
  sessionOpen,
  trackEnd,
  uuid,
  value,
} from '../store/builders.ts';

const PROGRAM = path.join(repositoryRoot, 'workers', 'entries', 'retro-count-worker.ts');
const SESSION = uuid('one');
const TRACKS = 600;
const question = {
  drawing: lineDrawingSchema.parse({ name: 'drawn today', from: { x: 0.1, y: 0.5 }, to: { x: 0.9, y: 0.5 } }),
  sessionId: SESSION,
  afterTrack: 0,
};
const bench = createBench();
const scraps = mkdtempSync(path.join(os.tmpdir(), 'tcc-threads-'));
let file: string;

/** A vehicle that drives down the picture, over its middle. */
const drive = encodePath(
  Array.from({ length: 20 }, (_, at) => ({
    frameId: at,
    mediaUs: toMediaUs(at * 80_000),
    box: [30_000, at * 3000, 34_000, at * 3000 + 5000],
  })),
);

beforeAll(async () => {
  const { store } = await bench.open(bench.folder());
  await addCamera(store, 'cam-1');
  const facts = Array.from({ length: TRACKS }, (_, at) => at + 1).flatMap((track) => [
    {
      kind: 'path-chunk' as const,
      sessionId: SESSION,
      track,
      chunk: 0,
      points: 20,
      firstMediaUs: 0,
      lastMediaUs: 19 * 80_000,
      firstUtcUs: NOON,
      lastUtcUs: NOON + 19 * 80_000,
      bodyOffset: 0,
      bodyLength: drive.length,
      classSoFar: 'car' as const,
    },
    trackEnd(SESSION, { track }),
  ]);
  value(store.commitFacts([batch([sessionOpen(SESSION), ...facts], drive)]));
  file = store.file;
});
afterAll(async () => {
  await bench.clear();
  rmSync(scraps, { recursive: true });
});

let thread: CountingThread;
afterEach(() => thread.stop());

/** Turns of the event loop until something is settled. */
async function turnsUntil(settled: Promise<unknown>): Promise<number> {
  let over = false;
  let turns = 0;
  void settled.then(() => (over = true));
  for (; !over; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  return turns;
}

/** A thread's program that does what is not hoped for. */
function program(name: string, text: string): string {
  const made = path.join(scraps, `${name}.mjs`);
  writeFileSync(made, text);
  return made;
}

describe('counting over stored paths', () => {
  it('leaves the event loop to others while it counts, and finds every vehicle', async () => {
    thread = createCountingThread(PROGRAM, file);
    const counted = thread.count(question);
    // Counting in this thread would be over before the first turn.
    expect(await turnsUntil(counted)).toBeGreaterThan(3);
    const { crossings, moreAfterTrack } = value(await counted);
    expect(crossings.map(({ track }) => track)).toEqual(Array.from({ length: TRACKS }, (_, at) => at + 1));
    expect(moreAfterTrack).toBeNull();
  });

  it('goes on behind the track it is told', async () => {
    thread = createCountingThread(PROGRAM, file);
    const { crossings } = value(await thread.count({ ...question, afterTrack: TRACKS - 2 }));
    expect(crossings.map(({ track }) => track)).toEqual([TRACKS - 1, TRACKS]);
  });

  it('answers in words where there is nothing to count', async () => {
    thread = createCountingThread(PROGRAM, file);
    expectFailure(await thread.count({ ...question, sessionId: uuid('other') }), 'session-not-found');
    const nowhere = createCountingThread(PROGRAM, path.join(scraps, 'none.db'));
    expectFailure(await nowhere.count(question), 'store-unreadable');
    await nowhere.stop();
  });

  it('takes a bounded number of questions at a time, and more once they are answered', async () => {
    thread = createCountingThread(PROGRAM, file);
    const answers = await Promise.all(Array.from({ length: 10 }, () => thread.count(question)));
    expect(answers.map(({ ok }) => ok)).toEqual([...Array<boolean>(8).fill(true), false, false]);
    expectFailure(answers[9]!, 'retro-count-busy');
    expect((await thread.count(question)).ok).toBe(true);
  });

  it('asks the thread that answered before, which is warm', async () => {
    const text = `import { parentPort, threadId } from 'node:worker_threads';
      parentPort.on('message', () =>
        parentPort.postMessage({ ok: true, value: { crossings: [], moreAfterTrack: threadId } }));`;
    thread = createCountingThread(program('tells-its-number', text), file);
    const first = value(await thread.count(question)).moreAfterTrack;
    expect(first).toBeGreaterThan(0);
    expect(value(await thread.count(question)).moreAfterTrack).toBe(first);
  });

  it.each([
    ['throws', 'throw new Error("out of paper");'],
    ['ends without a word', 'process.exit(3);'],
  ])('says so when its thread %s', async (name, text) => {
    thread = createCountingThread(program(name, text), file);
    expectFailure(await thread.count(question), 'retro-count-lost');
  });

  it('is over when the gateway stops, however long it would take', async () => {
    thread = createCountingThread(program('sleeps', 'setInterval(() => undefined, 1000);'), file);
    const waiting = [thread.count(question), thread.count(question)];
    await thread.stop();
    for (const answer of await Promise.all(waiting)) expectFailure(answer, 'retro-count-stopped');
    expectFailure(await thread.count(question), 'retro-count-stopped');
  });
});
