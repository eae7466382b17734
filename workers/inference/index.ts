/** The door of inference: what a process that hosts it may use. */
export { createInferenceEngine } from './engine.ts';
export type { EngineOptions, InferenceEngine } from './engine.ts';
export type { InferenceRequest, InferenceResult } from './request.ts';
export { createModelCatalogue } from './model-catalogue.ts';
export type { ModelCatalogue } from './model-catalogue.ts';
export { listModels, readModelFile, readModelFolders } from './model-folder.ts';
export type { ModelFile, ReadModel } from './model-folder.ts';
export { runProviderProbe } from './provider-probe.ts';
export { runModelTrial } from './trial/run-trial.ts';
export type { SpawnProbe } from './providers.ts';
export type { ProviderName } from './session.ts';
