// What one picture costs the detector on the processor: filling the tensor, and everything together, alone and in twos.
// node bench/inference.ts [--json] [--runs N] [--threads N]
import { openDetector } from '../workers/inference/detector.ts';
import { listModels, readModelFolders } from '../workers/inference/model-folder.ts';
import { tensorSpec } from '../workers/inference/manifest.ts';
import { noisePicture, pictureBytes } from '../workers/inference/picture.ts';
import type { Picture } from '../workers/inference/picture.ts';
import { openSession } from '../workers/inference/session.ts';
import { createTensorFiller } from '../workers/inference/tensor-fill.ts';
import type { TensorSpec } from '../workers/inference/tensor-fill.ts';

const SQUARE: TensorSpec = {
  width: 416,
  height: 416,
  channelOrder: 'bgr',
  scale: 1,
  resize: 'letterbox-topleft',
  padValue: 114,
};
const results: Record<string, number> = {};
const options = process.argv.slice(2);
const runs = numberOption('--runs', 40);
const threads = numberOption('--threads', 2);

function numberOption(name: string, otherwise: number): number {
  const at = options.indexOf(name);
  const value = at === -1 ? otherwise : Number(options[at + 1]);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}

function picture(width: number, height: number): Picture {
  const pixels = noisePicture(width, height, 1).pixels.subarray(0, pictureBytes('yuv420p', width, height));
  return { width, height, format: 'yuv420p', pixels };
}

/** The median time of one call, the first quarter of the calls not counted. */
async function median(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    if (run >= runs / 4) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] ?? 0;
}

function note(name: string, words: string, ms: number): void {
  results[name] = Math.round(ms * 100) / 100;
  if (!options.includes('--json')) console.log(`${words}: ${ms.toFixed(2)} ms`);
}

async function measureFill(name: string, from: Picture, spec: TensorSpec): Promise<void> {
  const tensor = new Float32Array(3 * spec.width * spec.height);
  const filler = createTensorFiller(from, from.format, spec);
  const ms = await median(() => filler.fill(from.pixels, tensor, 0));
  note(name, `tensor of ${spec.width}×${spec.height} from ${from.width}×${from.height} yuv420p`, ms);
}

async function measureModel(id: string): Promise<void> {
  const file = await readModelFolders(['models'])(id);
  if (!file.ok) throw new Error(file.failure.message);
  const opened = await openDetector(file.value, { provider: 'cpu', threads, maxBatch: 2, floor: 0.1, openSession });
  if (!opened.ok) throw new Error(opened.failure.message);
  const detector = opened.value;
  const { width } = detector.manifest.input;
  const seen = picture(width, Math.round((width * 9) / 16 / 2) * 2);
  await measureFill(`${id}-fill`, seen, tensorSpec(detector.manifest));
  const alone = await median(() => detector.detect([seen]));
  note(`${id}-alone`, `${id}, a picture alone, ${threads} threads`, alone);
  if (detector.maxBatch > 1) {
    const twos = (await median(() => detector.detect([seen, seen]))) / 2;
    note(`${id}-twos`, `${id}, a picture of a pair, ${threads} threads`, twos);
  }
  await detector.release();
}

await measureFill('fill416', picture(640, 360), SQUARE);
await measureFill('fillStraight416', picture(416, 416), SQUARE);
for (const id of await listModels(['models'])) await measureModel(id);
console.log(JSON.stringify(results));
