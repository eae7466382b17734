import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../domain/base/result.ts';
import type { Result } from '../../../domain/base/result.ts';
import type { ImportSettings, ModelImport } from '../../../domain/contracts/model-import.ts';
import { repositoryRoot } from '../../../scripts/run-program.ts';
import { readModelFolders } from '../../../workers/inference/index.ts';
import { createImportDesk } from '../../../workers/model-imports/index.ts';
import type { ImportDesk } from '../../../workers/model-imports/index.ts';
import { createTrials } from '../../../workers/model-imports/trials.ts';
import { runThrowaway } from '../../../workers/supervisor/throwaway.ts';
import { EXPORTS, INPUT_SIDE, NAMES, oneOperator } from '../inference/import-models.ts';

const PROGRAM = path.join(repositoryRoot, 'workers', 'entries', 'model-trial.ts');
const SHIPPED = path.join(repositoryRoot, 'models');
const CURRENT = 'stopgap-448x256';
const GOOD = EXPORTS['YOLOv8 or YOLO11']();

let data: string;
let changes: number;
const at = (...names: string[]) => path.join(data, ...names);
beforeEach(() => {
  data = mkdtempSync(path.join(os.tmpdir(), 'tcc-imports-'));
  changes = 0;
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

type Options = Parameters<typeof createImportDesk>[0];
/** A desk whose models are tried in real processes of their own. */
function openDesk(change: Partial<Options> = {}): ImportDesk {
  return createImportDesk({
    folder: at('model-imports'),
    modelFolders: [at('models'), SHIPPED],
    threads: 1,
    runTrial: async (folder, deadlineMs) => {
      const over = new AbortController().signal;
      return ok(await runThrowaway({ file: PROGRAM, args: [folder, String(deadlineMs)], deadlineMs, over }));
    },
    currentModelId: () => CURRENT,
    modelsChanged: async () => void (changes += 1),
    nowUtcUs: () => 1_764_000_000_000_000,
    ...change,
  });
}
function bring(desk: ImportDesk, bytes: Uint8Array, fileName = 'traffic.onnx') {
  return desk.receive({ fileName, user: 'admin', bytes: bytes.length, body: Readable.from([bytes]) });
}
function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}
function settingsFor({ recognised }: ModelImport, change: Partial<ImportSettings> = {}): ImportSettings {
  return {
    title: 'Our Traffic v2',
    licence: 'our own',
    family: recognised.family.value ?? 'yolov8',
    size: recognised.size.value ?? { width: INPUT_SIDE, height: INPUT_SIDE },
    channelOrder: 'rgb',
    scale: '1/255',
    imagenet: false,
    resize: 'letterbox-centre',
    classes: NAMES,
    classMap: { car: 'car', bus: 'bus', person: null },
    threshold: 0.35,
    ...change,
  };
}
async function setGreyPicture(desk: ImportDesk, importId: string): Promise<void> {
  const body = Readable.from([new Uint8Array(INPUT_SIDE * INPUT_SIDE * 3).fill(90)]);
  must(await desk.setPicture(importId, { width: INPUT_SIDE, height: INPUT_SIDE, body }));
}
const left = () => readdirSync(at('model-imports'));

describe('from a file to a model of the site', { timeout: 120_000 }, () => {
  it('it is recognised, tried beside the current one, measured, saved and can be loaded', async () => {
    const desk = openDesk();
    const brought = must(await bring(desk, GOOD));
    expect(brought).toMatchObject({ fileName: 'traffic.onnx', uploadedBy: 'admin', bytes: GOOD.length });
    expect(brought.recognised.family).toEqual({ value: 'yolov8', sure: 'seen' });

    const settings = settingsFor(brought);
    expect(await desk.look(brought.importId, settings)).toMatchObject({ failure: { code: 'import-picture' } });
    await setGreyPicture(desk, brought.importId);
    const looked = must(await desk.look(brought.importId, settings));
    expect(looked.own).toMatchObject({ title: 'Our Traffic v2', threshold: 0.35, found: [{ class: 'bus' }] });
    expect(looked.own.found[0]?.box.map((value) => Math.round(value * INPUT_SIDE))).toEqual([0, 0, 40, 32]);
    expect(looked.current).toMatchObject({ title: 'Stop-gap 448×256' });

    const measured = must(await desk.measure(brought.importId, settings));
    expect(measured.threads).toBe(1);
    expect(measured.rounds).toBeGreaterThanOrEqual(5);
    expect(measured.ratio).toBeCloseTo(measured.own.p50Ms / (measured.current?.p50Ms ?? Number.NaN), 9);

    const { modelId } = must(await desk.save(brought.importId, settings));
    expect([modelId, changes]).toEqual(['our-traffic-v2', 1]);
    expect(readdirSync(at('models', modelId)).sort()).toEqual(['import.json', 'model.json', 'model.onnx']);
    const file = must(await readModelFolders([at('models'), SHIPPED])(modelId));
    expect(file.manifest).toMatchObject({ classMap: { car: 'car', bus: 'bus', person: null }, defaultThreshold: 0.35 });
    expect(await desk.list()).toMatchObject({ imports: [], imported: [modelId] });
  });

  it('a second one of the same title gets a name of its own', async () => {
    const desk = openDesk();
    const ids: string[] = [];
    for (const title of ['Stopgap 448x256', 'Stopgap 448x256', 'Xe máy Đà Nẵng']) {
      const brought = must(await bring(desk, GOOD));
      ids.push(must(await desk.save(brought.importId, settingsFor(brought, { title }))).modelId);
    }
    expect(ids).toEqual(['stopgap-448x256-2', 'stopgap-448x256-3', 'xe-may-da-nang']);
  });

  it('an import outlives a restart, and is thrown away when asked', async () => {
    const brought = must(await bring(openDesk(), GOOD));
    const desk = openDesk();
    expect(await desk.tidy()).toBe(0);
    expect((await desk.list()).imports).toEqual([brought]);
    must(await desk.discard(brought.importId));
    expect(left()).toEqual([]);
    expect(await desk.discard(brought.importId)).toMatchObject({ failure: { code: 'import-missing' } });
  });
});

describe('what is refused leaves nothing behind', { timeout: 120_000 }, () => {
  it.each([
    ['a file that is no model', new TextEncoder().encode('no model at all'), 'import-not-onnx'],
    ['a model for another runtime', oneOperator('YoloLayer_TRT'), 'import-operator'],
  ])('%s', async (_what, bytes, code) => {
    expect(await bring(openDesk(), bytes)).toMatchObject({ ok: false, failure: { code } });
    expect(left()).toEqual([]);
  });

  it('a file that is larger than may be, announced or not', async () => {
    const desk = openDesk({ fileBytes: 1000 });
    const body = Readable.from([GOOD]);
    const refused = { ok: false, failure: { code: 'import-too-large' } };
    expect(await bring(desk, GOOD)).toMatchObject(refused);
    expect(await desk.receive({ fileName: 'a', user: 'b', bytes: null, body })).toMatchObject(refused);
    expect(left()).toEqual([]);
  });

  it('a transfer that breaks off', async () => {
    async function* broken() {
      yield GOOD.subarray(0, 1000);
      throw new Error('the other side went away');
    }
    const body = broken();
    expect(await openDesk().receive({ fileName: 'a', user: 'b', bytes: null, body })).toMatchObject({
      failure: { code: 'import-broken-off' },
    });
    expect(left()).toEqual([]);
  });

  it('a model that brings its process down', async () => {
    const crashed = openDesk({ runTrial: async () => ok({ code: null, signal: 'SIGKILL' }) });
    expect(await bring(crashed, GOOD)).toMatchObject({ failure: { code: 'import-crashed' } });
    expect(left()).toEqual([]);
  });

  it('a sixth model while five wait', async () => {
    const desk = openDesk();
    for (let count = 0; count < 5; count += 1) must(await bring(desk, GOOD));
    expect(await bring(desk, GOOD)).toMatchObject({ failure: { code: 'import-full' } });
  });

  it('and a kill in the middle leaves what the next start removes', async () => {
    const half = at('model-imports', '0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0001');
    mkdirSync(half, { recursive: true });
    writeFileSync(path.join(half, 'model.onnx'), GOOD.subarray(0, 500));
    mkdirSync(at('model-imports', 'deleted-0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0002'));
    const brought = must(await bring(openDesk(), GOOD));
    expect(await openDesk().tidy()).toBe(2);
    expect(left()).toEqual([brought.importId]);
  });
});

it('a model that does not answer in time is told apart from one that crashes', async () => {
  const deadlines = { inspect: 1, open: 1, look: 1, measure: 1 };
  const run = async () => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return ok({ code: null, signal: 'SIGKILL' });
  };
  const question = { kind: 'inspect', file: { path: '', sha256: '' }, size: null, threads: 1 } as const;
  expect(await createTrials(run, deadlines).ask(data, question)).toMatchObject({
    failure: { code: 'import-too-slow' },
  });
});

