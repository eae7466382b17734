import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok } from '../../../domain/base/result.ts';
import type { Detections } from '../../../domain/detection/detections.ts';
import { classOfCode } from '../../../domain/detection/classes.ts';
import { openDetector } from '../../../workers/inference/detector.ts';
import { modelManifestSchema } from '../../../domain/contracts/model-manifest.ts';
import type { ModelManifest } from '../../../domain/contracts/model-manifest.ts';
import type { ModelFile, ReadModel } from '../../../workers/inference/model-folder.ts';
import type { Picture } from '../../../workers/inference/picture.ts';
import { openSession } from '../../../workers/inference/session.ts';
import { SIDE } from './family-graphs.ts';

export const CLASSES = ['car', 'bus', 'person'];

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A description of a small test model; say only what matters. */
export function manifestFor(bytes: Uint8Array, change: Record<string, unknown> = {}): ModelManifest {
  return modelManifestSchema.parse({
    id: 'test-model',
    title: 'Test model',
    family: 'decoded',
    file: 'model.onnx',
    sha256: sha256(bytes),
    licence: 'MIT',
    input: { width: SIDE, height: SIDE, channelOrder: 'bgr', scale: '1/255', resize: 'stretch' },
    classes: CLASSES,
    defaultThreshold: 0.4,
    nms: { iou: 0.5, nested: 0.65 },
    ...change,
  });
}

export function modelFile(bytes: Uint8Array, manifest: ModelManifest | null, id = 'test-model'): ModelFile {
  return { id, path: 'in memory', bytes, sha256: sha256(bytes), manifest };
}

export function open(bytes: Uint8Array, manifest: ModelManifest | null, maxBatch = 4) {
  const options = { provider: 'cpu', threads: 1, maxBatch, floor: 0.1, openSession } as const;
  return openDetector(modelFile(bytes, manifest), options);
}

/** Models by name, as the engine asks for them; what is not there fails as a missing folder does. */
export function readFrom(models: ReadonlyMap<string, ModelFile>): ReadModel {
  return (id) => {
    const file = models.get(id);
    if (file !== undefined) return Promise.resolve(ok(file));
    return Promise.resolve({ ok: false, failure: { code: 'model-missing', message: `no "${id}"`, hint: 'add it' } });
  };
}

export function greyPicture(value = 90, width = SIDE, height = SIDE): Picture {
  return { width, height, format: 'bgr24', pixels: new Uint8Array(width * height * 3).fill(value) };
}

/** Detections as people read them: class, score to a thousandth, box in pixels of a picture of this size. */
export function readable(detections: Detections, width = SIDE, height = SIDE) {
  return Array.from({ length: detections.count }, (_, i) => ({
    class: classOfCode(detections.classes[i] ?? 255),
    score: Math.round((detections.scores[i] ?? 0) * 1000) / 1000,
    box: Array.from(
      detections.boxes.subarray(i * 4, i * 4 + 4),
      (value, k) => Math.round(value * (k % 2 === 0 ? width : height) * 100) / 100,
    ),
  }));
}

/** A folder of models for one test; the second value removes it. */
export async function modelFolders(
  models: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>,
): Promise<[string, () => Promise<void>]> {
  const root = await mkdtemp(join(tmpdir(), 'models-'));
  for (const [id, files] of Object.entries(models)) {
    await mkdir(join(root, id));
    for (const [name, content] of Object.entries(files)) await writeFile(join(root, id, name), content);
  }
  return [root, () => rm(root, { recursive: true, force: true })];
}
