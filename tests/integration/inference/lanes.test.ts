import { afterEach, describe, expect, it } from 'vitest';
import type { Detector } from '../../../workers/inference/detector.ts';
import { openLanes } from '../../../workers/inference/lanes.ts';
import { noisePicture } from '../../../workers/inference/picture.ts';
import { SIDE, convolutionModel } from './family-graphs.ts';
import { CLASSES, manifestFor, modelFile } from './model-kit.ts';

const PROGRAM = new URL('../../../workers/inference/lane-worker.ts', import.meta.url);
const bytes = convolutionModel(CLASSES.length);
const file = modelFile(bytes, manifestFor(bytes, { id: 'conv', family: 'yolov8' }), 'conv');

let opened: Detector[] = [];
afterEach(async () => {
  for (const detector of opened) await detector.release();
  opened = [];
});
async function open(options: { readonly threads: number; readonly slowMs?: number }): Promise<Detector> {
  const lanes = await openLanes(file, { program: PROGRAM, floor: 0.01, ...options });
  if (!lanes.ok) throw new Error(lanes.failure.message);
  opened.push(lanes.value);
  return lanes.value;
}

describe('a model in lanes', () => {
  it('has one for each core, and takes a picture more than each looks at', async () => {
    expect((await open({ threads: 3 })).lanes).toBe(6);
  });

  it('has one lane with all cores when it is slow on one, and sees the same to the last bit', async () => {
    const [quick, slow] = [await open({ threads: 2 }), await open({ threads: 2, slowMs: 0 })];
    expect([quick.lanes, slow.lanes]).toEqual([4, 2]);
    const picture = noisePicture(SIDE, SIDE, 7);
    const { detections } = await quick.detect([picture]);
    expect(detections[0]?.count).toBeGreaterThan(0);
    expect((await slow.detect([picture])).detections).toEqual(detections);
  });

  it('takes pictures of any size one after another', async () => {
    const lanes = await open({ threads: 1 });
    const sizes = [SIDE, 4 * SIDE, SIDE / 2, SIDE];
    const counts = [];
    for (const side of sizes) {
      const { detections } = await lanes.detect([noisePicture(side, side, 3)]);
      counts.push(detections[0]?.count);
    }
    expect(counts[3]).toBe(counts[0]);
  });
});
