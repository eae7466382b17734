import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { COCO_CLASS_NAMES } from '../../../domain/detection/class-map.ts';
import { classOfCode } from '../../../domain/detection/classes.ts';
import { openDetector } from '../../../workers/inference/detector.ts';
import { modelManifestSchema } from '../../../domain/contracts/model-manifest.ts';
import { readModelFile } from '../../../workers/inference/model-folder.ts';
import type { Picture } from '../../../workers/inference/picture.ts';
import { openSession } from '../../../workers/inference/session.ts';
import { createTensorFiller } from '../../../workers/inference/tensor-fill.ts';

const DATA = '../shared/testdata';
const MODEL = `${DATA}/yolox_nano.onnx`;
const SHA256 = 'e8af074932d4ed7e232278e3055cefcdea3edf178874a3694ae292649fb464dd';
const INPUT = 416;
/**
 * Lower than the product's, and whatever is no road user is called a trailer: the comparison shall have many boxes to
 * be wrong about, also in the clip that shows a nearly empty car park.
 */
const FLOOR = 0.02;
const NMS = { iou: 0.45, nested: 0.65 };
const CLIPS: [string, number, number][] = [
  ['road.mp4', 640, 360],
  ['car-detection.mp4', 768, 432],
];

/** As a person would write it down from the model's documentation, sharing nothing with the product. */
interface Seen {
  name: string;
  score: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}
const ROAD: Record<string, string> = {
  person: 'pedestrian',
  bicycle: 'bicycle',
  car: 'car',
  motorcycle: 'motorcycle',
  bus: 'bus',
  truck: 'truck',
};

function referenceDecode(out: ArrayLike<number>): Seen[] {
  const seen: Seen[] = [];
  let row = 0;
  for (const stride of [8, 16, 32]) {
    const n = INPUT / stride;
    for (let gy = 0; gy < n; gy++) {
      for (let gx = 0; gx < n; gx++) {
        const v = Array.from({ length: 85 }, (_, k) => out[row * 85 + k] ?? 0);
        row++;
        const classScores = v.slice(5);
        const top = Math.max(...classScores);
        const score = (v[4] ?? 0) * top;
        const name = ROAD[COCO_CLASS_NAMES[classScores.indexOf(top)] ?? ''] ?? 'trailer';
        if (score < FLOOR) continue;
        const cx = ((v[0] ?? 0) + gx) * stride;
        const cy = ((v[1] ?? 0) + gy) * stride;
        const w = Math.exp(v[2] ?? 0) * stride;
        const h = Math.exp(v[3] ?? 0) * stride;
        seen.push({ name, score, x1: cx - w / 2, y1: cy - h / 2, x2: cx + w / 2, y2: cy + h / 2 });
      }
    }
  }
  return seen;
}

function referenceSuppress(seen: Seen[]): Seen[] {
  const size = (b: Seen) => (b.x2 - b.x1) * (b.y2 - b.y1);
  const shared = (a: Seen, b: Seen) =>
    Math.max(0, Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1)) * Math.max(0, Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1));
  const greedy = (list: Seen[], tooClose: (a: Seen, b: Seen) => boolean) => {
    const kept: Seen[] = [];
    for (const box of list) if (!kept.some((other) => tooClose(other, box))) kept.push(box);
    return kept;
  };
  const sorted = [...seen].sort((a, b) => b.score - a.score);
  const perClass = greedy(
    sorted,
    (a, b) => a.name === b.name && shared(a, b) / (size(a) + size(b) - shared(a, b)) > NMS.iou,
  );
  return greedy(perClass, (a, b) => shared(a, b) / Math.min(size(a), size(b)) > NMS.nested);
}

/** Twenty frames, spread over a clip, as the product gets them from ffmpeg. */
function framesOf(clip: string, width: number, height: number): Picture[] {
  const select = 'select=not(mod(n\\,18))';
  const args = ['-v', 'error', '-i', `${DATA}/${clip}`, '-vf', select, '-fps_mode', 'passthrough', '-frames:v', '20'];
  const raw = execFileSync('ffmpeg', [...args, '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'], { maxBuffer: 2 ** 28 });
  const bytes = (width * height * 3) / 2;
  return Array.from({ length: raw.length / bytes }, (_, i) => ({
    width,
    height,
    format: 'yuv420p',
    pixels: raw.subarray(i * bytes, (i + 1) * bytes),
  }));
}

