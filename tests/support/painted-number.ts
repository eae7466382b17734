import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { floats, type GraphNode, type GraphTensor, longs, onnxModel } from './onnx-graph.ts';

/** A picture that says its own number in white cells, and a real model that reads it back as boxes. */
export const BITS = 12;
export const WIDTH = 640;
export const HEIGHT = 360;
const CELL = { width: 26, height: 40 };
const TOP = 160;
/** Boxes lie this far around their cell, on black: a stroke there can only come from the overlay. */
const MARGIN = 9;

const left = (bit: number): number => 24 + bit * 50;

/** The middle of a bit's cell, as shares of the picture. */
export function cellCentre(bit: number): { x: number; y: number } {
  return { x: (left(bit) + CELL.width / 2) / WIDTH, y: (TOP + CELL.height / 2) / HEIGHT };
}

/** The middle of the lower edge of a bit's box, as shares of the picture: far from labels, which stand above. */
export function boxEdge(bit: number): { x: number; y: number } {
  return { x: (left(bit) + CELL.width / 2) / WIDTH, y: (TOP + CELL.height + MARGIN) / HEIGHT };
}

/** The source: its frame number in binary, lowest bit on the left. */
export function paintedGraph(rate: number): string {
  const cells = Array.from({ length: BITS }, (_, bit) => {
    const shown = `gte(mod(n,${2 ** (bit + 1)}),${2 ** bit})`;
    return `drawbox=x=${left(bit)}:y=${TOP}:w=${CELL.width}:h=${CELL.height}:color=white:t=fill:enable='${shown}'`;
  });
  return [`color=color=black:size=${WIDTH}x${HEIGHT}:rate=${rate}`, ...cells].join(',');
}

/** Puts the model that reads the cells into a models folder: its score for a bit is how white the cell is. */
export function writeReadingModel(modelsFolder: string): string {
  const id = 'number-reader';
  const folder = path.join(modelsFolder, id);
  mkdirSync(folder, { recursive: true });
  const bytes = readingModel();
  writeFileSync(path.join(folder, 'model.onnx'), bytes);
  const manifest = {
    id,
    title: 'Reads a painted number',
    family: 'decoded',
    file: 'model.onnx',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    licence: 'MIT',
    input: { width: WIDTH, height: HEIGHT, channelOrder: 'bgr', scale: '1/255', resize: 'stretch' },
    classes: ['car'],
    defaultThreshold: 0.5,
    nms: null,
  };
  writeFileSync(path.join(folder, 'model.json'), JSON.stringify(manifest));
  return id;
}

function readingModel(): Uint8Array {
  const nodes: GraphNode[] = [];
  const constants: GraphTensor[] = [longs('one-by-one', [1, 1, 1])];
  const boxes: number[] = [];
  for (let bit = 0; bit < BITS; bit += 1) {
    const x = left(bit);
    constants.push(
      longs(`from${bit}`, [0, TOP + 8, x + 6]),
      longs(`to${bit}`, [1, TOP + CELL.height - 8, x + CELL.width - 6]),
    );
    nodes.push(
      { op: 'Slice', inputs: ['images', `from${bit}`, `to${bit}`, 'slice-axes'], outputs: [`cell${bit}`] },
      {
        op: 'ReduceMean',
        inputs: [`cell${bit}`],
        outputs: [`mean${bit}`],
        attributes: { axes: [1, 2, 3], keepdims: 1 },
      },
      { op: 'Reshape', inputs: [`mean${bit}`, 'one-by-one'], outputs: [`score${bit}`] },
    );
    boxes.push(x - MARGIN, TOP - MARGIN, x + CELL.width + MARGIN, TOP + CELL.height + MARGIN);
  }
  constants.push(longs('slice-axes', [1, 2, 3]), floats('boxes', [1, BITS, 4], boxes));
  const scores = Array.from({ length: BITS }, (_, bit) => `score${bit}`);
  nodes.push(
    { op: 'Concat', inputs: scores, outputs: ['scores'], attributes: { axis: 1 } },
    { op: 'Concat', inputs: ['boxes', 'scores'], outputs: ['dets'], attributes: { axis: 2 } },
  );
  return onnxModel({
    inputs: [{ name: 'images', type: 'float32', dims: [1, 3, HEIGHT, WIDTH] }],
    outputs: [{ name: 'dets', type: 'float32', dims: [1, BITS, 5] }],
    nodes,
    constants,
  });
}
