import { addCandidate } from '../../../domain/detection/candidates.ts';
import { imageRows, isGrid, singleTable } from './family.ts';
import type { DecodeJob, Family } from './family.ts';

/** Columns instead of rows: all centre x, all centre y, all widths, all heights, then all scores of each class. */
export const yolov8: Family = {
  name: 'yolov8',
  wording: 'YOLOv8 or YOLO11: a column of centre, size and class scores per cell',
  classCount(shape) {
    const table = singleTable(shape);
    return table !== null && table.rows > 4 ? table.rows - 4 : null;
  },
  looksLike(shape) {
    const table = singleTable(shape);
    return table !== null && table.rows > 4 && isGrid(shape.input, table.columns);
  },
  decode,
};

function decode({ outputs, image, codes, floor, into }: DecodeJob): void {
  const table = imageRows(outputs[0], image);
  const cells = outputs[0]?.dims[2] ?? 0;
  const score = table.slice(4 * cells, 5 * cells);
  const kind = new Uint16Array(cells);
  for (let c = 1; c < codes.length; c += 1) {
    const start = (4 + c) * cells;
    for (let i = 0; i < cells; i += 1) {
      const value = table[start + i] as number;
      if (value > (score[i] as number)) {
        score[i] = value;
        kind[i] = c;
      }
    }
  }
  for (let i = 0; i < cells; i += 1) {
    const code = codes[kind[i] as number] as number;
    if (code < 0 || !((score[i] as number) >= floor)) continue;
    const x = table[i] as number;
    const y = table[cells + i] as number;
    const halfWidth = (table[2 * cells + i] as number) / 2;
    const halfHeight = (table[3 * cells + i] as number) / 2;
    addCandidate(into, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score[i] as number, code);
  }
}
