import type { Result } from '../../../domain/base/result.ts';
import { createInferenceEngine } from '../../../workers/inference/index.ts';
import type { EngineOptions, InferenceEngine, InferenceResult, ModelFile } from '../../../workers/inference/index.ts';
import { greyPicture, manifestFor, modelFile, readFrom } from './model-kit.ts';
import { tableModel } from './family-graphs.ts';

/** Engines with small models, and what tests ask of them. */

export const oneCar = (score: number) => tableModel([[8, 16, 24, 32, score, 0, 0]]);

export function model(id: string, bytes: Uint8Array, change: Record<string, unknown> = {}): [string, ModelFile] {
  return [id, modelFile(bytes, manifestFor(bytes, { id, ...change }), id)];
}

const running: InferenceEngine[] = [];

/** For `afterEach`. */
export async function closeEngines(): Promise<void> {
  for (const engine of running.splice(0)) await engine.close();
}

/** The first model is the default. */
export async function startEngine(models: readonly [string, ModelFile][], options: Partial<EngineOptions> = {}) {
  const shelf = new Map(models);
  const defaults = { readModel: readFrom(shelf), defaultModelId: models[0]?.[0] ?? null, threads: 1 };
  const engine = await createInferenceEngine({ ...defaults, ...options });
  running.push(engine);
  return { engine, shelf };
}

export const request = (cameraId: string, frameId: number, change = {}) => ({
  ...greyPicture(),
  cameraId,
  frameId,
  modelId: null,
  lossless: false,
  ...change,
});

export async function succeed(result: Promise<Result<InferenceResult>>): Promise<InferenceResult> {
  const answer = await result;
  if (!answer.ok) throw new Error(`${answer.failure.code}: ${answer.failure.message}`);
  return answer.value;
}
