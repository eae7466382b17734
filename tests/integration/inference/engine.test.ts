import { afterEach, describe, expect, it } from 'vitest';
import type { InferenceResult } from '../../../workers/inference/index.ts';
import { noisePicture } from '../../../workers/inference/picture.ts';
import { openSession } from '../../../workers/inference/session.ts';
import { waitFor } from '../../support/test-site.ts';
import { closeEngines, model, oneCar, request, startEngine, succeed } from './engine-kit.ts';
import { CLASSES, readFrom, readable } from './model-kit.ts';
import { SIDE, convolutionModel } from './family-graphs.ts';

const LANE_PROGRAM = new URL('../../../workers/inference/lane-worker.ts', import.meta.url);
const convolution = convolutionModel(CLASSES.length);

afterEach(closeEngines);

describe('the inference engine', () => {
  it('answers a frame with its boxes and with the model that saw them', async () => {
    const { engine, shelf } = await startEngine([model('first', oneCar(0.8))]);
    const result = await succeed(engine.infer(request('north', 1)));
    expect(readable(result.detections)).toEqual([{ class: 'car', score: 0.8, box: [8, 16, 24, 32] }]);
    const sha256 = shelf.get('first')?.sha256;
    expect(result).toMatchObject({ modelId: 'first', modelSha256: sha256, provider: 'cpu', batch: 1 });
    expect(engine.status()).toMatchObject([
      { modelId: 'first', state: 'ready', classes: ['car', 'bus', 'pedestrian'] },
    ]);
  });

  it('gives a frame bit for bit the same result alone, in twos and in fours', async () => {
    const options = { family: 'yolov8' };
    const results: string[][] = [];
    for (const maxBatch of [1, 2, 4]) {
      const { engine } = await startEngine([model('conv', convolution, options)], {
        maxBatch,
        maxWaitMs: 500,
        floor: 0.01,
      });
      const round = (frameId: number) =>
        Promise.all(
          [1, 2, 3, 4].map((n) =>
            succeed(engine.infer({ ...request(`camera-${n}`, frameId), ...noisePicture(SIDE, SIDE, n) })),
          ),
        );
      await round(1);
      const answers = await round(2);
      expect(Math.max(...answers.map(({ batch }) => batch))).toBe(maxBatch);
      expect(answers.every(({ detections }) => detections.count > 0)).toBe(true);
      results.push(
        answers.map(({ detections: { boxes, scores, classes } }) =>
          [boxes, scores, classes].map((list) => Buffer.from(list.buffer).toString('hex')).join(),
        ),
      );
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    expect(new Set(results[0]).size).toBe(4);
  });

  it('gives a frame bit for bit the same result in whichever lane it is looked at', async () => {
    const hex = ({ detections: { boxes, scores, classes } }: InferenceResult) =>
      [boxes, scores, classes].map((list) => Buffer.from(list.slice().buffer).toString('hex')).join();
    const results: string[][] = [];
    for (const lanes of [{}, { laneProgram: LANE_PROGRAM, threads: 3 }]) {
      const { engine } = await startEngine([model('conv', convolution, { family: 'yolov8' })], {
        floor: 0.01,
        ...lanes,
      });
      const asked = Array.from({ length: 24 }, (_, n) =>
        engine.infer({ ...request('replay', n, { lossless: true }), ...noisePicture(SIDE, SIDE, n + 1) }),
      );
      const answers = await Promise.all(asked.map(succeed));
      expect(answers.every(({ detections }) => detections.count > 0)).toBe(true);
      results.push(answers.map(hex));
    }
    expect(new Set(results[0]).size).toBe(24);
    expect(results[1]).toEqual(results[0]);
  });

  it('answers in order and loses no frame when the model is swapped while all lanes are at work', async () => {
    const { engine } = await startEngine([model('old', oneCar(0.6)), model('new', oneCar(0.9))], {
      laneProgram: LANE_PROGRAM,
      threads: 3,
    });
    const seen: string[] = [];
    const work: Promise<unknown>[] = [];
    const send = (from: number, to: number) => {
      for (let frameId = from; frameId < to; frameId += 1) {
        const answer = succeed(engine.infer(request('replay', frameId, { lossless: true })));
        work.push(answer.then(({ modelId }) => seen.push(`${frameId} ${modelId}`)));
      }
    };
    send(0, 60);
    await work[10];
    const swap = engine.setDefault('new');
    send(60, 120);
    expect(await swap).toEqual({ ok: true, value: undefined });
    send(120, 140);
    await Promise.all(work);
    const firstNew = seen.findIndex((line) => line.endsWith('new'));
    expect(firstNew).toBeGreaterThan(0);
    expect(seen).toEqual(seen.map((_, frameId) => `${frameId} ${frameId < firstNew ? 'old' : 'new'}`));
  });

  it('says in words what is wrong with a model that no lane can load', async () => {
    const bytes = new Uint8Array([8, 7, 6, 5]);
    const { engine } = await startEngine([model('broken', bytes)], { laneProgram: LANE_PROGRAM, threads: 2 });
    expect(engine.status()).toMatchObject([{ modelId: 'broken', state: 'failed' }]);
    expect(engine.status()[0]?.reason).toContain('no model that can be loaded');
  });

  it('never puts two frames of one live camera into one batch, but does so for a lossless one', async () => {
    const { engine } = await startEngine([model('first', oneCar(0.8))], { maxBatch: 4 });
    const live = await Promise.all([1, 2, 3, 4].map((n) => succeed(engine.infer(request('live', n)))));
    expect(live.map(({ batch }) => batch)).toEqual([1, 1, 1, 1]);
    const replay = await Promise.all(
      [1, 2, 3, 4].map((n) => succeed(engine.infer(request('replay', n, { lossless: true })))),
    );
    expect(Math.max(...replay.map(({ batch }) => batch))).toBeGreaterThan(1);
  });

  it('keeps every camera’s frames in order, loses none and swaps once when the model is swapped under load', async () => {
    const { engine } = await startEngine([model('old', oneCar(0.6)), model('new', oneCar(0.9))], { maxBatch: 2 });
    const seen = new Map<string, { frameId: number; modelId: string; score: number }[]>();
    const work: Promise<void>[] = [];
    const send = (frames: number[]) => {
      for (const cameraId of ['north', 'south', 'east'])
        for (const frameId of frames)
          work.push(
            succeed(engine.infer(request(cameraId, frameId, { lossless: true }))).then(({ modelId, detections }) => {
              const list = seen.get(cameraId) ?? [];
              list.push({ frameId, modelId, score: Math.round((detections.scores[0] ?? 0) * 10) / 10 });
              seen.set(cameraId, list);
            }),
          );
    };
    send(Array.from({ length: 60 }, (_, i) => i));
    await work[20];
    const swap = engine.setDefault('new');
    send(Array.from({ length: 60 }, (_, i) => 60 + i));
    expect(await swap).toEqual({ ok: true, value: undefined });
    send(Array.from({ length: 20 }, (_, i) => 120 + i));
    await Promise.all(work);
    for (const list of seen.values()) {
      expect(list.map(({ frameId }) => frameId)).toEqual(Array.from({ length: 140 }, (_, i) => i));
      const firstNew = list.findIndex(({ modelId }) => modelId === 'new');
      expect(firstNew).toBeGreaterThan(0);
      expect(
        list.every(({ modelId, score }, i) =>
          i < firstNew ? modelId === 'old' && score === 0.6 : modelId === 'new' && score === 0.9,
        ),
      ).toBe(true);
    }
    expect(engine.defaultModelId()).toBe('new');
    expect(engine.status().map(({ modelId }) => modelId)).toEqual(['new']);
  });

  it('lets different cameras use different models at the same time', async () => {
    const { engine } = await startEngine([model('first', oneCar(0.6)), model('second', oneCar(0.9))], { maxBatch: 4 });
    await engine.load('second');
    const asked = ['first', 'second', null, 'second'].map((modelId, n) =>
      succeed(engine.infer(request(`c${n}`, 1, { modelId }))),
    );
    expect((await Promise.all(asked)).map(({ modelId }) => modelId)).toEqual(['first', 'second', 'first', 'second']);
  });

  it('lets go of a model by itself when no camera asks for it any more', async () => {
    const { engine } = await startEngine([model('first', oneCar(0.6)), model('second', oneCar(0.9))], { keepMs: 20 });
    const states = () => engine.status().map(({ modelId }) => modelId);
    await succeed(engine.infer(request('north', 1, { modelId: 'second', lossless: true })));
    await waitFor('the end of the second model', () => (states().includes('second') ? null : true));
    expect(states()).toEqual(['first']);
    await succeed(engine.infer(request('north', 2, { modelId: 'second', lossless: true })));
  });

  it('lets a live camera go on with the default while the model it asks for cannot be loaded, but never a replay', async () => {
    const { engine } = await startEngine([model('first', oneCar(0.6))]);
    const live = await succeed(engine.infer(request('live', 1, { modelId: 'gone' })));
    expect(live.modelId).toBe('first');
    const replay = await engine.infer(request('replay', 1, { modelId: 'gone', lossless: true }));
    expect(replay).toMatchObject({ ok: false, failure: { code: 'model-failed' } });
    expect(engine.status().find(({ modelId }) => modelId === 'gone')).toMatchObject({ state: 'failed' });
  });

  it('says that no detector is loaded instead of waiting for ever', async () => {
    const { engine } = await startEngine([], { defaultModelId: 'gone' });
    expect(await engine.infer(request('north', 1))).toMatchObject({ ok: false, failure: { code: 'no-model' } });
    expect(engine.status()).toMatchObject([{ modelId: 'gone', state: 'failed' }]);
  });

  it('refuses a picture whose bytes are not what its size says', async () => {
    const { engine } = await startEngine([model('first', oneCar(0.6))]);
    const answer = await engine.infer(request('north', 1, { width: SIDE + 2 }));
    expect(answer).toMatchObject({ ok: false, failure: { code: 'frame-size' } });
  });

  it('does not let a live camera wait for the model of a replay of it', async () => {
    const shelf = new Map([model('first', oneCar(0.6)), model('slow', oneCar(0.9))]);
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const read = readFrom(shelf);
    const { engine } = await startEngine([model('first', oneCar(0.6))], {
      readModel: async (id) => {
        if (id === 'slow') await arrived;
        return read(id);
      },
    });
    const replay = engine.infer(request('north', 1, { modelId: 'slow', lossless: true }));
    expect((await succeed(engine.infer(request('north', 2)))).modelId).toBe('first');
    arrive();
    expect((await succeed(replay)).modelId).toBe('slow');
  });

  it('looks at pictures while the model before is still being let go', async () => {
    let letGo = (): void => undefined;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    const { engine } = await startEngine([model('old', oneCar(0.6)), model('new', oneCar(0.9))], {
      openSession: async (options) => {
        const opened = await openSession(options);
        if (!opened.ok) return opened;
        const release = () => gone.then(opened.value.release);
        return { ok: true, value: { ...opened.value, release } };
      },
    });
    await engine.setDefault('new');
    expect((await succeed(engine.infer(request('north', 1)))).modelId).toBe('new');
    letGo();
  });

  it('answers what still waits when it is closed', async () => {
    const { engine } = await startEngine([model('first', oneCar(0.6))]);
    const waiting = Array.from({ length: 5 }, (_, n) => engine.infer(request('north', n, { lossless: true })));
    await engine.close();
    const answers = await Promise.all(waiting);
    expect(answers.every((answer) => answer.ok || answer.failure.code === 'inference-closed')).toBe(true);
    expect(await engine.infer(request('north', 9))).toMatchObject({ failure: { code: 'inference-closed' } });
  });
});
