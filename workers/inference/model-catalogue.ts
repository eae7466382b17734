import type { Result } from '../../domain/base/result.ts';
import type { ModelStatus } from '../../domain/contracts/messages.ts';
import { COCO_CLASS_NAMES, buildClassMap } from '../../domain/detection/class-map.ts';
import type { ModelManifest } from '../../domain/contracts/model-manifest.ts';
import { listModels, readModelDescription } from './model-folder.ts';
import { createSlot, describedBy, slotStatus } from './model-slot.ts';

/** The models that could be chosen: those whose folders are there, whether or not they are loaded. */
export interface ModelCatalogue {
  /** Looks into the folders anew, so that a model can be added to a site that runs. */
  look(): Promise<void>;
  readonly ids: readonly string[];
  /** The models that the engine knows, and beside them those that nobody asked for yet. */
  beside(loaded: readonly ModelStatus[]): ModelStatus[];
}

export function createModelCatalogue(roots: readonly string[]): ModelCatalogue {
  let listed = new Map<string, ModelStatus>();
  return {
    async look() {
      const found = new Map<string, ModelStatus>();
      for (const id of await listModels(roots)) found.set(id, statusOf(id, await readModelDescription(roots, id)));
      listed = found;
    },
    get ids() {
      return [...listed.keys()];
    },
    beside(loaded) {
      const known = new Set(loaded.map(({ modelId }) => modelId));
      const others = [...listed.values()].filter(({ modelId }) => !known.has(modelId));
      return [...loaded.map((model) => withDescription(model, listed.get(model.modelId))), ...others];
    },
  };
}

/** A description that cannot be read is told before anybody chooses the model. */
function statusOf(modelId: string, description: Result<ModelManifest | null>): ModelStatus {
  const blank = slotStatus(createSlot(modelId), 0);
  if (!description.ok) {
    const { message, hint } = description.failure;
    return { ...blank, state: 'failed', reason: `${message}. ${hint}` };
  }
  const manifest = description.value;
  const described = describedBy(modelId, manifest, classesOf(manifest));
  return { ...blank, ...described, state: 'available', reason: '' };
}

/** A model without a description is taken to tell COCO's classes. */
function classesOf(manifest: ModelManifest | null): readonly string[] {
  const map = buildClassMap(manifest?.classes ?? COCO_CLASS_NAMES, manifest?.classMap);
  return map.ok ? map.value.supported : [];
}

/** What is being loaded, or could not be, goes by its title all the same. */
function withDescription(model: ModelStatus, listed: ModelStatus | undefined): ModelStatus {
  if (model.family !== '' || listed === undefined) return model;
  const { title, family, inputWidth, inputHeight, resize, classes, standIn } = listed;
  return { ...model, title, family, inputWidth, inputHeight, resize, classes, standIn };
}
