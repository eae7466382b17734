import { fail, ok } from '../../../domain/base/result.ts';
import type { Result } from '../../../domain/base/result.ts';
import type { ImportSize, Recognised, Sureness } from '../../../domain/contracts/model-import.ts';
import type { OutputTensor } from '../decoders/family.ts';
import { createFeeder, readInputs } from '../model-inputs.ts';
import { noisePicture } from '../picture.ts';
import { firstLine, openSession } from '../session.ts';
import type { ModelSession, TensorInfo } from '../session.ts';
import { readOnnxFacts } from './onnx-facts.ts';
import type { OnnxFacts } from './onnx-facts.ts';
import { explainFailure } from './reasons.ts';
import { readFileWords, recognise } from './recognise.ts';
import type { FileWords } from './recognise.ts';

/** Opens a model that nobody described, lets it look once, and says what was recognised, or why it cannot be used. */
export async function inspectModel(
  bytes: Uint8Array,
  said: ImportSize | null,
  threads: number,
): Promise<Result<Recognised>> {
  const facts = readOnnxFacts(bytes);
  if (!facts.ok) return facts;
  if (facts.value.outsideWeights) {
    const hint = 'Export it with all weights in one file (for PyTorch: external_data=False).';
    return fail('import-outside-weights', 'the weights of the model lie in another file beside it', hint);
  }
  const words = readFileWords(facts.value);
  if (!words.ok) return words;
  const session = await openSession({ bytes, provider: 'cpu', threads });
  if (!session.ok) return explainFailure(session.failure, facts.value);
  try {
    return await look(session.value, facts.value, words.value, said);
  } finally {
    await session.value.release();
  }
}

async function look(
  session: ModelSession,
  facts: OnnxFacts,
  words: FileWords,
  said: ImportSize | null,
): Promise<Result<Recognised>> {
  const { inputs } = session;
  const image = inputs.find(({ dims }) => dims.length === 4);
  const batch = image?.dims[0];
  if (typeof batch === 'number' && batch > 1) {
    const hint = 'Export it for one picture at a time, or with an open batch.';
    return fail('import-batch', `the model takes exactly ${batch} pictures at once`, hint);
  }
  const found = sizeOf(image, words, said);
  const read = readInputs(inputs, found.openSize ? (found.size ?? ANY_SIZE) : null);
  if (!read.ok) return read;
  const seen = { facts, words, inputs, declared: session.outputs, sizeInput: read.value.sizeInput, ...found };
  if (found.size === null) return recognise({ ...seen, outputs: null });
  const outputs = await tryOnce(session, read.value, found.size);
  return outputs.ok ? recognise({ ...seen, outputs: outputs.value }) : explainFailure(outputs.failure, facts);
}

/** Only to see whether the inputs are such as can be fed. */
const ANY_SIZE: ImportSize = { width: 640, height: 640 };

interface FoundSize {
  readonly size: ImportSize | null;
  readonly sizeSure: Sureness;
  readonly openSize: boolean;
}

function sizeOf(image: TensorInfo | undefined, words: FileWords, said: ImportSize | null): FoundSize {
  const [, , height, width] = image?.dims ?? [];
  const openSize = typeof height === 'string' || typeof width === 'string';
  if (!openSize && typeof width === 'number' && typeof height === 'number')
    return { size: { width, height }, sizeSure: 'file', openSize };
  if (said !== null) return { size: said, sizeSure: 'seen', openSize };
  return { size: words.size, sizeSure: words.size === null ? 'unknown' : 'file', openSize };
}

async function tryOnce(
  session: ModelSession,
  inputs: Parameters<typeof createFeeder>[0],
  size: ImportSize,
): Promise<Result<OutputTensor[]>> {
  const spec = { ...size, channelOrder: 'rgb', scale: 1 / 255, resize: 'stretch', padValue: 114 } as const;
  try {
    return ok(await session.run(createFeeder(inputs, spec).feeds([noisePicture(size.width, size.height, 1)])));
  } catch (error) {
    const hint = 'Export it again; where its size is open, try another one, a multiple of 32.';
    return fail('import-run', `the model was loaded but does not run: ${firstLine(error)}`, hint);
  }
}
