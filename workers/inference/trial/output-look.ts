import type { FamilyName } from '../../../domain/detection/families.ts';
import type { Size } from '../../../domain/detection/letterbox.ts';
import { imageRows, stridesOf } from '../decoders/family.ts';
import type { OutputTensor } from '../decoders/family.ts';

/** Whether the numbers that a model gave can be what a family writes: shapes alone leave several readings open. */
export type Verdict = 'fits' | 'open' | 'cannot';

/** Judges one reading of a table by its numbers. Layouts with more than one output are told by their names and shapes. */
export function judgeOutput(family: FamilyName, outputs: readonly OutputTensor[], input: Size): Verdict {
  const [output] = outputs;
  if (output === undefined || output.dims.length !== 3 || outputs.length > 1) return 'open';
  const table: Table = { values: imageRows(output, 0), rows: output.dims[1] ?? 0, columns: output.dims[2] ?? 0 };
  switch (family) {
    case 'yolov8':
      return scoresVerdict(column(table), input);
    case 'yolov5':
      return worst(
        scoresFrom(table, 4),
        stridesOf(input, table.rows) === null ? 'fits' : gridBoxes(table, input, 'centre'),
      );
    case 'yolox':
      return worst(scoresFrom(table, 4), gridVerdict(table, input, cellOffset));
    case 'decoded':
      return worst(scoresFrom(table, 4), worst(ordered(table), gridBoxes(table, input, 'corners')));
    case 'end2end':
      return worst(listed(table), worst(ordered(table), reaches(table, input)));
    case 'detr-list':
      return worst(listed(table), unitBoxes(table));
    case 'detr':
      return worst(scoresFrom(table, 4), unitBoxes(table));
  }
}

interface Table {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

const at = ({ values, columns }: Table, row: number, columnIndex: number): number =>
  values[row * columns + columnIndex] ?? Number.NaN;

function worst(a: Verdict, b: Verdict): Verdict {
  if (a === 'cannot' || b === 'cannot') return 'cannot';
  return a === 'fits' && b === 'fits' ? 'fits' : 'open';
}

/** Rounding may leave a score a hair beyond its bounds. */
const HAIR = 1e-3;
const isScore = (value: number): boolean => value >= -HAIR && value <= 1 + HAIR;

function every(count: number, holds: (index: number) => boolean): boolean {
  for (let index = 0; index < count; index += 1) if (!holds(index)) return false;
  return true;
}

function scoresFrom(table: Table, first: number): Verdict {
  const fine = every(table.rows, (row) =>
    every(table.columns - first, (offset) => isScore(at(table, row, first + offset))),
  );
  return fine ? 'fits' : 'cannot';
}

/** The same table turned around: columns of cells instead of rows. */
function column({ values, rows, columns }: Table) {
  return { scores: values.subarray(4 * columns), boxes: values.subarray(0, 4 * columns), rows, columns };
}

function scoresVerdict({ scores, boxes }: ReturnType<typeof column>, input: Size): Verdict {
  if (!scores.every(isScore)) return 'cannot';
  const side = Math.max(input.width, input.height);
  return boxes.every((value) => value >= -side && value <= 2 * side) ? 'fits' : 'cannot';
}

/** Rows that list what was found: score in the fifth column, a whole class number in the sixth. */
function listed(table: Table): Verdict {
  const fine = every(table.rows, (row) => {
    const kind = at(table, row, 5);
    return isScore(at(table, row, 4)) && kind >= 0 && Number.isInteger(kind);
  });
  return table.columns === 6 && fine ? 'fits' : 'cannot';
}

/** Corners come in their order; rows that were never filled are all zero. */
function ordered(table: Table): Verdict {
  const fine = every(
    table.rows,
    (row) => at(table, row, 2) >= at(table, row, 0) - HAIR && at(table, row, 3) >= at(table, row, 1) - HAIR,
  );
  return fine ? 'fits' : 'cannot';
}

/** Pixels reach farther than 0..1 does. Where all boxes are tiny nobody can tell. */
function reaches(table: Table, { width, height }: Size): Verdict {
  let greatest = 0;
  for (let row = 0; row < table.rows; row += 1)
    for (let index = 0; index < 4; index += 1) greatest = Math.max(greatest, Math.abs(at(table, row, index)));
  if (greatest > 3 * Math.max(width, height)) return 'cannot';
  return greatest > 2 ? 'fits' : 'open';
}

function unitBoxes(table: Table): Verdict {
  let greatest = 0;
  for (let row = 0; row < table.rows; row += 1)
    for (let index = 0; index < 4; index += 1) {
      const value = at(table, row, index);
      if (!(value >= -0.5 && value <= 1.5)) return 'cannot';
      greatest = Math.max(greatest, value);
    }
  return greatest > 0 ? 'fits' : 'open';
}

type CentreInCell = (table: Table, row: number, x: number, y: number, stride: number) => readonly [number, number];

/** How far a row's centre lies from its cell, in cells, if its numbers are pixels of a centre, … */
const pixelCentre: CentreInCell = (table, row, x, y, stride) => [
  at(table, row, 0) / stride - x,
  at(table, row, 1) / stride - y,
];
/** … pixels of two corners, … */
const cornerCentre: CentreInCell = (table, row, x, y, stride) => [
  (at(table, row, 0) + at(table, row, 2)) / 2 / stride - x,
  (at(table, row, 1) + at(table, row, 3)) / 2 / stride - y,
];
/** … or the offset itself. */
const cellOffset: CentreInCell = (table, row) => [at(table, row, 0), at(table, row, 1)];

/** Detectors with a grid look near each cell: further than this from it lie only few centres. */
const NEAR_CELLS = 5;
const MOST = 0.9;
/** So few cells lie this near to each other that every reading would do. */
const FEWEST_CELLS = 12;

/** Centre and size, or two corners: the reading whose centres lie nearer to their cells is the one. */
function gridBoxes(table: Table, input: Size, reading: 'centre' | 'corners'): Verdict {
  const centres = gridDistance(table, input, pixelCentre).mean;
  const corners = gridDistance(table, input, cornerCentre).mean;
  if (reading === 'centre') return corners <= centres ? 'cannot' : gridVerdict(table, input, pixelCentre);
  return centres < corners ? 'cannot' : gridVerdict(table, input, cornerCentre);
}

function gridVerdict(table: Table, input: Size, centreOf: CentreInCell): Verdict {
  const strides = stridesOf(input, table.rows);
  if (strides === null || gridDistance(table, input, centreOf).near < MOST * table.rows) return 'cannot';
  return Math.max(input.width, input.height) / (strides[0] ?? 1) >= FEWEST_CELLS ? 'fits' : 'open';
}

/** How many rows have their centre near their cell, and how far they are from it on average, in cells. */
function gridDistance(table: Table, input: Size, centreOf: CentreInCell): { near: number; mean: number } {
  let row = 0;
  let near = 0;
  let sum = 0;
  for (const stride of stridesOf(input, table.rows) ?? []) {
    const across = Math.ceil(input.width / stride);
    const down = Math.ceil(input.height / stride);
    for (let y = 0; y < down; y += 1)
      for (let x = 0; x < across; x += 1, row += 1) {
        const [dx, dy] = centreOf(table, row, x, y, stride);
        if (Math.abs(dx) <= NEAR_CELLS && Math.abs(dy) <= NEAR_CELLS) near += 1;
        sum += Math.abs(dx) + Math.abs(dy);
      }
  }
  return { near, mean: sum / Math.max(1, row) };
}
