import { onnxModel, withMetadata } from '../../support/onnx-graph.ts';
import { columnsOf } from './import-tables.ts';
import { logitsModel, sizedModel, tableModel } from './family-graphs.ts';

/** Small models as the common exporters lay them out: real files, whose output is a constant. */

/** Large enough that one cell of the grid is far from the other. */
export const INPUT_SIDE = 160;
export const NAMES = ['car', 'bus', 'person'];
const PYTHON_NAMES = "{0: 'car', 1: 'bus', 2: 'person'}";

export interface Cell {
  readonly stride: number;
  readonly x: number;
  readonly y: number;
}
export const CELLS: readonly Cell[] = [8, 16, 32].flatMap((stride) => {
  const across = INPUT_SIDE / stride;
  return Array.from({ length: across * across }, (_, at) => ({ stride, x: at % across, y: Math.floor(at / across) }));
});
const centre = ({ stride, x, y }: Cell): readonly [number, number] => [(x + 0.5) * stride, (y + 0.5) * stride];
/** The first cell of the coarsest grid holds a bus of 48 × 32 around (16, 16). */
const BUS_CELL = CELLS.findIndex(({ stride }) => stride === 32);
const scores = (cell: number) => (cell === BUS_CELL ? [0.05, 0.9, 0.02] : [0.01, 0.01, 0.01]);

const ultralytics = (more: Readonly<Record<string, string>> = {}) => ({
  description: 'Ultralytics YOLO11n model trained on traffic.yaml',
  author: 'Ultralytics',
  version: '8.3.40',
  license: 'AGPL-3.0 License (https://ultralytics.com/license)',
  stride: '32',
  task: 'detect',
  batch: '1',
  imgsz: `[${INPUT_SIDE}, ${INPUT_SIDE}]`,
  names: PYTHON_NAMES,
  ...more,
});
const table = (rows: readonly (readonly number[])[]) => tableModel(rows, 1, INPUT_SIDE);
/** As sure of many things as detectors that list what they found are of few: one bus, and rows of noise. */
const listed = (bus: readonly number[]) => Array.from({ length: 40 }, (_, row) => (row === 0 ? bus : bus.map(() => 0)));

/** One model of each way of exporting; each sees the same bus of 48 × 32 around (16, 16) or (32, 32), and nothing else. */
export const EXPORTS = {
  'YOLOv8 or YOLO11': () =>
    withMetadata(
      table(columnsOf(CELLS.map((cell, at) => [...centre(cell), at === BUS_CELL ? 48 : 20, 32, ...scores(at)]))),
      ultralytics(),
    ),
  'YOLOv5, with its names and nothing else': () =>
    withMetadata(
      table(
        CELLS.flatMap((cell, at) =>
          [0, 1, 2].map((anchor) => {
            const bus = at === BUS_CELL && anchor === 0;
            return [
              ...centre(cell),
              bus ? 48 : 20,
              32,
              bus ? 0.95 : 0.02,
              ...(bus ? [0.05, 0.9, 0.02] : [0.3, 0.3, 0.3]),
            ];
          }),
        ),
      ),
      { stride: '32', names: PYTHON_NAMES },
    ),
  YOLOX: () =>
    table(
      CELLS.map((_, at) => {
        const bus = at === BUS_CELL;
        return [0.5, 0.5, Math.log(1.5), 0, bus ? 0.95 : 0.02, ...(bus ? [0.05, 0.9, 0.02] : [0.3, 0.3, 0.3])];
      }),
    ),
  'YOLOX, decoded in the graph': () =>
    table(
      CELLS.map((cell, at) => {
        const bus = at === BUS_CELL;
        return [...centre(cell), 48, 32, bus ? 0.95 : 0.02, ...(bus ? [0.05, 0.9, 0.02] : [0.3, 0.3, 0.3])];
      }),
    ),
  'YOLOv10 or YOLO26': () =>
    withMetadata(table(listed([-8, 0, 40, 32, 0.9, 1])), ultralytics({ description: 'Ultralytics YOLO26n model' })),
  'RT-DETR of Ultralytics': () =>
    withMetadata(
      table(
        Array.from({ length: 40 }, (_, row) =>
          row === 0 ? [0.1, 0.1, 0.3, 0.2, 0.05, 0.9, 0.02] : [0.5, 0.5, 0.1, 0.1, 0.01, 0.01, 0.01],
        ),
      ),
      ultralytics({ description: 'Ultralytics rtdetr-l model' }),
    ),
  'RT-DETR of Ultralytics, as a list': () =>
    withMetadata(
      table(listed([0.1, 0.1, 0.3, 0.2, 0.9, 1])),
      ultralytics({ description: 'Ultralytics rtdetr-l model', head: 'RTDETRDecoder' }),
    ),
} as const;

/** Layouts with several outputs come with a small input: their boxes say nothing of a grid. */
export const DETR_EXPORTS = {
  'RT-DETR or D-FINE of its authors': () =>
    sizedModel(
      [
        [0.125, 0.25, 0.625, 0.75],
        [0, 0, 0, 0],
      ],
      [0.9, 0],
      [1, 0],
    ),
  'RT-DETR or D-FINE of a common library': () =>
    logitsModel(
      [
        [-3, 2.2, -4],
        [-6, -6, -6],
      ],
      [
        [0.375, 0.5, 0.5, 0.5],
        [0.5, 0.5, 0.1, 0.1],
      ],
    ),
} as const;

const IMAGES = { name: 'images', type: 'float32', dims: [1, 3, 64, 64] } as const;

/** A model of one operator, for what is refused. */
export function oneOperator(op: string, opset?: number): Uint8Array {
  const outputs = [{ name: 'output', type: 'float32', dims: [1, 3, 64, 64] } as const];
  return onnxModel(
    { inputs: [IMAGES], outputs, nodes: [{ op, inputs: ['images'], outputs: ['output'] }], constants: [] },
    opset,
  );
}