describe('settings that do not fit the file', { timeout: 120_000 }, () => {
  it.each([
    ['another family', { family: 'yolox' as const }, 'model-family-mismatch'],
    ['too few classes', { classes: ['car', 'bus'] }, 'model-class-count'],
    ['no class that is one of ours', { classMap: {} }, 'class-map-empty'],
    ['another size', { size: { width: 320, height: 320 } }, 'model-input-size'],
  ])('%s: nothing is saved', async (_what, change, code) => {
    const desk = openDesk();
    const brought = must(await bring(desk, GOOD));
    expect(await desk.save(brought.importId, settingsFor(brought, change))).toMatchObject({ failure: { code } });
    expect(left()).toEqual([brought.importId]);
    expect(changes).toBe(0);
  });

  it('and the mean of ImageNet goes in the order of the planes', async () => {
    const desk = openDesk();
    const brought = must(await bring(desk, GOOD));
    const settings = settingsFor(brought, { imagenet: true, channelOrder: 'bgr', scale: 1 });
    const { modelId } = must(await desk.save(brought.importId, settings));
    const manifest: unknown = JSON.parse(readFileSync(at('models', modelId, 'model.json'), 'utf8'));
    expect(manifest).toMatchObject({ input: { mean: [0.406 * 255, 0.456 * 255, 0.485 * 255] } });
  });
});

describe('deleting', { timeout: 120_000 }, () => {
  it('takes models that were brought in, and no others', async () => {
    const desk = openDesk();
    const brought = must(await bring(desk, GOOD));
    const { modelId } = must(await desk.save(brought.importId, settingsFor(brought)));
    mkdirSync(at('models', 'by-hand'));
    for (const other of ['by-hand', CURRENT, '../model-imports', 'nowhere'])
      expect(await desk.remove(other)).toMatchObject({ failure: { code: 'model-not-imported' } });
    must(await desk.remove(modelId));
    expect(readdirSync(at('models'))).toEqual(['by-hand']);
    expect(left()).toEqual([]);
  });
});
