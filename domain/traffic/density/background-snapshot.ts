import { createBackgroundModel } from './background-model.ts';
import type { BackgroundModel } from './background-model.ts';

const VERSION = 1;
/** Version, width, height, pictures seen, time of the last one. */
const HEAD_BYTES = 5 * 8;
/** No picture that a background is learned on has more pixels. */
const MOST_PIXELS = 1_000_000;

/** A model as bytes, with the source time of its last picture. */
export function writeModel(model: BackgroundModel, lookedUs: number): Uint8Array {
  const { width, height, seen, modes, weights, means, variances } = model;
  const bytes = new Uint8Array(HEAD_BYTES + weights.byteLength * 3 + modes.length);
  new Float64Array(bytes.buffer, 0, 5).set([VERSION, width, height, seen, lookedUs]);
  [weights, means, variances].forEach((list, at) => {
    new Float32Array(bytes.buffer, HEAD_BYTES + at * list.byteLength, list.length).set(list);
  });
  bytes.set(modes, HEAD_BYTES + weights.byteLength * 3);
  return bytes;
}

/** The model that bytes hold; null where they hold none. */
export function readModel(stored: Uint8Array): { readonly model: BackgroundModel; readonly lookedUs: number } | null {
  if (stored.length < HEAD_BYTES) return null;
  // Bytes that come from elsewhere may begin anywhere in their buffer, where numbers cannot be read.
  const bytes = Uint8Array.from(stored);
  const [version = 0, width = 0, height = 0, seen = 0, lookedUs = 0] = new Float64Array(bytes.buffer, 0, 5);
  if (version !== VERSION || !(width >= 1 && height >= 1 && width * height <= MOST_PIXELS)) return null;
  const model = createBackgroundModel(width, height);
  const { weights, means, variances, modes } = model;
  if (bytes.length !== HEAD_BYTES + weights.byteLength * 3 + modes.length) return null;
  model.seen = seen;
  [weights, means, variances].forEach((list, at) => {
    list.set(new Float32Array(bytes.buffer, HEAD_BYTES + at * list.byteLength, list.length));
  });
  modes.set(bytes.subarray(HEAD_BYTES + weights.byteLength * 3));
  return { model, lookedUs };
}
