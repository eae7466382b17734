import { addCandidate } from '../../../domain/detection/candidates.ts';
import { imageRows, isGrid, singleTable, stridesOf, strongest } from './family.ts';
import type { DecodeJob, Family } from './family.ts';

/**
 * Rows per grid cell, finest stride first, row by row: offset of the centre in cells, logarithm of the size in cells,
 * objectness, class scores (both already through the sigmoid).
 */
export const yolox: Family = {
  name: 'yolox',
  wording: 'YOLOX: a row per grid cell with offset, log size, objectness and class scores',
  classCount(shape) {
    const table = singleTable(shape);
    return table !== null && table.columns > 5 && isGrid(shape.input, table.rows) ? table.columns - 5 : null;
  },
  looksLike(shape) {
    return this.classCount(shape) !== null;
  },
  decode,
};

function decode(job: DecodeJob): void {
  const rows = imageRows(job.outputs[0], job.image);
  const columns = 5 + job.codes.length;
  let at = 0;
  for (const stride of stridesOf(job.input, job.outputs[0]?.dims[1] ?? 0) ?? []) {
    const across = Math.ceil(job.input.width / stride);
    const down = Math.ceil(job.input.height / stride);
    for (let y = 0; y < down; y += 1) {
      for (let x = 0; x < across && at + columns <= rows.length; x += 1, at += columns) {
        readCell(job, rows, at, x, y, stride);
      }
    }
  }
}

function readCell(job: DecodeJob, rows: Float32Array, at: number, x: number, y: number, stride: number): void {
  const objectness = rows[at + 4] as number;
  if (!(objectness >= job.floor)) return;
  const best = strongest(rows, at + 5, job.codes.length);
  const score = objectness * (rows[at + 5 + best] as number);
  const code = job.codes[best] as number;
  if (code < 0 || !(score >= job.floor)) return;
  const centreX = ((rows[at] as number) + x) * stride;
  const centreY = ((rows[at + 1] as number) + y) * stride;
  const halfWidth = (Math.exp(rows[at + 2] as number) * stride) / 2;
  const halfHeight = (Math.exp(rows[at + 3] as number) * stride) / 2;
  addCandidate(
    job.into,
    centreX - halfWidth,
    centreY - halfHeight,
    centreX + halfWidth,
    centreY + halfHeight,
    score,
    code,
  );
}
