import type { InputPlan, Size } from '../../domain/detection/letterbox.ts';
import { axisTable, blendRows } from './resample.ts';
import type { AxisTable } from './resample.ts';
import type { ChannelTarget, ColourTargets, Painter } from './colour-targets.ts';

/** ITU-R BT.601, luma 16..235 and chroma 16..240: what ffmpeg gives as yuv420p unless told otherwise. */
const LUMA = 255 / 219;
const RED_OF_V = (255 / 224) * 1.402;
const BLUE_OF_U = (255 / 224) * 1.772;
const GREEN_OF_U = -(255 / 224) * 1.772 * (0.114 / 0.587);
const GREEN_OF_V = -(255 / 224) * 1.402 * (0.299 / 0.587);

/**
 * Paints planar luma and half-size chroma. A chroma sample stands for its two by two pixels; colours are blended as
 * luma and chroma, turned into red, green, blue and cut to 0..255 last, which costs half of doing it the other way.
 */
export function createYuvPainter(plan: InputPlan, colours: ColourTargets): Painter {
  const layout = yuvLayout(plan);
  const tables = cutTables(colours);
  if (plan.contentWidth === plan.picture.width && plan.contentHeight === plan.picture.height) {
    return (pixels, into, base) => paintStraight(layout, colours, tables, pixels, into, base);
  }
  const job = {
    across: axisTable(layout.width, plan.contentWidth),
    down: axisTable(layout.height, plan.contentHeight),
    y: new Float32Array(layout.width),
    u: new Float32Array(layout.chromaWidth),
    v: new Float32Array(layout.chromaWidth),
  };
  return (pixels, into, base) => paintResampled(layout, job, colours, tables, pixels, into, base);
}

interface YuvLayout extends Size {
  readonly chromaWidth: number;
  readonly uStart: number;
  readonly vStart: number;
  /** Where the content begins in a plane of the tensor, and from one of its rows to the next. */
  readonly start: number;
  readonly stride: number;
}

function yuvLayout(plan: InputPlan): YuvLayout {
  const { width, height } = plan.picture;
  const chromaWidth = (width + 1) >> 1;
  const uStart = width * height;
  const vStart = uStart + chromaWidth * ((height + 1) >> 1);
  const stride = plan.input.width;
  return { width, height, chromaWidth, uStart, vStart, start: plan.padY * stride + plan.padX, stride };
}

/** Steps of a grey level in which the straight path adds luma and chroma: finer than the bytes of a converted picture. */
const STEPS = 4;
/** No sum of luma and chroma lies below this many grey levels, nor this far above 255. */
const MARGIN = 300;

/** What a chroma or luma sample adds to a colour, in steps. Whole numbers, so that their sum is an index. */
const LUMA_STEPS = steps(LUMA, 16, MARGIN);
const RED_OF_V_STEPS = steps(RED_OF_V, 128, 0);
const GREEN_OF_U_STEPS = steps(GREEN_OF_U, 128, 0);
const GREEN_OF_V_STEPS = steps(GREEN_OF_V, 128, 0);
const BLUE_OF_U_STEPS = steps(BLUE_OF_U, 128, 0);

/** The same for blended samples, which are no whole numbers; half a step makes cutting off the rest round it. */
const BLENDED_LUMA = LUMA * STEPS;
const BLENDED_ZERO = (MARGIN - 16 * LUMA) * STEPS + 0.5;
const BLENDED_RED_OF_V = RED_OF_V * STEPS;
const BLENDED_GREEN_OF_U = GREEN_OF_U * STEPS;
const BLENDED_GREEN_OF_V = GREEN_OF_V * STEPS;
const BLENDED_BLUE_OF_U = BLUE_OF_U * STEPS;

function steps(factor: number, zero: number, shift: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, value) => Math.round((factor * (value - zero) + shift) * STEPS));
}

/** Cuts to 0..255 and applies gain and offset by looking up: no branch that real pictures could make unpredictable. */
function cutTable(target: ChannelTarget): Float32Array {
  return Float32Array.from({ length: (255 + 2 * MARGIN) * STEPS }, (_, index) => {
    return cut(index / STEPS - MARGIN, 0, 255) * target.gain + target.offset;
  });
}

