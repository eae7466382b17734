import { addCandidate } from '../../../domain/detection/candidates.ts';
import { imageRows, isGrid, singleTable, strongest } from './family.ts';
import type { DecodeJob, Family, ModelShape } from './family.ts';

/** Rows of centre x, centre y, width, height (pixels of the input), objectness, class scores, all of them ready to use. */
export const yolov5: Family = {
  name: 'yolov5',
  wording: 'YOLOv5: rows of centre, size, objectness and class scores',
  classCount(shape: ModelShape) {
    const table = singleTable(shape);
    return table !== null && table.columns > 5 ? table.columns - 5 : null;
  },
  looksLike(shape) {
    const table = singleTable(shape);
    return table !== null && table.columns > 5 && isGrid(shape.input, table.rows, 3);
  },
  decode,
};

function decode({ outputs, image, codes, floor, into }: DecodeJob): void {
  const rows = imageRows(outputs[0], image);
  const columns = 5 + codes.length;
  for (let at = 0; at + columns <= rows.length; at += columns) {
    const objectness = rows[at + 4] as number;
    if (!(objectness >= floor)) continue;
    const best = strongest(rows, at + 5, codes.length);
    const score = objectness * (rows[at + 5 + best] as number);
    const code = codes[best] as number;
    if (code < 0 || !(score >= floor)) continue;
    const x = rows[at] as number;
    const y = rows[at + 1] as number;
    const halfWidth = (rows[at + 2] as number) / 2;
    const halfHeight = (rows[at + 3] as number) / 2;
    addCandidate(into, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score, code);
  }
}
