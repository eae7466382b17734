import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createInferenceEngine, createModelCatalogue, readModelFolders } from '../../../workers/inference/index.ts';
import type { InferenceEngine } from '../../../workers/inference/index.ts';
import { manifestFor, modelFolders } from './model-kit.ts';
import { tableModel } from './family-graphs.ts';

const GOOD = tableModel([[8, 16, 24, 32, 0.8, 0, 0]]);
const ENDED = tableModel(Array.from({ length: 300 }, () => [0, 0, 0, 0, 0, 0]));
const described = (id: string, change: Record<string, unknown> = {}) => ({
  'model.onnx': GOOD,
  'model.json': JSON.stringify(manifestFor(GOOD, { id, ...change })),
});

let engine: InferenceEngine | undefined;
let remove: (() => Promise<void>) | undefined;
afterEach(async () => {
  await engine?.close();
  engine = undefined;
  await remove?.();
});

async function lookInto(folders: Parameters<typeof modelFolders>[0]) {
  const [root, removeAll] = await modelFolders(folders);
  remove = removeAll;
  const catalogue = createModelCatalogue([root]);
  await catalogue.look();
  return { root, catalogue };
}

describe('the models that can be chosen', () => {
  it('are those whose folders are there, each as its description says, loaded or not', async () => {
    const { root, catalogue } = await lookInto({
      good: described('good', { title: 'Good one' }),
      other: described('other', { title: 'Another', standIn: true, thresholds: { car: 0.6 } }),
    });
    engine = await createInferenceEngine({ readModel: readModelFolders([root]), defaultModelId: 'good', threads: 1 });
    const list = catalogue.beside(engine.status());
    expect(list.map(({ modelId, state }) => [modelId, state])).toEqual([
      ['good', 'ready'],
      ['other', 'available'],
    ]);
    expect(list[1]).toMatchObject({
      title: 'Another',
      family: 'decoded',
      classes: ['car', 'bus', 'pedestrian'],
      inputWidth: 64,
      standIn: true,
      defaultThreshold: 0.4,
      thresholds: { car: 0.6 },
      provider: '',
    });
  });

  it('are found while the site runs', async () => {
    const { root, catalogue } = await lookInto({ good: described('good') });
    await mkdir(join(root, 'new'));
    await writeFile(join(root, 'new', 'any.onnx'), ENDED);
    expect(catalogue.ids).toEqual(['good']);
    await catalogue.look();
    expect(catalogue.ids).toEqual(['good', 'new']);
    expect(catalogue.beside([])[1]).toMatchObject({ modelId: 'new', title: 'new', state: 'available', reason: '' });
  });

  it('say what is wrong with a description before anybody chooses them', async () => {
    const { catalogue } = await lookInto({
      prose: { ...described('prose'), 'model.json': 'a model' },
      two: { 'a.onnx': GOOD, 'b.onnx': GOOD },
    });
    const list = catalogue.beside([]);
    expect(list.map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect(list[0]?.reason).toContain('model.json');
    expect(list[1]?.reason).toContain('2 .onnx files');
  });

  it('keep their titles while they cannot be loaded', async () => {
    const bad = { ...described('bad', { title: 'A fine title' }), 'model.onnx': Buffer.from('rubbish') };
    const { root, catalogue } = await lookInto({ bad });
    engine = await createInferenceEngine({ readModel: readModelFolders([root]), defaultModelId: 'bad', threads: 1 });
    expect(catalogue.beside(engine.status())).toMatchObject([
      { modelId: 'bad', title: 'A fine title', state: 'failed', classes: ['car', 'bus', 'pedestrian'] },
    ]);
  });

  it('say of one without a description how it was understood, once it is loaded', async () => {
    const { root } = await lookInto({ found: { 'export.onnx': ENDED } });
    engine = await createInferenceEngine({ readModel: readModelFolders([root]), defaultModelId: 'found', threads: 1 });
    expect(engine.status()).toMatchObject([{ state: 'ready', reason: '' }]);
    expect(engine.status()[0]?.note).toContain('taken for end2end');
  });
});
