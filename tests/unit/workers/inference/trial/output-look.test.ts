import { describe, expect, it } from 'vitest';
import type { FamilyName } from '../../../../../domain/detection/families.ts';
import { judgeOutput } from '../../../../../workers/inference/trial/output-look.ts';

const INPUT = { width: 160, height: 160 };
/** 20 × 20, 10 × 10 and 5 × 5 cells. */
const CELLS = [8, 16, 32].flatMap((stride) =>
  Array.from({ length: (160 / stride) ** 2 }, (_, cell) => ({
    stride,
    x: cell % (160 / stride),
    y: Math.floor(cell / (160 / stride)),
  })),
);

function table(rows: readonly (readonly number[])[]) {
  const dims = [1, rows.length, rows[0]?.length ?? 0];
  return [{ name: 'output', dims, data: Float32Array.from(rows.flat()) }];
}
/** Which of these readings of a table its numbers leave possible. */
function possible(rows: readonly (readonly number[])[], among: readonly FamilyName[]) {
  return among.filter((family) => judgeOutput(family, table(rows), INPUT) !== 'cannot');
}

describe('rows of a grid are told apart by their numbers', () => {
  const GRID: readonly FamilyName[] = ['yolox', 'yolov5', 'decoded'];

  it('offsets in cells and logarithms of sizes are YOLOX', () => {
    expect(
      possible(
        CELLS.map(() => [0.4, 0.6, -0.3, 1.2, 0.01, 0.9, 0.1]),
        GRID,
      ),
    ).toEqual(['yolox']);
  });

  it('centres in pixels with objectness are YOLOX decoded in the graph, written as YOLOv5 does', () => {
    const rows = CELLS.map(({ stride, x, y }) => [(x + 0.5) * stride, (y + 0.5) * stride, 90, 70, 0.2, 0.9, 0.1]);
    expect(possible(rows, GRID)).toEqual(['yolov5']);
  });

  it('corners in pixels are boxes decoded in the graph', () => {
    const rows = CELLS.map(({ stride, x, y }) => [
      (x + 0.5) * stride - 40,
      (y + 0.5) * stride - 30,
      (x + 0.5) * stride + 40,
      (y + 0.5) * stride + 30,
      0.2,
      0.9,
      0.1,
    ]);
    expect(possible(rows, GRID)).toEqual(['decoded']);
  });

  it('scores beyond 0..1 fit none: the export left its last step out', () => {
    expect(
      possible(
        CELLS.map(() => [0.4, 0.6, -0.3, 1.2, -4.2, 3.1, 0.1]),
        GRID,
      ),
    ).toEqual([]);
  });
});

describe('lists of what was found are told apart by their numbers', () => {
  const LISTS: readonly FamilyName[] = ['end2end', 'detr-list', 'detr'];

  it.each([
    ['corners in pixels, a score and a class number', [10, 20, 90, 70, 0.8, 3], ['end2end']],
    ['centre and size in 0..1, a score and a class number', [0.5, 0.5, 0.2, 0.1, 0.8, 3], ['detr-list']],
    ['centre and size in 0..1 and two scores', [0.5, 0.5, 0.2, 0.1, 0.8, 0.1], ['detr']],
    ['nothing found at all: it could be any', [0, 0, 0, 0, 0, 0], ['end2end', 'detr-list', 'detr']],
    ['numbers that are none of these', [0.5, 700, -20, 0.1, 9, 0.25], []],
  ])('%s', (_what, row, expected) => {
    expect(
      possible(
        Array.from({ length: 30 }, () => row),
        LISTS,
      ),
    ).toEqual(expected);
  });
});

it('a column of each cell has boxes in pixels and scores in 0..1', () => {
  const columns = (score: number) => [
    ...['x', 'y', 'w', 'h'].map(() => CELLS.map(({ stride }) => stride * 3)),
    CELLS.map(() => score),
  ];
  expect(judgeOutput('yolov8', table(columns(0.5)), INPUT)).toBe('fits');
  expect(judgeOutput('yolov8', table(columns(4)), INPUT)).toBe('cannot');
});
