import { imageRows, singleTable } from './family.ts';
import { addUnitBox } from './unit-box.ts';
import type { DecodeJob, Family } from './family.ts';

/** Rows of centre x, centre y, width, height (0..1 of the input), score, class number: newer RT-DETR exports of Ultralytics. */
export const detrList: Family = {
  name: 'detr-list',
  wording: 'RT-DETR as a list: rows of centre and size in 0..1, score and class number',
  classCount(shape) {
    return singleTable(shape)?.columns === 6 ? 'ids' : null;
  },
  // Its shape is that of an end-to-end YOLO: only a description, or what the model gives, tells the two apart.
  looksLike: () => false,
  decode,
};

function decode({ outputs, image, input, codes, floor, into }: DecodeJob): void {
  const rows = imageRows(outputs[0], image);
  for (let at = 0; at + 6 <= rows.length; at += 6) {
    const score = rows[at + 4] as number;
    const code = codes[Math.round(rows[at + 5] as number)] ?? -1;
    if (code < 0 || !(score >= floor)) continue;
    addUnitBox(into, rows, at, input, score, code);
  }
}