interface CutTables {
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

function cutTables({ red, green, blue }: ColourTargets): CutTables {
  const table = cutTable(red);
  const same = (other: ChannelTarget) => other.gain === red.gain && other.offset === red.offset;
  return { red: table, green: same(green) ? table : cutTable(green), blue: same(blue) ? table : cutTable(blue) };
}

/** Everything a loop touches is a local: the compiler then keeps it in registers whatever other pictures came before. */
function paintStraight(
  layout: YuvLayout,
  planes: ColourTargets,
  { red, green, blue }: CutTables,
  pixels: Uint8Array,
  into: Float32Array,
  base: number,
): void {
  const { width, height, chromaWidth, uStart, vStart, stride } = layout;
  const lumaSteps = LUMA_STEPS;
  for (let y = 0; y < height; y += 1) {
    const from = y * width;
    const chroma = (y >> 1) * chromaWidth;
    const at = base + layout.start + y * stride;
    const r = at + planes.red.plane;
    const g = at + planes.green.plane;
    const b = at + planes.blue.plane;
    for (let c = 0, x = 0; c < chromaWidth; c += 1, x += 2) {
      const sampleU = pixels[uStart + chroma + c] as number;
      const sampleV = pixels[vStart + chroma + c] as number;
      const addR = RED_OF_V_STEPS[sampleV] as number;
      const addG = (GREEN_OF_U_STEPS[sampleU] as number) + (GREEN_OF_V_STEPS[sampleV] as number);
      const addB = BLUE_OF_U_STEPS[sampleU] as number;
      const left = lumaSteps[pixels[from + x] as number] as number;
      into[r + x] = red[left + addR] as number;
      into[g + x] = green[left + addG] as number;
      into[b + x] = blue[left + addB] as number;
      if (x + 1 === width) break;
      const right = lumaSteps[pixels[from + x + 1] as number] as number;
      into[r + x + 1] = red[right + addR] as number;
      into[g + x + 1] = green[right + addG] as number;
      into[b + x + 1] = blue[right + addB] as number;
    }
  }
}

function cut(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

interface ResampleJob {
  readonly across: AxisTable;
  readonly down: AxisTable;
  /** One blended row of each plane. */
  readonly y: Float32Array;
  readonly u: Float32Array;
  readonly v: Float32Array;
}

function paintResampled(
  layout: YuvLayout,
  job: ResampleJob,
  colours: ColourTargets,
  tables: CutTables,
  pixels: Uint8Array,
  into: Float32Array,
  base: number,
): void {
  const { width, chromaWidth, uStart, vStart } = layout;
  const { first, second, weight } = job.down;
  const paintRow = width === job.across.first.length ? paintSameWidthRow : paintBlendedRow;
  for (let y = 0; y < first.length; y += 1) {
    const top = first[y] as number;
    const bottom = second[y] as number;
    const share = weight[y] as number;
    const chromaTop = (top >> 1) * chromaWidth;
    const chromaBottom = (bottom >> 1) * chromaWidth;
    blendRows(pixels, top * width, bottom * width, share, width, job.y);
    blendRows(pixels, uStart + chromaTop, uStart + chromaBottom, share, chromaWidth, job.u);
    blendRows(pixels, vStart + chromaTop, vStart + chromaBottom, share, chromaWidth, job.v);
    paintRow(job, colours, tables, into, base + layout.start + y * layout.stride);
  }
}

function paintBlendedRow(
  job: ResampleJob,
  planes: ColourTargets,
  { red, green, blue }: CutTables,
  into: Float32Array,
  at: number,
): void {
  const { first, second, weight } = job.across;
  const { y: rowY, u: rowU, v: rowV } = job;
  const r = at + planes.red.plane;
  const g = at + planes.green.plane;
  const b = at + planes.blue.plane;
  for (let x = 0; x < first.length; x += 1) {
    const p = first[x] as number;
    const q = second[x] as number;
    const w = weight[x] as number;
    const y0 = rowY[p] as number;
    const luma = BLENDED_LUMA * (y0 + ((rowY[q] as number) - y0) * w) + BLENDED_ZERO;
    const u0 = rowU[p >> 1] as number;
    const chromaU = u0 + ((rowU[q >> 1] as number) - u0) * w - 128;
    const v0 = rowV[p >> 1] as number;
    const chromaV = v0 + ((rowV[q >> 1] as number) - v0) * w - 128;
    into[r + x] = red[(luma + BLENDED_RED_OF_V * chromaV) | 0] as number;
    into[g + x] = green[(luma + BLENDED_GREEN_OF_U * chromaU + BLENDED_GREEN_OF_V * chromaV) | 0] as number;
    into[b + x] = blue[(luma + BLENDED_BLUE_OF_U * chromaU) | 0] as number;
  }
}

/** Where only the height changes, as when a 16:9 picture meets an input of whole blocks, a column needs no blending. */
function paintSameWidthRow(
  job: ResampleJob,
  planes: ColourTargets,
  { red, green, blue }: CutTables,
  into: Float32Array,
  at: number,
): void {
  const { y: rowY, u: rowU, v: rowV } = job;
  const r = at + planes.red.plane;
  const g = at + planes.green.plane;
  const b = at + planes.blue.plane;
  for (let c = 0, x = 0; c < rowU.length; c += 1, x += 2) {
    const chromaU = (rowU[c] as number) - 128;
    const chromaV = (rowV[c] as number) - 128;
    const addR = BLENDED_ZERO + BLENDED_RED_OF_V * chromaV;
    const addG = BLENDED_ZERO + BLENDED_GREEN_OF_U * chromaU + BLENDED_GREEN_OF_V * chromaV;
    const addB = BLENDED_ZERO + BLENDED_BLUE_OF_U * chromaU;
    const left = BLENDED_LUMA * (rowY[x] as number);
    into[r + x] = red[(left + addR) | 0] as number;
    into[g + x] = green[(left + addG) | 0] as number;
    into[b + x] = blue[(left + addB) | 0] as number;
    if (x + 1 === rowY.length) break;
    const right = BLENDED_LUMA * (rowY[x + 1] as number);
    into[r + x + 1] = red[(right + addR) | 0] as number;
    into[g + x + 1] = green[(right + addG) | 0] as number;
    into[b + x + 1] = blue[(right + addB) | 0] as number;
  }
}
