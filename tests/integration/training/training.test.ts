import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModelFolders } from '../../../workers/inference/index.ts';
import { openDetector } from '../../../workers/inference/detector.ts';
import { noisePicture } from '../../../workers/inference/picture.ts';
import { openSession } from '../../../workers/inference/session.ts';
import { hasTrainingLibraries, python } from './python.ts';

const canTrain = await hasTrainingLibraries();
const WIDTH = 128;
const HEIGHT = 96;
const ANYTHING = { provider: 'cpu', threads: 1, maxBatch: 2, floor: 0.0001, openSession } as const;

async function floats(path: string): Promise<Float32Array> {
  const bytes = await readFile(path);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

describe.skipIf(!canTrain)('training (needs python3-torch, python3-onnx and python3-opencv)', () => {
  let folder: string;
  const at = (...names: readonly string[]): string => join(folder, ...names);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'training-'));
    await python('-m', 'training.tests.drawn_set', at('set'));
    const size = ['--width', String(WIDTH), '--height', String(HEIGHT), '--batch', '4', '--threads', '1'];
    const data = ['--data', at('set'), '--validate', at('set'), '--validate-every', '8'];
    await python('-m', 'training.train', ...data, '--out', at('run'), '--samples', '16', ...size);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function exportModel(id: string, ...more: readonly string[]): Promise<void> {
    const names = ['--id', id, '--title', 'A trial', '--out', at('models', id)];
    await python('-m', 'training.export', '--weights', at('run', 'final.pt'), ...names, ...more);
  }

  it('passes its own tests', async () => {
    const told = await python('-m', 'unittest', 'discover', '-s', 'training/tests', '-t', '.');
    expect(told).toMatch(/Ran \d+ tests/);
    expect(told).toMatch(/^OK$/m);
  }, 300_000);

  it('exports models that say in ONNX Runtime what the network said, for one picture and for two', async () => {
    await exportModel('any-number', '--proof', at('proof'));
    await exportModel('one-alone', '--batch', '1');
    const pictures = await floats(at('proof', 'pictures.f32'));
    const answers = await floats(at('proof', 'answers.f32'));
    for (const [id, batch] of [
      ['any-number', 2],
      ['any-number', 1],
      ['one-alone', 1],
    ] as const) {
      const session = await InferenceSession.create(at('models', id, 'model.onnx'));
      const input = new Tensor('float32', pictures.slice(0, batch * 3 * WIDTH * HEIGHT), [batch, 3, HEIGHT, WIDTH]);
      const told = (await session.run({ images: input }))['dets'];
      expect(told?.dims).toEqual([batch, 16 * 12 + 8 * 6 + 4 * 3, 11]);
      const rows = told?.data as Float32Array;
      const expected = answers.subarray(0, rows.length);
      const furthest = rows.reduce(
        (most, value, index) => Math.max(most, Math.abs(value - (expected[index] ?? NaN))),
        0,
      );
      expect(furthest).toBeLessThan(0.01);
      await session.release();
    }
  });

  it('exports what the product reads, and describes it on a card', async () => {
    await exportModel('trial');
    const weights = ['--weights', at('run', 'final.pt')];
    await python('-m', 'training.evaluate', ...weights, '--data', at('set'), '--out', at('report.json'));
    const model = ['--model', at('models', 'trial'), '--report', at('report.json')];
    await python('-m', 'training.card', ...weights, ...model);
    const file = await readModelFolders([at('models')])('trial');
    if (!file.ok) throw new Error(file.failure.message);
    const detector = await openDetector(file.value, ANYTHING);
    if (!detector.ok) throw new Error(detector.failure.message);
    expect(detector.value.classMap.supported).toEqual(expect.arrayContaining(['car', 'bus', 'pedestrian']));
    const { detections } = await detector.value.detect([noisePicture(256, 160, 1)]);
    expect(detections[0]?.count).toBeGreaterThan(0);
    await detector.value.release();
    const others = python('-m', 'training.card', '--weights', at('run', 'best.pt'), ...model);
    await expect(others).rejects.toThrow(/not exported from these weights/);
    const card = await readFile(at('models', 'trial', 'card.md'), 'utf8');
    expect(card).toContain(file.value.sha256);
    expect(card).toContain('16 samples of 8 rendered pictures, seeds 0 to 7');
    expect(card).toMatch(/\| bus \| \S+ \| \S+ \| 8 \|/);
  });

  it('says what to do where there is nothing to learn from', async () => {
    const command = python('-m', 'training.train', '--data', at('models'), '--out', at('none'), '--samples', '8');
    await expect(command).rejects.toThrow(/set\.json is missing/);
  });
});
