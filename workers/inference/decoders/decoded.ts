import { addCandidate } from '../../../domain/detection/candidates.ts';
import { imageRows, isGrid, singleTable, strongest } from './family.ts';
import type { DecodeJob, Family } from './family.ts';

/** Rows of x1, y1, x2, y2 (pixels of the input) and class scores: decoded in the graph, doubles still in it. */
export const decoded: Family = {
  name: 'decoded',
  wording: 'decoded boxes: rows of corners and class scores',
  classCount(shape) {
    const table = singleTable(shape);
    return table !== null && table.columns > 4 ? table.columns - 4 : null;
  },
  looksLike(shape) {
    const table = singleTable(shape);
    return table !== null && table.columns > 4 && isGrid(shape.input, table.rows);
  },
  decode,
};

function decode({ outputs, image, codes, floor, into }: DecodeJob): void {
  const rows = imageRows(outputs[0], image);
  const columns = 4 + codes.length;
  for (let at = 0; at + columns <= rows.length; at += columns) {
    const best = strongest(rows, at + 4, codes.length);
    const score = rows[at + 4 + best] as number;
    const code = codes[best] as number;
    if (code < 0 || !(score >= floor)) continue;
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
