import { InferenceSession, Tensor, listSupportedBackends } from 'onnxruntime-node';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { OutputTensor } from './decoders/family.ts';

/** The only file that knows ONNX Runtime. */

export const PROVIDER_NAMES = ['tensorrt', 'cuda', 'dml', 'coreml', 'webgpu', 'cpu'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** An input or output as the model declares it; a dimension that is open has a name instead of a number. */
export interface TensorInfo {
  readonly name: string;
  readonly type: string;
  readonly dims: readonly (number | string)[];
}

/** What goes into one input. */
export interface Feed {
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array | Int32Array;
}

/** A loaded model on one device. */
export interface ModelSession {
  readonly provider: ProviderName;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  run(feeds: Readonly<Record<string, Feed>>): Promise<OutputTensor[]>;
  release(): Promise<void>;
}

export interface OpenSessionOptions {
  readonly bytes: Uint8Array;
  readonly provider: ProviderName;
  readonly threads: number;
}
export type OpenSession = (options: OpenSessionOptions) => Promise<Result<ModelSession>>;

export const openSession: OpenSession = async ({ bytes, provider, threads }) => {
  try {
    return ok(wrap(await InferenceSession.create(bytes, sessionOptions(provider, threads)), provider));
  } catch (error) {
    const reason = firstLine(error);
    if (provider !== 'cpu') {
      return fail(
        'provider-unavailable',
        `${provider} cannot run this model here: ${reason}`,
        'The CPU is used instead.',
      );
    }
    return fail(
      'model-unreadable',
      `the file is no model that can be loaded: ${reason}`,
      'Copy the model again; if it stays so, export it anew as ONNX, opset 21 or lower, all weights in one file.',
    );
  }
};

/** The providers that this build of ONNX Runtime could try. */
export function knownProviders(): ProviderName[] {
  const names = listSupportedBackends().map((backend) => backend.name);
  return PROVIDER_NAMES.filter((name) => names.includes(name));
}

function sessionOptions(provider: ProviderName, threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    // Within a run threads hand work over by spinning, which is a third faster than waking each other; between runs they
    // must rest, or two threads burn the cores that decode the next frame (measured: 55 instead of 23 ms a frame).
    extra: { session: { force_spinning_stop: '1', intra_op: { allow_spinning: '1' } } },
  };
}

function wrap(session: InferenceSession, provider: ProviderName): ModelSession {
  return {
    provider,
    inputs: session.inputMetadata.map(tensorInfo),
    outputs: session.outputMetadata.map(tensorInfo),
    async run(feeds) {
      const tensors = Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, toTensor(feed)]));
      const results = await session.run(tensors);
      return session.outputNames.map((name) => fromTensor(name, results[name]));
    },
    release: () => session.release(),
  };
}

function tensorInfo(meta: InferenceSession.ValueMetadata): TensorInfo {
  return meta.isTensor
    ? { name: meta.name, type: meta.type, dims: meta.shape }
    : { name: meta.name, type: 'not a tensor', dims: [] };
}

function toTensor({ data, dims }: Feed): Tensor {
  if (data instanceof Float32Array) return new Tensor('float32', data, dims);
  return data instanceof Int32Array ? new Tensor('int32', data, dims) : new Tensor('int64', data, dims);
}

function fromTensor(name: string, tensor: InferenceSession.OnnxValueMapType[string] | undefined): OutputTensor {
  const data: unknown = tensor?.data;
  if (tensor && (data instanceof Float32Array || data instanceof Int32Array || data instanceof BigInt64Array)) {
    return { name, dims: tensor.dims, data };
  }
  throw new Error(`output ${name} is of type ${tensor?.type ?? 'nothing'}, which no decoder reads`);
}

/** ONNX Runtime's messages carry source paths and several lines; the first says what happened. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 300);
}
