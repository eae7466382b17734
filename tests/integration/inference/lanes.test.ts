import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Detector } from '../../../workers/inference/detector.ts';
import { startLane } from '../../../workers/inference/lane.ts';
import { openLanes } from '../../../workers/inference/lanes.ts';
import { noisePicture } from '../../../workers/inference/picture.ts';
import { waitFor } from '../../support/test-site.ts';
import { SIDE, convolutionModel } from './family-graphs.ts';
import { CLASSES, manifestFor, modelFile } from './model-kit.ts';

const PROGRAM = new URL('../../../workers/inference/lane-worker.ts', import.meta.url);
const SILENT_PROGRAM = new URL('silent-lane-worker.ts', import.meta.url);
const FAILING_PROGRAM = new URL('failing-lane-worker.ts', import.meta.url);
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

  it('leaves no thread behind when it fails halfway', async () => {
    const options = { program: FAILING_PROGRAM, floor: 0.01, threads: 2 };
    await expect(openLanes(file, options)).rejects.toThrow('out of memory');
    expect(threadsOfThisProcess()).toBe(0);
  });
});

describe('a lane', () => {
  it('that hangs is found out, although the process around it goes on', async () => {
    const said: string[] = [];
    const lane = startLane(SILENT_PROGRAM, { answerLimitS: 1, dead: (why) => said.push(why) });
    void lane.detect(noisePicture(SIDE, SIDE, 1)).catch(() => undefined);
    await waitFor('the end of patience', () => (said.length > 0 ? true : null));
    expect(said[0]).toContain('did not answer for 1 s');
    await lane.close();
  });

  it('that is closed in the middle of a picture leaves nobody waiting', async () => {
    const lane = startLane(SILENT_PROGRAM);
    const look = lane.detect(noisePicture(SIDE, SIDE, 1)).catch((error: unknown) => String(error));
    await lane.close();
    expect(await look).toContain('closed before it answered');
  });

  it('that dies says why', async () => {
    const said: string[] = [];
    const gone = new URL('no-such-program.ts', import.meta.url);
    const lane = startLane(gone, { answerLimitS: 30, dead: (why) => said.push(why) });
    await waitFor('its end', () => (said.length > 0 ? true : null));
    expect(said[0]).toMatch(/ended with code 1: .*no-such-program/);
    await lane.close();
  });
});

function threadsOfThisProcess(): number {
  // A report looks up the names of all peers unless it is told not to.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  return z.object({ workers: z.array(z.unknown()) }).parse(report).workers.length;
}
