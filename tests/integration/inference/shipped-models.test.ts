import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listModels, readModelFolders } from '../../../workers/inference/index.ts';
import { openDetector } from '../../../workers/inference/detector.ts';
import type { Detector } from '../../../workers/inference/detector.ts';
import { noisePicture } from '../../../workers/inference/picture.ts';
import { openSession } from '../../../workers/inference/session.ts';

const SHIPPED = await listModels(['models']);

it('ships detectors', () => {
  expect(SHIPPED.length).toBeGreaterThan(0);
});

describe.each(SHIPPED)('the shipped model %s', (id) => {
  let detector: Detector;
  beforeAll(async () => {
    const file = await readModelFolders(['models'])(id);
    if (!file.ok) throw new Error(file.failure.message);
    // A floor this low lets boxes through even on a picture that shows nothing: there must be something to compare.
    const options = { provider: 'cpu', threads: 2, maxBatch: 4, floor: 0.001, openSession } as const;
    const opened = await openDetector(file.value, options);
    if (!opened.ok) throw new Error(opened.failure.message);
    detector = opened.value;
  });
  afterAll(() => detector.release());

  it('loads as its description says, its hash checked, and says that it is a stand-in', () => {
    expect(detector.manifest).toMatchObject({ id, licence: 'MIT', standIn: true });
    expect(detector.classMap.supported).toContain('car');
    expect(detector.classMap.supported).not.toContain('scooter');
  });

  it('gives a picture the same result, bit for bit, alone, in twos and in fours', async () => {
    expect(detector.maxBatch).toBe(4);
    expect(detector.independent).toBe(true);
    const pictures = [1, 2, 3, 4].map((seed) => noisePicture(640, 360, seed));
    const alone = [];
    for (const picture of pictures) alone.push(...(await detector.detect([picture])).detections);
    const [first, second] = [await detector.detect(pictures.slice(0, 2)), await detector.detect(pictures.slice(2))];
    const twos = [...first.detections, ...second.detections];
    expect(alone.every(({ count }) => count > 0)).toBe(true);
    expect(twos).toEqual(alone);
    expect((await detector.detect(pictures)).detections).toEqual(alone);
  });
});
