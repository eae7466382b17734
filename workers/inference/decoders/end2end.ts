import { addCandidate } from '../../../domain/detection/candidates.ts';
import { imageRows, isGrid, singleTable } from './family.ts';
import type { DecodeJob, Family } from './family.ts';

/** Rows of x1, y1, x2, y2 (pixels of the input), score, class number; doubles are already removed. */
export const end2end: Family = {
  name: 'end2end',
  wording: 'end-to-end as YOLOv10 and YOLO26: rows of corners, score and class number',
  classCount(shape) {
    return singleTable(shape)?.columns === 6 ? 'ids' : null;
  },
  looksLike(shape) {
    const table = singleTable(shape);
    if (table?.columns !== 6 || table.rows > 1000) return false;
    return !isGrid(shape.input, table.rows) && !isGrid(shape.input, table.rows, 3);
  },
  decode,
};

function decode({ outputs, image, codes, floor, into }: DecodeJob): void {
  const rows = imageRows(outputs[0], image);
  for (let at = 0; at + 6 <= rows.length; at += 6) {
    const score = rows[at + 4] as number;
    if (!(score >= floor)) continue;
    const code = codes[Math.round(rows[at + 5] as number)] ?? -1;
    if (code < 0) continue;
    addCandidate(
      into,
      rows[at] as number,
      rows[at + 1] as number,
      rows[at + 2] as number,
      rows[at + 3] as number,
      score,
      code,
    );
  }
}
