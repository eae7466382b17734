import type { InputPlan } from '../../domain/detection/letterbox.ts';
import { axisTable, blendRows } from './resample.ts';
import type { AxisTable } from './resample.ts';
import type { ColourTargets, Painter } from './colour-targets.ts';

/** Paints pictures of packed blue, green, red bytes. */
export function createBgrPainter(plan: InputPlan, colours: ColourTargets): Painter {
  const { width, height } = plan.picture;
  const start = plan.padY * plan.input.width + plan.padX;
  if (plan.contentWidth === width && plan.contentHeight === height) {
    return (pixels, into, base) => paintStraight(plan, colours, pixels, into, base + start);
  }
  const job = {
    across: axisTable(width, plan.contentWidth),
    down: axisTable(height, plan.contentHeight),
    row: new Float32Array(width * 3),
  };
  return (pixels, into, base) => paintResampled(plan, job, colours, pixels, into, base + start);
}

function paintStraight(
  plan: InputPlan,
  { red, green, blue }: ColourTargets,
  pixels: Uint8Array,
  into: Float32Array,
  at: number,
): void {
  const { width, height } = plan.picture;
  const { gain: gainR, offset: offsetR } = red;
  const { gain: gainG, offset: offsetG } = green;
  const { gain: gainB, offset: offsetB } = blue;
  let from = 0;
  for (let y = 0; y < height; y += 1) {
    const row = at + y * plan.input.width;
    const b = row + blue.plane;
    const g = row + green.plane;
    const r = row + red.plane;
    for (let x = 0; x < width; x += 1, from += 3) {
      into[b + x] = (pixels[from] as number) * gainB + offsetB;
      into[g + x] = (pixels[from + 1] as number) * gainG + offsetG;
      into[r + x] = (pixels[from + 2] as number) * gainR + offsetR;
    }
  }
}

interface ResampleJob {
  readonly across: AxisTable;
  readonly down: AxisTable;
  /** One row of the picture, blended from two. */
  readonly row: Float32Array;
}

function paintResampled(
  plan: InputPlan,
  job: ResampleJob,
  colours: ColourTargets,
  pixels: Uint8Array,
  into: Float32Array,
  at: number,
): void {
  const bytes = plan.picture.width * 3;
  const { first, second, weight } = job.down;
  for (let y = 0; y < first.length; y += 1) {
    const top = (first[y] as number) * bytes;
    const bottom = (second[y] as number) * bytes;
    blendRows(pixels, top, bottom, weight[y] as number, bytes, job.row);
    paintBlendedRow(job, colours, into, at + y * plan.input.width);
  }
}

function paintBlendedRow(job: ResampleJob, { red, green, blue }: ColourTargets, into: Float32Array, at: number): void {
  const { first, second, weight } = job.across;
  const { row } = job;
  const { gain: gainR, offset: offsetR, plane: planeR } = red;
  const { gain: gainG, offset: offsetG, plane: planeG } = green;
  const { gain: gainB, offset: offsetB, plane: planeB } = blue;
  for (let x = 0; x < first.length; x += 1) {
    const p = (first[x] as number) * 3;
    const q = (second[x] as number) * 3;
    const w = weight[x] as number;
    const v = 1 - w;
    into[at + planeB + x] = ((row[p] as number) * v + (row[q] as number) * w) * gainB + offsetB;
    into[at + planeG + x] = ((row[p + 1] as number) * v + (row[q + 1] as number) * w) * gainG + offsetG;
    into[at + planeR + x] = ((row[p + 2] as number) * v + (row[q + 2] as number) * w) * gainR + offsetR;
  }
}
