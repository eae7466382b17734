import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createInferenceEngine, listModels, readModelFolders } from '../../../workers/inference/index.ts';
import type { InferenceEngine } from '../../../workers/inference/index.ts';
import { greyPicture, manifestFor, modelFolders } from './model-kit.ts';
import { convolutionModel, tableModel } from './family-graphs.ts';

const GOOD = tableModel([[8, 16, 24, 32, 0.8, 0, 0]]);
const BIG = convolutionModel(3);
const noise = Uint8Array.from({ length: 5000 }, (_, i) => (Math.imul(i + 7, 2_654_435_761) >>> 13) & 255);

const described = (id: string, bytes: Uint8Array, change: Record<string, unknown> = {}) => ({
  'model.onnx': bytes,
  'model.json': JSON.stringify(manifestFor(bytes, { id, ...change })),
});

/** Name of the case, its folder, the code of the failure it must give. */
const BAD: [string, string, Record<string, string | Uint8Array>, string][] = [
  ['a file that was changed', 'hash', { ...described('hash', GOOD), 'model.onnx': BIG }, 'model-hash'],
  ['a file of another family', 'family', described('family', GOOD, { family: 'detr' }), 'model-family-mismatch'],
  ['a truncated file', 'cut', described('cut', BIG.subarray(0, 2000)), 'model-unreadable'],
  ['an empty file', 'empty', described('empty', new Uint8Array(0)), 'model-empty'],
  ['random bytes', 'noise', described('noise', noise), 'model-unreadable'],
  ['a web page', 'page', described('page', Buffer.from('<!doctype html><title>404</title>')), 'model-unreadable'],
  [
    'a description that is no JSON',
    'prose',
    { ...described('prose', GOOD), 'model.json': 'a model' },
    'model-manifest',
  ],
  ['a description of another model', 'other', described('another', GOOD), 'model-manifest'],
  [
    'a description that names a file elsewhere',
    'escape',
    {
      'model.onnx': GOOD,
      'model.json': JSON.stringify({ ...manifestFor(GOOD, { id: 'escape' }), file: '../good/model.onnx' }),
    },
    'model-manifest',
  ],
  ['a folder of two files and no description', 'two', { 'a.onnx': GOOD, 'b.onnx': GOOD }, 'model-undescribed'],
  ['a name that is a path', '../good', {}, 'model-id'],
  ['a name that is not there', 'nowhere', {}, 'model-missing'],
];

let engine: InferenceEngine | undefined;
let remove: (() => Promise<void>) | undefined;
afterEach(async () => {
  await engine?.close();
  await remove?.();
});

async function startWith(id: string, files: Record<string, string | Uint8Array>): Promise<InferenceEngine> {
  const more = Object.keys(files).length > 0 ? { [id]: files } : {};
  const [root, removeAll] = await modelFolders({ good: described('good', GOOD), ...more });
  remove = removeAll;
  engine = await createInferenceEngine({ readModel: readModelFolders([root]), defaultModelId: 'good', threads: 1 });
  return engine;
}

const frame = { ...greyPicture(), cameraId: 'north', frameId: 1, modelId: null, lossless: false };

describe('a model that is not what it should be', () => {
  it.each(BAD)('%s gives a clear failure and the old model goes on', async (_title, id, files, code) => {
    const started = await startWith(id, files);
    const swapped = await started.setDefault(id);
    if (swapped.ok) throw new Error('it was accepted');
    expect(swapped.failure.code).toBe(code);
    expect(swapped.failure.message.length).toBeGreaterThan(10);
    expect(swapped.failure.hint.length).toBeGreaterThan(10);
    const answer = await started.infer(frame);
    expect(answer).toMatchObject({ ok: true, value: { modelId: 'good' } });
    expect(started.defaultModelId()).toBe('good');
  });

  it('a file that is a link out of its folder is refused', async () => {
    const [root, removeAll] = await modelFolders({ good: described('good', GOOD), link: {} });
    remove = removeAll;
    await writeFile(join(root, 'link', 'model.json'), JSON.stringify(manifestFor(GOOD, { id: 'link' })));
    await symlink(join(root, 'good', 'model.onnx'), join(root, 'link', 'model.onnx'));
    const read = await readModelFolders([root])('link');
    expect(read).toMatchObject({ ok: false, failure: { code: 'model-outside' } });
  });

  it('a model whose own file is replaced by rubbish goes on from memory', async () => {
    const [root, removeAll] = await modelFolders({ good: described('good', GOOD) });
    remove = removeAll;
    engine = await createInferenceEngine({ readModel: readModelFolders([root]), defaultModelId: 'good', threads: 1 });
    await writeFile(join(root, 'good', 'model.onnx'), 'rubbish');
    expect(await engine.load('good')).toMatchObject({ ok: false, failure: { code: 'model-hash' } });
    expect(await engine.infer(frame)).toMatchObject({ ok: true, value: { modelId: 'good' } });
    expect(engine.status()).toMatchObject([{ state: 'ready' }]);
    expect(engine.status()[0]?.reason).toContain('SHA-256');
  });
});

describe('the list of models', () => {
  it('has every folder with an .onnx file, and nothing else', async () => {
    const [root, removeAll] = await modelFolders({
      b: described('b', GOOD),
      a: { 'x.onnx': GOOD },
      notes: { 'x.md': 'hi' },
    });
    remove = removeAll;
    await mkdir(join(root, 'Not A Name'));
    expect(await listModels([root, join(root, 'gone')])).toEqual(['a', 'b']);
  });
});
