import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionOpen } from '../../../domain/contracts/facts.ts';
import type { Store, StoreReader } from '../../../workers/store/index.ts';
import { analysisFingerprint } from '../../../workers/analytics/run-identity.ts';
import { addCamera, addLine, batch, createBench, NOON, sessionOpen, uuid, value } from './builders.ts';

const bench = createBench();
let store: Store;
let reader: StoreReader;
beforeEach(async () => {
  ({ store } = await bench.open(bench.folder()));
  await addCamera(store, 'cam-1');
  reader = bench.reader(store);
});
afterEach(() => bench.clear());

const FACTS = { title: 'Small', family: 'yolox', inputWidth: 448, inputHeight: 256, classes: ['car', 'truck'] };
let sessions = 0;
function open(sha256: string, change: Partial<SessionOpen> = {}): string {
  const sessionId = uuid(`session ${(sessions += 1)}`);
  const plain = sessionOpen(sessionId);
  const run = { ...plain.run, runId: `run with ${sha256}`, modelSha256: sha256 };
  value(store.commitFacts([batch([{ ...plain, run, ...change }])]));
  return sessionId;
}

describe('the models of a site', () => {
  it('are kept for good, one for each file, with what they said of themselves', () => {
    open('aa', { model: FACTS });
    open('bb');
    open('aa', { model: { ...FACTS, title: 'Other words' } });
    open('bb', { model: FACTS });
    const known = { modelId: 'small', ...FACTS, firstUtcUs: NOON };
    expect(reader.models()).toEqual([
      { ...known, sha256: 'aa' },
      { ...known, sha256: 'bb' },
    ]);
  });
});

describe('a session', () => {
  it('leads to the settings of its camera that made its numbers, whatever they are later', async () => {
    await addLine(store, 'cam-1', 'Old road');
    const [config] = store.configFor(0, 1).cameras;
    const plain = sessionOpen(uuid('x'));
    const run = { ...plain.run, configSha256: analysisFingerprint(config!) };
    const sessionId = open('aa', { run, cameraRevision: config!.revision });
    const change = { analysis: { ...config!.analysis, maxFps: 5 } };
    value(await store.command('camera.update', { actor: 'test', id: 'cam-1', change }));
    await addLine(store, 'cam-1', 'New road');

    const { cameraRevision } = reader.session(sessionId)!;
    const then = reader.cameraRevision('cam-1', cameraRevision!)!;
    expect(analysisFingerprint(then)).toBe(run.configSha256);
    expect(then.lines.map(({ name }) => name)).toEqual(['Old road']);
    expect(analysisFingerprint(reader.camera('cam-1')!)).not.toBe(run.configSha256);
    expect(reader.cameraRevision('cam-1', 99)).toBeNull();
  });

  it('of an older version of the program has no such word', () => {
    expect(reader.session(open('aa'))).toMatchObject({ cameraRevision: null });
  });
});

describe('the classes that can be told in a stretch of time', () => {
  const HOUR = 3600 * 1_000_000;
  const during = (from: number, to: number, sessionId: string | null = null) =>
    reader.classSupport({ cameraId: 'cam-1', fromUtcUs: from, toUtcUs: to, sessionId });

  it('are those of the models that were at work in it', () => {
    expect(during(NOON, NOON + HOUR)).toBeNull();
    open('aa', { model: FACTS });
    expect(during(NOON, NOON + HOUR)).toMatchObject({ supported: ['car', 'truck'], partly: [] });
    expect(during(NOON, NOON + HOUR)?.unsupported).toContain('van');
    expect(during(NOON - HOUR, NOON)).toBeNull();
    expect(during(NOON + HOUR, NOON + 2 * HOUR)).toBeNull();
    open('bb', { model: { ...FACTS, classes: ['car', 'van'] }, anchorUtcUs: NOON + HOUR });
    expect(during(NOON, NOON + HOUR)?.partly).toEqual([]);
    expect(during(NOON, NOON + 2 * HOUR)).toMatchObject({ supported: ['car'], partly: ['truck', 'van'] });
  });

  it('are not known where a model said nothing of itself', () => {
    open('cc');
    expect(during(NOON, NOON + HOUR)).toBeNull();
  });

  it('are those of a replay alone where it is named', () => {
    open('aa', { model: FACTS });
    const replay = open('bb', { model: { ...FACTS, classes: ['bus'] }, mode: 'replay', jobId: null });
    expect(during(NOON, NOON + HOUR, replay)?.supported).toEqual(['bus']);
    expect(during(NOON, NOON + HOUR)?.supported).toEqual(['car', 'truck']);
  });
});
