import type { Candidates } from '../../../domain/detection/candidates.ts';
import type { FamilyName } from '../../../domain/detection/families.ts';
import type { Size } from '../../../domain/detection/letterbox.ts';

/** The numbers that detectors give out; whole-number labels come as 32 or 64 bits. */
export type OutputData = Float32Array | Int32Array | BigInt64Array;

export interface OutputTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: OutputData;
}

/** What can be seen of a model from outside: its input size, whether it asks for a size, what one image gives. */
export interface ModelShape {
  readonly input: Size;
  readonly sizeInput: boolean;
  readonly outputs: readonly { readonly name: string; readonly dims: readonly number[] }[];
}

/** One image of a batch to be read. */
export interface DecodeJob {
  readonly outputs: readonly OutputTensor[];
  readonly image: number;
  readonly input: Size;
  /** For each class of the model the code of ours, or -1. */
  readonly codes: Int16Array;
  /** Weaker candidates are of no use to anyone. */
  readonly floor: number;
  readonly into: Candidates;
}

/** A way in which detectors write down what they saw. */
export interface Family {
  readonly name: FamilyName;
  /** In words, for messages: what the output holds. */
  readonly wording: string;
  /** How many classes an output of this shape would have; 'ids' where it carries class numbers; null: not this family. */
  classCount(shape: ModelShape): number | 'ids' | null;
  /** Whether a model nobody described looks like this family: stricter than `classCount`. */
  looksLike(shape: ModelShape): boolean;
  decode(job: DecodeJob): void;
}

/** Steps of the grids in pixels, finest first: the usual three, and the four of models for large inputs. */
const GRIDS: readonly (readonly number[])[] = [
  [8, 16, 32],
  [8, 16, 32, 64],
];

/** The strides whose grid cells, all together, are this many rows; null: no grid. */
export function stridesOf(input: Size, rows: number): readonly number[] | null {
  return GRIDS.find((strides) => rows === cells(input, strides)) ?? null;
}

/** Whether a number of rows is a number of grid cells, one or more rows for each. */
export function isGrid(input: Size, rows: number, perCell = 1): boolean {
  return stridesOf(input, rows / perCell) !== null;
}

function cells(input: Size, strides: readonly number[]): number {
  return strides.reduce((sum, step) => sum + Math.ceil(input.width / step) * Math.ceil(input.height / step), 0);
}

/** The single output [batch, rows, columns] of most detectors, or null. */
export function singleTable(shape: ModelShape): { rows: number; columns: number } | null {
  const dims = shape.outputs[0]?.dims;
  if (shape.sizeInput || dims?.length !== 3) return null;
  return { rows: dims[1] ?? 0, columns: dims[2] ?? 0 };
}

/** One image's part of an output as floats. */
export function imageRows(output: OutputTensor | undefined, image: number): Float32Array {
  if (!(output?.data instanceof Float32Array)) return new Float32Array(0);
  const size = output.dims.slice(1).reduce((product, dim) => product * dim, 1);
  return output.data.subarray(image * size, (image + 1) * size);
}

/** Index of the greatest of `count` values from `start` on; the first of equals. */
export function strongest(data: Float32Array, start: number, count: number): number {
  let best = 0;
  let value = data[start] ?? 0;
  for (let i = 1; i < count; i += 1) {
    const other = data[start + i] as number;
    if (other > value) {
      value = other;
      best = i;
    }
  }
  return best;
}
