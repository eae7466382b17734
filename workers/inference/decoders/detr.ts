import { addCandidate } from '../../../domain/detection/candidates.ts';
import { imageRows, isGrid, singleTable, strongest } from './family.ts';
import { addUnitBox } from './unit-box.ts';
import type { DecodeJob, Family, ModelShape, OutputTensor } from './family.ts';

/**
 * RT-DETR and D-FINE style, in the three forms in which they are exported:
 * sized: labels, boxes and scores, boxes in pixels of the size given as second input;
 * logits: boxes as centre and size in 0..1, and class logits;
 * joined: one table of centre and size in 0..1 and class scores.
 */
type Form = 'sized' | 'logits' | 'joined';

export const detr: Family = {
  name: 'detr',
  wording: 'RT-DETR or D-FINE style: queries with boxes and classes',
  classCount(shape) {
    const form = formOf(shape);
    if (form === null) return null;
    if (form === 'sized') return 'ids';
    if (form === 'joined') return (shape.outputs[0]?.dims[2] ?? 0) - 4;
    return logits(shape.outputs)?.dims[2] ?? null;
  },
  looksLike(shape) {
    const form = formOf(shape);
    if (form !== 'joined') return form !== null;
    const table = singleTable(shape);
    return (
      table !== null &&
      table.columns > 6 &&
      table.rows <= 1000 &&
      !isGrid(shape.input, table.rows) &&
      !isGrid(shape.input, table.rows, 3)
    );
  },
  decode(job) {
    const form = formOf({ input: job.input, sizeInput: job.outputs.length >= 3, outputs: job.outputs });
    if (form === 'sized') decodeSized(job);
    else if (form === 'logits') decodeLogits(job);
    else decodeJoined(job);
  },
};

type Named = Pick<OutputTensor, 'name' | 'dims'>;

function formOf(shape: ModelShape): Form | null {
  const { outputs } = shape;
  if (outputs.length >= 3)
    return shape.sizeInput && boxes(outputs) && scores(outputs) && labels(outputs) ? 'sized' : null;
  if (shape.sizeInput) return null;
  if (outputs.length === 2) return boxes(outputs) && logits(outputs) ? 'logits' : null;
  const table = singleTable(shape);
  return table !== null && table.columns > 4 && table.columns < table.rows ? 'joined' : null;
}

function boxes<T extends Named>(outputs: readonly T[]): T | undefined {
  return outputs.find(({ dims }) => dims.length === 3 && dims[2] === 4);
}

function logits<T extends Named>(outputs: readonly T[]): T | undefined {
  const rows = boxes(outputs)?.dims[1];
  return outputs.find((output) => output !== boxes(outputs) && output.dims.length === 3 && output.dims[1] === rows);
}

function scores<T extends Named>(outputs: readonly T[]): T | undefined {
  return outputs.find(({ name, dims }) => dims.length === 2 && /score/i.test(name));
}

function labels<T extends Named>(outputs: readonly T[]): T | undefined {
  return outputs.find(({ name, dims }) => dims.length === 2 && /label|class/i.test(name));
}

function decodeSized({ outputs, image, codes, floor, into }: DecodeJob): void {
  const corners = imageRows(boxes(outputs), image);
  const sure = imageRows(scores(outputs), image);
  const kinds = labels(outputs)?.data ?? new Int32Array(0);
  sure.forEach((score, row) => {
    const code = codes[Number(kinds[image * sure.length + row])] ?? -1;
    if (code < 0 || !(score >= floor)) return;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners.subarray(row * 4, row * 4 + 4);
    addCandidate(into, x1, y1, x2, y2, score, code);
  });
}

function decodeLogits(job: DecodeJob): void {
  const shapes = imageRows(boxes(job.outputs), job.image);
  const values = imageRows(logits(job.outputs), job.image);
  const columns = job.codes.length;
  for (let row = 0; row * columns < values.length; row += 1) {
    const best = strongest(values, row * columns, columns);
    const score = 1 / (1 + Math.exp(-(values[row * columns + best] as number)));
    addCentred(job, shapes, row * 4, best, score);
  }
}

function decodeJoined(job: DecodeJob): void {
  const rows = imageRows(job.outputs[0], job.image);
  const columns = 4 + job.codes.length;
  for (let at = 0; at + columns <= rows.length; at += columns) {
    const best = strongest(rows, at + 4, job.codes.length);
    addCentred(job, rows, at, best, rows[at + 4 + best] as number);
  }
}

/** Adds a box given as centre and size in 0..1 of the input, if its class is one of ours. */
function addCentred(job: DecodeJob, values: Float32Array, at: number, kind: number, score: number): void {
  const code = job.codes[kind] ?? -1;
  if (code < 0 || !(score >= job.floor)) return;
  addUnitBox(job.into, values, at, job.input, score, code);
}
