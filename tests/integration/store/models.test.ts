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