async function openBoth() {
  const manifest = modelManifestSchema.parse({
    id: 'yolox-nano',
    title: 'YOLOX nano',
    family: 'yolox',
    file: 'yolox_nano.onnx',
    sha256: SHA256,
    licence: 'Apache-2.0',
    input: { name: 'images', width: INPUT, height: INPUT, channelOrder: 'bgr', scale: 1, resize: 'letterbox-topleft' },
    classes: COCO_CLASS_NAMES,
    classMap: Object.fromEntries(COCO_CLASS_NAMES.filter((name) => !(name in ROAD)).map((name) => [name, 'trailer'])),
    defaultThreshold: 0.3,
    nms: NMS,
  });
  const file = await readModelFile(MODEL, manifest, 'yolox-nano');
  if (!file.ok) throw new Error(file.failure.message);
  const common = { provider: 'cpu', threads: 2 } as const;
  const detector = await openDetector(file.value, { ...common, maxBatch: 1, floor: FLOOR, openSession });
  const session = await openSession({ ...common, bytes: file.value.bytes });
  if (!detector.ok || !session.ok) throw new Error('the model does not open');
  return { detector: detector.value, session: session.value };
}

describe.skipIf(!existsSync(MODEL))('YOLOX-nano on real roads', () => {
  let both: Awaited<ReturnType<typeof openBoth>>;
  beforeAll(async () => {
    both = await openBoth();
    return async () => {
      await both.detector.release();
      await both.session.release();
    };
  });

  it.each(CLIPS)(
    'sees on twenty frames of %s what a plain reading of its output gives',
    async (clip, width, height) => {
      const spec = { width: INPUT, height: INPUT, channelOrder: 'bgr', scale: 1, padValue: 114 } as const;
      const filler = createTensorFiller({ width, height }, 'yuv420p', { ...spec, resize: 'letterbox-topleft' });
      const ratio = Math.min(INPUT / width, INPUT / height);
      let boxes = 0;
      const frames = framesOf(clip, width, height);
      expect(frames).toHaveLength(20);
      for (const frame of frames) {
        const tensor = new Float32Array(3 * INPUT * INPUT);
        filler.fill(frame.pixels, tensor, 0);
        const [output] = await both.session.run({ images: { dims: [1, 3, INPUT, INPUT], data: tensor } });
        if (!(output?.data instanceof Float32Array)) throw new Error('no output');
        const expected = referenceSuppress(referenceDecode(output.data));
        const [found] = (await both.detector.detect([frame])).detections;
        expect(found?.count).toBe(expected.length);
        expected.forEach((box, i) => {
          expect(classOfCode(found?.classes[i] ?? 255)).toBe(box.name);
          expect(Math.abs((found?.scores[i] ?? 0) - box.score)).toBeLessThan(0.001);
          const edges = [
            box.x1 / ratio / width,
            box.y1 / ratio / height,
            box.x2 / ratio / width,
            box.y2 / ratio / height,
          ];
          edges.forEach((edge, k) => {
            const side = k % 2 === 0 ? width : height;
            const inPicture = Math.min(Math.max(edge, 0), 1) * side;
            expect(Math.abs((found?.boxes[i * 4 + k] ?? 0) * side - inPicture)).toBeLessThan(0.5);
          });
        });
        boxes += expected.length;
      }
      // A comparison of nothing with nothing would pass too.
      expect(boxes).toBeGreaterThan(40);
    },
  );

  it('is recognised without a description', async () => {
    const file = await readModelFile(MODEL, null, 'yolox-nano');
    if (!file.ok) throw new Error(file.failure.message);
    const opened = await openDetector(file.value, {
      provider: 'cpu',
      threads: 1,
      maxBatch: 4,
      floor: FLOOR,
      openSession,
    });
    if (!opened.ok) throw new Error(opened.failure.message);
    expect(opened.value.manifest).toMatchObject({ family: 'yolox', input: { channelOrder: 'bgr', scale: 1 } });
    expect(opened.value.classMap.supported).toEqual(['bicycle', 'motorcycle', 'car', 'bus', 'truck', 'pedestrian']);
    await opened.value.release();
  });
});
