import { afterEach, describe, expect, it } from 'vitest';
import { createModelChooser } from '../../../workers/inference/model-chooser.ts';
import { createModelShelf } from '../../../workers/inference/model-shelf.ts';
import type { ModelShelf } from '../../../workers/inference/model-shelf.ts';
import { openSession } from '../../../workers/inference/session.ts';
import { waitFor } from '../../support/test-site.ts';
import { manifestFor, modelFile, readFrom } from './model-kit.ts';
import { tableModel } from './family-graphs.ts';

const KEEP_MS = 60_000;
const DAY_MS = 86_400_000;
const bytes = tableModel([[8, 16, 24, 32, 0.8, 0, 0]]);
const models = new Map(
  ['first', 'second', 'third'].map((id) => [id, modelFile(bytes, manifestFor(bytes, { id }), id)]),
);

let shelf: ModelShelf | undefined;
afterEach(() => shelf?.close());

/** A chooser before real models, with a clock that the test moves. */
async function start() {
  let nowMs = 0;
  let released = 0;
  const now = () => nowMs;
  const opened = createModelShelf({
    readModel: readFrom(models),
    openSession,
    wish: { wanted: 'cpu', platform: 'linux', known: ['cpu'], threads: 1, spawnProbe: null },
    maxBatchFor: () => 1,
    floor: 0.1,
    laneProgram: null,
    now,
    busy: () => () => undefined,
    changed: () => undefined,
    afterLooks: (work) => void work().then(() => (released += 1)),
  });
  shelf = opened;
  const chooser = createModelChooser({ shelf: opened, now, loaded: () => undefined, keepMs: KEEP_MS });
  await chooser.setDefault('first');
  const ask = (modelId: string) => chooser.choose({ cameraId: 'north', modelId, lossless: true });
  return {
    chooser,
    ask,
    /** Asks as a camera does, and waits until the model is there or could not be loaded. */
    async askUntilDone(modelId: string) {
      ask(modelId);
      await opened.load(modelId);
      return ask(modelId);
    },
    slot: (modelId: string) => opened.find(modelId),
    states: () => opened.slots().map(({ modelId, state }) => `${modelId} ${state}`),
    letGo: () => released,
    pass: (ms: number) => (nowMs += ms),
  };
}

describe('a model that a camera asks for by name', () => {
  it('stays loaded while it is asked for, and is let go some time after the last frame', async () => {
    const { chooser, ask, askUntilDone, states, letGo, pass } = await start();
    expect((await askUntilDone('second')).kind).toBe('serve');
    for (let minute = 0; minute < 5; minute += 1) {
      pass(KEEP_MS - 1);
      expect(ask('second').kind).toBe('serve');
      chooser.tidy();
    }
    expect(states()).toEqual(['first ready', 'second ready']);
    pass(KEEP_MS + 1);
    chooser.tidy();
    expect(states()).toEqual(['first ready']);
    await waitFor('the end of its session', () => (letGo() > 0 ? true : null));
    expect((await askUntilDone('second')).kind).toBe('serve');
  });

  it('is forgotten with its failure, where no model has that name and nobody asks any more', async () => {
    const { chooser, askUntilDone, states, pass } = await start();
    expect((await askUntilDone('secnod')).kind).toBe('refuse');
    pass(KEEP_MS + 1);
    chooser.tidy();
    expect(states()).toEqual(['first ready', 'secnod failed']);
    pass(DAY_MS);
    chooser.tidy();
    expect(states()).toEqual(['first ready']);
  });

  it('is told as failed for as long as a camera goes on asking', async () => {
    const { chooser, askUntilDone, states, pass } = await start();
    await askUntilDone('secnod');
    pass(DAY_MS);
    await askUntilDone('secnod');
    chooser.tidy();
    expect(states()).toEqual(['first ready', 'secnod failed']);
  });
});

describe('the default', () => {
  it('stays however long no frame came', async () => {
    const { chooser, states, pass } = await start();
    pass(DAY_MS);
    chooser.tidy();
    expect(states()).toEqual(['first ready']);
  });

  it('is what was wished for last, however long the wishes before take to load', async () => {
    const { chooser, states } = await start();
    const wishes = ['second', 'third', 'second'].map((modelId) => chooser.setDefault(modelId));
    expect(chooser.wantedModelId()).toBe('second');
    const [first, other, last] = await Promise.all(wishes);
    expect([first?.ok, other, last?.ok]).toMatchObject([true, { failure: { code: 'model-superseded' } }, true]);
    expect(chooser.defaultModelId()).toBe('second');
    expect(chooser.wantedModelId()).toBeNull();
    chooser.tidy();
    expect(states()).toEqual(['second ready']);
  });

  it('stands in the list from the wish on, although another one is loaded before it', async () => {
    const { chooser, states } = await start();
    const wishes = ['second', 'third'].map((modelId) => chooser.setDefault(modelId));
    expect(states()).toEqual(['first ready', 'second loading', 'third loading']);
    await Promise.all(wishes);
  });

  it('that fails again and again does not undo a wish that is under way', async () => {
    const { chooser, slot } = await start();
    await chooser.setDefault('second');
    const wish = chooser.setDefault('third');
    const failing = slot('second');
    if (failing === undefined) throw new Error('the second model is gone');
    await chooser.stepBack(failing);
    await wish;
    expect(chooser.defaultModelId()).toBe('third');
  });
});
