import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Recognised } from '../../../domain/contracts/model-import.ts';
import { COCO_CLASS_NAMES } from '../../../domain/detection/class-map.ts';
import { WITHOUT_DOUBLES } from '../../../domain/detection/families.ts';
import { inspectModel } from '../../../workers/inference/trial/inspect.ts';
import { floats, onnxModel, withMetadata } from '../../support/onnx-graph.ts';
import { DETR_EXPORTS, EXPORTS, INPUT_SIDE, NAMES, oneOperator } from './import-models.ts';
import { columnsOf } from './import-tables.ts';
import { convolutionModel, tableModel } from './family-graphs.ts';
import { greyPicture, manifestFor, open, readable } from './model-kit.ts';

async function recognised(bytes: Uint8Array, size: { width: number; height: number } | null = null) {
  const found = await inspectModel(bytes, size, 1);
  if (!found.ok) throw new Error(`${found.failure.code}: ${found.failure.message}`);
  return found.value;
}

/** A detector of the site, made of what was recognised and what only a person could say. */
async function detectorOf(bytes: Uint8Array, found: Recognised, classes = NAMES) {
  const { family, size, channelOrder, scale, resize } = found;
  const manifest = manifestFor(bytes, {
    family: family.value,
    input: { ...size.value, channelOrder: channelOrder.value, scale: scale.value, resize: resize.value },
    classes: found.classes.value ?? classes,
    nms: WITHOUT_DOUBLES.has(family.value ?? 'decoded') ? null : { iou: 0.5, nested: 0.65 },
  });
  const opened = await open(bytes, manifest);
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

const BUS = { class: 'bus', score: expect.closeTo(0.9, 1) };
const FAMILY_OF: Readonly<Record<keyof typeof EXPORTS, string>> = {
  'YOLOv8 or YOLO11': 'yolov8',
  'YOLOv5, with its names and nothing else': 'yolov5',
  YOLOX: 'yolox',
  'YOLOX, decoded in the graph': 'yolov5',
  'YOLOv10 or YOLO26': 'end2end',
  'RT-DETR of Ultralytics': 'detr',
  'RT-DETR of Ultralytics, as a list': 'detr-list',
};

describe('a model as its exporter wrote it', () => {
  it.each(Object.entries(EXPORTS))('%s is recognised, and what it sees is read', async (name, make) => {
    const bytes = make();
    const found = await recognised(bytes);
    expect(found.family).toEqual({ value: FAMILY_OF[name as keyof typeof EXPORTS], sure: 'seen' });
    expect(found.size).toEqual({ value: { width: INPUT_SIDE, height: INPUT_SIDE }, sure: 'file' });
    const detector = await detectorOf(bytes, found);
    const seen = await detector.detect([greyPicture(90, INPUT_SIDE, INPUT_SIDE)]);
    await detector.release();
    const [bus, ...others] = readable(seen.detections[0]!, INPUT_SIDE, INPUT_SIDE);
    expect(others).toEqual([]);
    expect(bus).toMatchObject(BUS);
    // Centre (16, 16), 48 × 32; what reaches out of the picture is cut off.
    expect(bus?.box).toEqual([0, 0, 40, 32]);
  });

  it.each(Object.entries(DETR_EXPORTS))('%s too', async (_name, make) => {
    const bytes = make();
    const found = await recognised(bytes);
    expect(found.family).toEqual({ value: 'detr', sure: 'seen' });
    expect(found.classes).toEqual({ value: null, sure: 'unknown' });
    const detector = await detectorOf(bytes, found);
    const seen = await detector.detect([greyPicture()]);
    await detector.release();
    expect(readable(seen.detections[0]!)).toMatchObject([{ ...BUS, box: [8, 16, 40, 48] }]);
  });

  it('names its maker, licence and classes where the file has them', async () => {
    const found = await recognised(EXPORTS['YOLOv8 or YOLO11']());
    expect(found).toMatchObject({
      producer: 'Ultralytics 8.3.40',
      description: 'Ultralytics YOLO11n model trained on traffic.yaml',
      licence: expect.stringContaining('AGPL-3.0'),
      opset: 17,
      classes: { value: NAMES, sure: 'file' },
      classCount: 3,
      channelOrder: { value: 'rgb', sure: 'usual' },
      scale: { value: '1/255', sure: 'usual' },
      resize: { value: 'letterbox-centre', sure: 'usual' },
    });
  });

  it('takes eighty nameless classes for COCO’s, and says that this is only what is usual', async () => {
    const rows = Array.from({ length: 525 }, () => [0.5, 0.5, 0, 0, 0.02, ...Array.from({ length: 80 }, () => 0.3)]);
    const found = await recognised(tableModel(rows, 1, INPUT_SIDE));
    expect(found.family).toEqual({ value: 'yolox', sure: 'seen' });
    expect(found.classes).toEqual({ value: COCO_CLASS_NAMES, sure: 'usual' });
  });

  it('asks for everything about boxes that are decoded in a way of their own', async () => {
    const rows = Array.from({ length: 525 }, () => [10, 10, 12, 12, 0.1, 0.1, 0.1]);
    const found = await inspectModel(tableModel(rows, 1, INPUT_SIDE), null, 1);
    // Every cell gives the same box, which no grid does.
    expect(found).toMatchObject({ ok: false, failure: { code: 'import-layout' } });
  });

  it('leaves the choice to the person where nothing was found and nothing is said', async () => {
    const nothing = tableModel(
      Array.from({ length: 300 }, () => [0, 0, 0, 0, 0, 0]),
      1,
      INPUT_SIDE,
    );
    const found = await recognised(nothing);
    expect(found.family).toEqual({ value: null, sure: 'unknown' });
    expect(found.families).toEqual(['end2end', 'detr-list', 'detr']);
    expect(found.channelOrder).toEqual({ value: null, sure: 'unknown' });
    const described = await recognised(
      withMetadata(nothing, { names: "{0: 'car', 1: 'bus', 2: 'person'}", description: 'Ultralytics YOLOv10n model' }),
    );
    expect(described.family).toEqual({ value: 'end2end', sure: 'seen' });
  });
});

describe('an export that leaves its size open', () => {
  const open = () => openSizeModel();

  it('is asked about until somebody names a size, and then tried at it', async () => {
    const first = await recognised(open());
    expect(first).toMatchObject({ openSize: true, size: { value: null, sure: 'unknown' }, family: { value: null } });
    const tried = await recognised(open(), { width: 160, height: 160 });
    expect(tried).toMatchObject({
      size: { value: { width: 160, height: 160 } },
      family: { value: 'yolov8', sure: 'seen' },
    });
  });

  it('takes the size that the exporter wrote down', async () => {
    const found = await recognised(withMetadata(open(), { imgsz: '[128, 160]' }));
    expect(found.size).toEqual({ value: { width: 160, height: 128 }, sure: 'file' });
  });
});

describe('a file that cannot be used is refused with its reason', () => {
  const good = EXPORTS['YOLOv8 or YOLO11']();
  const mask = () => {
    const outputs = [
      { name: 'output0', type: 'float32', dims: [1, 2, 3] },
      { name: 'output1', type: 'float32', dims: [1, 3, 64, 64] },
    ] as const;
    return onnxModel({
      inputs: [{ name: 'images', type: 'float32', dims: [1, 3, 64, 64] }],
      outputs,
      nodes: [
        { op: 'Relu', inputs: ['images'], outputs: ['output1'] },
        { op: 'Add', inputs: ['table', 'table'], outputs: ['output0'] },
      ],
      constants: [floats('table', [1, 2, 3], [0, 0, 0, 0, 0, 0])],
    });
  };
  it.each([
    ['weights of PyTorch', new TextEncoder().encode('PK\u0003\u0004 archive/data.pkl'), 'import-not-onnx', /PyTorch/],
    ['a text', new TextEncoder().encode('this is a text and no model'), 'import-not-onnx', /not ONNX/],
    ['nothing', new Uint8Array(0), 'import-not-onnx', /not ONNX/],
    ['half a file', good.subarray(0, good.length >> 1), 'import-cut-off', /ends too early/],
    ['masks, by its own word', withMetadata(good, { task: 'segment' }), 'import-wrong-task', /segments/],
    ['a classifier, by its own word', withMetadata(good, { task: 'classify' }), 'import-wrong-task', /classifies/],
    ['poses, by its own word', withMetadata(good, { task: 'pose' }), 'import-wrong-task', /poses/],
    ['masks, by its outputs', mask(), 'import-wrong-task', /masks/],
    ['an operator of another runtime', oneOperator('YoloLayer_TRT'), 'import-operator', /YoloLayer_TRT/],
    ['an ONNX of years to come', oneOperator('Relu', 99), 'import-too-new', /opset 99/],
    ['pictures in and pictures out', oneOperator('Relu'), 'import-layout', /output 1×3×64×64/],
    ['no input that takes a picture', noPicture(), 'model-input', /no single image input/],
    ['eight pictures at a time', eightAtOnce(), 'import-batch', /exactly 8/],
    ['class scores without their last step', tableModel(columnsOf(logitRows()), 1, INPUT_SIDE), 'import-layout', /./],
  ])('%s', async (_what, bytes, code, words) => {
    const found = await inspectModel(bytes, null, 1);
    expect(found).toMatchObject({ ok: false, failure: { code, message: expect.stringMatching(words) } });
    if (!found.ok) expect(found.failure.hint.length).toBeGreaterThan(10);
  });
});

const logitRows = () => Array.from({ length: 525 }, () => [40, 40, 20, 20, -6.5, 2.5]);
const noPicture = () =>
  onnxModel({
    inputs: [{ name: 'tokens', type: 'int64', dims: [1, 128] }],
    outputs: [{ name: 'output', type: 'int64', dims: [1, 128] }],
    nodes: [{ op: 'Identity', inputs: ['tokens'], outputs: ['output'] }],
    constants: [],
  });
const eightAtOnce = () =>
  tableModel(
    Array.from({ length: 300 }, () => [0, 0, 0, 0, 0, 0]),
    8,
    INPUT_SIDE,
  );

/** A column for each cell of a grid of 8, 16 and 32, whatever the size: three poolings, laid side by side. */
function openSizeModel(): Uint8Array {
  const level = (stride: number) => ({
    nodes: [
      {
        op: 'Conv',
        inputs: ['images', `w${stride}`, `b${stride}`],
        outputs: [`c${stride}`],
        attributes: { kernel_shape: [stride, stride], strides: [stride, stride] },
      },
      { op: 'Reshape', inputs: [`c${stride}`, 'flat'], outputs: [`f${stride}`] },
    ],
    constants: [
      floats(`w${stride}`, [7, 3, stride, stride], new Float32Array(7 * 3 * stride * stride)),
      floats(`b${stride}`, [7], [40, 40, 20, 20, 0.1, 0.2, 0.1]),
    ],
  });
  const levels = [8, 16, 32].map(level);
  return onnxModel({
    inputs: [{ name: 'images', type: 'float32', dims: ['batch', 3, 'height', 'width'] }],
    outputs: [{ name: 'output0', type: 'float32', dims: ['batch', 7, 'anchors'] }],
    nodes: [
      ...levels.flatMap(({ nodes }) => nodes),
      { op: 'Concat', inputs: ['f8', 'f16', 'f32'], outputs: ['output0'], attributes: { axis: 2 } },
    ],
    constants: [
      ...levels.flatMap(({ constants }) => constants),
      { name: 'flat', dims: [3], data: BigInt64Array.from([0n, 7n, -1n]) },
    ],
  });
}

it('a model that really computes is recognised like one that does not', async () => {
  // Cells of one stride only: no detector of these families has such a grid.
  expect(await inspectModel(convolutionModel(3), null, 1)).toMatchObject({
    ok: false,
    failure: { code: 'import-layout' },
  });
});

const NANO = new URL('../../../../shared/testdata/yolox_nano.onnx', import.meta.url);
it.skipIf(!existsSync(NANO))('YOLOX-nano of its authors is recognised', async () => {
  const found = await recognised(readFileSync(NANO));
  expect(found).toMatchObject({
    family: { value: 'yolox', sure: 'seen' },
    size: { value: { width: 416, height: 416 }, sure: 'file' },
    channelOrder: { value: 'bgr', sure: 'usual' },
    classes: { value: COCO_CLASS_NAMES, sure: 'usual' },
  });
});

it.each(['stopgap-448x256', 'stopgap-640x352'])('%s, which ships, is recognised for what it is', async (name) => {
  const found = await recognised(readFileSync(new URL(`../../../models/${name}/model.onnx`, import.meta.url)));
  expect(found).toMatchObject({ family: { value: 'decoded', sure: 'seen' }, resize: { value: null, sure: 'unknown' } });
});
