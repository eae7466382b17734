import { asFloat, floats, longs, onnxModel } from '../../support/onnx-graph.ts';
import type { Graph, GraphNode, GraphTensor, GraphValue } from '../../support/onnx-graph.ts';

/** Models of every family that always see the same: their output is a constant, whatever the picture. */

export const SIDE = 64;
const IMAGES: GraphValue = { name: 'images', type: 'float32', dims: ['batch', 3, SIDE, SIDE] };

/** A constant table as an output of batch × rows × columns: the picture's mean, times nothing, gives it its batch. */
function constantOutput(name: string, rows: readonly (readonly number[])[]): Pick<Graph, 'nodes' | 'constants'> {
  const dims = [1, rows.length, rows[0]?.length ?? 0];
  return {
    constants: [floats(`${name}-table`, dims, rows.flat())],
    nodes: [{ op: 'Add', inputs: ['nothing', `${name}-table`], outputs: [name] }],
  };
}

/** `nothing`: zero for every image of the batch, as batch × 1 × 1. */
const NOTHING: Pick<Graph, 'nodes' | 'constants'> = {
  constants: [floats('zero', [], [0]), longs('flat', [0, 1, 1])],
  nodes: [
    { op: 'ReduceMean', inputs: ['images'], outputs: ['mean'], attributes: { axes: [1, 2, 3], keepdims: 1 } },
    { op: 'Mul', inputs: ['mean', 'zero'], outputs: ['zeroed'] },
    { op: 'Reshape', inputs: ['zeroed', 'flat'], outputs: ['nothing'] },
  ],
};

interface Part {
  readonly nodes: readonly GraphNode[];
  readonly constants: readonly GraphTensor[];
}
function join(inputs: readonly GraphValue[], outputs: readonly GraphValue[], parts: readonly Part[]): Uint8Array {
  return onnxModel({
    inputs,
    outputs,
    nodes: parts.flatMap(({ nodes }) => nodes),
    constants: parts.flatMap(({ constants }) => constants),
  });
}

/** One table: YOLO families, decoded, end-to-end and joined DETR. A number as `batch` makes a model for so many pictures. */
export function tableModel(
  rows: readonly (readonly number[])[],
  batch: number | string = 'batch',
  side = SIDE,
): Uint8Array {
  const images = { ...IMAGES, dims: [batch, 3, side, side] };
  const output: GraphValue = { name: 'output', type: 'float32', dims: [batch, rows.length, rows[0]?.length ?? 0] };
  return join([images], [output], [NOTHING, constantOutput('output', rows)]);
}

/** RT-DETR and D-FINE as their authors export them: boxes come in pixels of the size that was given. */
export function sizedModel(
  boxes: readonly (readonly number[])[],
  scores: readonly number[],
  labels: readonly number[],
) {
  const queries = boxes.length;
  const sizes: GraphValue = { name: 'orig_target_sizes', type: 'int64', dims: ['batch', 2] };
  const outputs: GraphValue[] = [
    { name: 'labels', type: 'int64', dims: ['batch', queries] },
    { name: 'boxes', type: 'float32', dims: ['batch', queries, 4] },
    { name: 'scores', type: 'float32', dims: ['batch', queries] },
  ];
  const sized: Part = {
    constants: [floats('unit-boxes', [1, queries, 4], boxes.flat()), longs('row', [0, 1, 4])],
    nodes: [
      { op: 'Cast', inputs: ['orig_target_sizes'], outputs: ['float-sizes'], attributes: { to: 1 } },
      { op: 'Concat', inputs: ['float-sizes', 'float-sizes'], outputs: ['twice'], attributes: { axis: 1 } },
      { op: 'Reshape', inputs: ['twice', 'row'], outputs: ['scale'] },
      { op: 'Mul', inputs: ['unit-boxes', 'scale'], outputs: ['boxes'] },
    ],
  };
  const lists: Part = {
    constants: [
      floats('score-list', [1, queries], scores),
      floats('label-list', [1, queries], labels),
      longs('column', [0, 1]),
    ],
    nodes: [
      { op: 'Reshape', inputs: ['zeroed', 'column'], outputs: ['nothing-2'] },
      { op: 'Add', inputs: ['nothing-2', 'score-list'], outputs: ['scores'] },
      { op: 'Add', inputs: ['nothing-2', 'label-list'], outputs: ['float-labels'] },
      { op: 'Cast', inputs: ['float-labels'], outputs: ['labels'], attributes: { to: 7 } },
    ],
  };
  return join([IMAGES, sizes], outputs, [NOTHING, sized, lists]);
}

/** DETR-like models as a common library exports them: class logits beside boxes in 0..1. */
export function logitsModel(logits: readonly (readonly number[])[], boxes: readonly (readonly number[])[]): Uint8Array {
  const outputs: GraphValue[] = [
    { name: 'logits', type: 'float32', dims: ['batch', logits.length, logits[0]?.length ?? 0] },
    { name: 'pred_boxes', type: 'float32', dims: ['batch', boxes.length, 4] },
  ];
  return join([IMAGES], outputs, [NOTHING, constantOutput('logits', logits), constantOutput('pred_boxes', boxes)]);
}

/**
 * A model that really computes: a convolution over blocks of eight pixels with weights that look random, laid out as
 * YOLOv8. What it gives depends on every pixel, so a picture that leaked into its neighbour would show.
 */
export function convolutionModel(classes: number): Uint8Array {
  const channels = 4 + classes;
  const weights = Array.from({ length: channels * 3 * 64 }, (_, i) => Math.sin(i * 12.9898) * 0.02);
  const bias = [24, 24, 20, 20, ...Array.from({ length: classes }, () => -0.5)];
  const cells = (SIDE / 8) ** 2;
  const scale = [1, 1, 1, 1, ...Array.from({ length: classes }, () => 0)];
  const part: Part = {
    constants: [
      floats('w', [channels, 3, 8, 8], weights),
      floats('b', [channels], bias),
      longs('table', [0, channels, cells]),
      floats('as-box', [1, channels, 1], scale),
      floats(
        'as-score',
        [1, channels, 1],
        scale.map((value) => 1 - value),
      ),
    ],
    nodes: [
      {
        op: 'Conv',
        inputs: ['images', 'w', 'b'],
        outputs: ['c'],
        attributes: { kernel_shape: [8, 8], strides: [8, 8] },
      },
      { op: 'Reshape', inputs: ['c', 'table'], outputs: ['t'] },
      { op: 'Sigmoid', inputs: ['t'], outputs: ['s'] },
      { op: 'LeakyRelu', inputs: ['t'], outputs: ['r'], attributes: { alpha: asFloat(1) } },
      { op: 'Mul', inputs: ['r', 'as-box'], outputs: ['boxes'] },
      { op: 'Mul', inputs: ['s', 'as-score'], outputs: ['scores'] },
      { op: 'Add', inputs: ['boxes', 'scores'], outputs: ['output'] },
    ],
  };
  return join([IMAGES], [{ name: 'output', type: 'float32', dims: ['batch', channels, cells] }], [part]);
}
