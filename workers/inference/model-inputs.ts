import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { InputPlan, Size } from '../../domain/detection/letterbox.ts';
import type { Picture } from './picture.ts';
import type { Feed, TensorInfo } from './session.ts';
import { createTensorFiller } from './tensor-fill.ts';
import type { TensorFiller, TensorSpec } from './tensor-fill.ts';

/** What a model wants to be given. */
export interface ModelInputs extends Size {
  /** Asks for the size to which boxes shall refer (RT-DETR, D-FINE): it is told its own input size. */
  readonly sizeInput: boolean;
  /** Takes any number of pictures at once. */
  readonly openBatch: boolean;
  /** The tensors of a run: `planes` holds `count` images. */
  feeds(planes: Float32Array, count: number): Record<string, Feed>;
}

/** What a description says of the input. */
export interface SaidInput extends Size {
  readonly name?: string | undefined;
}

const HINT = 'Export the model with one image input of batch × 3 × height × width, 32-bit floats.';

/** Finds the image input and the size input, and the input's size: the model's own word, else the description's. */
export function readInputs(inputs: readonly TensorInfo[], said: SaidInput | null): Result<ModelInputs> {
  const images = inputs.filter(({ dims, name }) => dims.length === 4 && (said?.name ?? name) === name);
  const [image] = images;
  if (image === undefined || images.length > 1) {
    const list = inputs.map(({ name, dims }) => `${name} ${dims.join('×')}`).join(', ');
    return fail('model-input', `no single image input among: ${list}`, HINT);
  }
  const others = inputs.filter((input) => input !== image);
  const [size] = others;
  if (others.length > 1 || (size !== undefined && !isSizeInput(size))) {
    const names = others.map(({ name }) => name).join(', ');
    return fail('model-input', `the model asks for inputs that are not known here: ${names}`, HINT);
  }
  if (image.type !== 'float32') return fail('model-input', `the image input takes ${image.type}`, HINT);
  const measure = inputSize(image, said);
  return measure.ok ? ok(modelInputs(image, size, measure.value)) : measure;
}

function isSizeInput({ dims, type }: TensorInfo): boolean {
  return (
    dims.length === 2 && (dims[1] === 2 || typeof dims[1] === 'string') && ['int64', 'int32', 'float32'].includes(type)
  );
}

function inputSize(image: TensorInfo, said: SaidInput | null): Result<Size> {
  const [, channels, height, width] = image.dims;
  if (typeof channels === 'number' && channels !== 3) {
    return fail('model-input', `the image input has ${channels} channels instead of 3`, HINT);
  }
  const size = { width: side(width) ?? said?.width, height: side(height) ?? said?.height };
  if (size.width === undefined || size.height === undefined) {
    const hint = 'Put a model.json beside it that names the input size.';
    return fail('model-input-size', 'the model takes pictures of any size and nobody says which one to use', hint);
  }
  if (said !== null && (said.width !== size.width || said.height !== size.height)) {
    const message = `the model takes ${size.width}×${size.height}, but its description says ${said.width}×${said.height}`;
    return fail('model-input-size', message, 'Correct "input" in model.json.');
  }
  return ok({ width: size.width, height: size.height });
}

function side(dim: number | string | undefined): number | undefined {
  return typeof dim === 'number' && dim > 0 ? dim : undefined;
}

function modelInputs(image: TensorInfo, size: TensorInfo | undefined, { width, height }: Size): ModelInputs {
  return {
    width,
    height,
    sizeInput: size !== undefined,
    openBatch: typeof image.dims[0] === 'string',
    feeds(planes, count) {
      const feeds: Record<string, Feed> = { [image.name]: { dims: [count, 3, height, width], data: planes } };
      if (size !== undefined) feeds[size.name] = { dims: [count, 2], data: sizes(size.type, count, width, height) };
      return feeds;
    },
  };
}

function sizes(type: string, count: number, width: number, height: number): Feed['data'] {
  const values = Array.from({ length: count * 2 }, (_, index) => (index % 2 === 0 ? width : height));
  if (type === 'int64') return BigInt64Array.from(values, BigInt);
  return type === 'int32' ? Int32Array.from(values) : Float32Array.from(values);
}

/** Turns pictures into the tensors of a run, reusing its buffers: one run at a time. */
export interface Feeder {
  feeds(pictures: readonly Picture[]): Record<string, Feed>;
  /** How pictures of this size lie in the input. */
  planFor(picture: Picture): InputPlan;
}

/** Sizes of pictures that are remembered with their tables; a site has a handful. */
const MAX_FILLERS = 64;

export function createFeeder(inputs: ModelInputs, spec: TensorSpec): Feeder {
  const perImage = 3 * spec.width * spec.height;
  const buffers = new Map<number, Float32Array>();
  const fillers = new Map<string, TensorFiller>();
  const fillerFor = ({ width, height, format }: Picture): TensorFiller => {
    const key = `${format} ${width}×${height}`;
    const known = fillers.get(key);
    if (known !== undefined) return known;
    if (fillers.size >= MAX_FILLERS) fillers.clear();
    const filler = createTensorFiller({ width, height }, format, spec);
    fillers.set(key, filler);
    return filler;
  };
  return {
    planFor: (picture) => fillerFor(picture).plan,
    feeds(pictures) {
      const count = pictures.length;
      const planes = buffers.get(count) ?? new Float32Array(count * perImage);
      buffers.set(count, planes);
      pictures.forEach((picture, index) => fillerFor(picture).fill(picture.pixels, planes, index * perImage));
      return inputs.feeds(planes, count);
    },
  };
}
