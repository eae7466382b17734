import { execFile } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { createInferenceEngine, readModelFolders } from '../../../workers/inference/index.ts';
import type { SpawnProbe } from '../../../workers/inference/index.ts';
import { chooseProvider } from '../../../workers/inference/providers.ts';
import { knownProviders } from '../../../workers/inference/session.ts';
import { greyPicture, manifestFor, modelFolders } from './model-kit.ts';
import { convolutionModel } from './family-graphs.ts';

const BYTES = convolutionModel(3);
const CHILD = new URL('probe-child.ts', import.meta.url).pathname;

/** A real process per probe. `mood` is handed on for one provider: how its driver behaves. */
function spawnChild(mood = '', provider = 'none'): SpawnProbe {
  return (argument, deadlineMs) =>
    new Promise((resolve) => {
      const misbehaves = argument.includes(`"provider":"${provider}"`);
      const args = [CHILD, argument, misbehaves ? mood : ''];
      const timeout = misbehaves && mood === 'hang' ? 3000 : deadlineMs;
      const child = execFile(process.execPath, args, { timeout }, (_error, stdout) =>
        resolve({ code: child.exitCode, signal: child.signalCode, stdout }),
      );
    });
}

let remove: (() => Promise<void>) | undefined;
afterEach(() => remove?.());
async function goodFolder() {
  const manifest = manifestFor(BYTES, { id: 'good', family: 'yolov8' });
  const [root, removeAll] = await modelFolders({
    good: { 'model.onnx': BYTES, 'model.json': JSON.stringify(manifest) },
  });
  remove = removeAll;
  return readModelFolders([root]);
}
async function goodFile() {
  const file = await (await goodFolder())('good');
  if (!file.ok) throw new Error(file.failure.message);
  return file.value;
}
const wish = { wanted: 'auto', platform: process.platform, known: knownProviders(), threads: 1 } as const;

describe('trying devices in processes of their own', { timeout: 120_000 }, () => {
  it('ends on a device that agreed and was faster, or on the processor with a reason for every other', async () => {
    const chosen = await chooseProvider(await goodFile(), { ...wish, spawnProbe: spawnChild() });
    if (!chosen.ok) throw new Error(chosen.failure.message);
    const others = knownProviders().filter((name) => name !== 'cpu');
    if (chosen.value.provider === 'cpu')
      for (const name of others) expect(chosen.value.fallback).toContain(`${name}: `);
    else expect(chosen.value.fallback).toBeNull();
  });

  it.each([
    ['crash', 'SIGABRT'],
    ['hang', 'SIGTERM'],
  ])('outlives a driver that does this to its process: %s', async (mood, signal) => {
    const spawnProbe = spawnChild(mood, 'webgpu');
    const chosen = await chooseProvider(await goodFile(), { ...wish, wanted: 'webgpu', spawnProbe });
    expect(chosen).toMatchObject({ ok: true, value: { provider: 'cpu' } });
    expect(chosen.ok ? chosen.value.fallback : '').toContain(signal);
  });

  it('refuses a model that brings its trial process down, and never loads it here', async () => {
    const file = await goodFile();
    const chosen = await chooseProvider(file, { ...wish, wanted: 'cpu', spawnProbe: spawnChild('crash', 'cpu') });
    expect(chosen).toMatchObject({ ok: false, failure: { code: 'model-refused' } });
  });

  it('refuses a file that changed between reading and trying', async () => {
    const file = { ...(await goodFile()), sha256: '0'.repeat(64) };
    const chosen = await chooseProvider(file, { ...wish, wanted: 'cpu', spawnProbe: spawnChild() });
    expect(chosen).toMatchObject({ ok: false, failure: { code: 'model-refused' } });
    expect(chosen.ok ? '' : chosen.failure.message).toContain('changed');
  });

  it('serves with whatever was chosen, and the status says what and why', async () => {
    const readModel = await goodFolder();
    const engine = await createInferenceEngine({
      readModel,
      defaultModelId: 'good',
      spawnProbe: spawnChild(),
      threads: 1,
    });
    const request = { ...greyPicture(), cameraId: 'north', frameId: 1, modelId: null, lossless: true };
    const answer = await engine.infer(request);
    const [status] = engine.status();
    await engine.close();
    expect(answer).toMatchObject({ ok: true, value: { provider: status?.provider } });
    expect(status?.provider === 'cpu' ? status.fallback : 'none needed').not.toBeNull();
  });
});
