import { fail, ok } from '../../domain/base/result.ts';
import type { Failure, Result } from '../../domain/base/result.ts';
import type { Detector } from './detector.ts';
import type { ModelShelf } from './model-shelf.ts';
import type { ModelSlot } from './model-slot.ts';

/** Which model looks at a frame: the one that was asked for, or the site's default. */
export interface ModelChooser {
  choose(request: Asked): Choice;
  /** This live camera's frame was looked at by this model: it stays with it while another is being loaded. */
  served(cameraId: string, modelId: string): void;
  /** The last wish wins, however long the ones before it take to load. */
  setDefault(modelId: string): Promise<Result<void>>;
  defaultModelId(): string | null;
  /** What is to take over as soon as it is loaded. */
  wantedModelId(): string | null;
  /** A default that keeps failing gives way to the one before it. */
  stepBack(slot: ModelSlot): Promise<void>;
  /** Lets go of models that nobody asks for any more; called now and then. */
  tidy(): void;
}

export interface ChooserParts {
  readonly shelf: ModelShelf;
  readonly now: () => number;
  /** A model can be looked with now, or could not be loaded: frames may have waited for it. */
  readonly loaded: () => void;
  /** A model that cameras ask for by name stays loaded this long after the last frame that did. */
  readonly keepMs: number;
}

interface Asked {
  readonly cameraId: string;
  readonly modelId: string | null;
  readonly lossless: boolean;
}

export type Choice =
  | { readonly kind: 'serve'; readonly slot: ModelSlot; readonly detector: Detector }
  | { readonly kind: 'wait' }
  | { readonly kind: 'refuse'; readonly failure: Failure };

/** A model that failed to load is tried again after this, in case its file was replaced. */
const TRY_AGAIN_MS = 30_000;
/** Why a model could not be loaded is told this long, so that whoever chose it comes back in time to read it. */
const TELL_FAILURE_MS = 600_000;

export function createModelChooser({ shelf, now, loaded, keepMs }: ChooserParts): ModelChooser {
  const lastServed = new Map<string, string>();
  let current: string | null = null;
  let previous: string | null = null;
  let wanted: string | null = null;

  const tidy = () =>
    shelf.tidy((slot) => {
      if (slot.modelId === current || slot.modelId === wanted || now() - slot.askedMs < keepMs) return 'keep';
      return slot.state === 'failed' && now() - slot.failedMs < TELL_FAILURE_MS ? 'unload' : 'forget';
    });
  const begin = (modelId: string) => void shelf.load(modelId).then(loaded);

  const setDefault = async (modelId: string): Promise<Result<void>> => {
    wanted = modelId;
    const result = await shelf.load(modelId);
    // The same model may have been wished for twice, and is there since.
    const meant = wanted === modelId || current === modelId;
    if (wanted === modelId) wanted = null;
    if (!result.ok) return result;
    if (!meant) return SUPERSEDED;
    if (current !== modelId) previous = current;
    current = modelId;
    tidy();
    loaded();
    return ok(undefined);
  };

  /** A live camera goes on with what it had, so that its picture is never blind while a model loads or after it failed. */
  const meanwhile = ({ cameraId, lossless }: Asked): Choice | null => {
    if (lossless) return null;
    return serve(shelf.find(lastServed.get(cameraId) ?? '')) ?? serve(shelf.find(current ?? ''));
  };

  return {
    choose(request) {
      const wanted = request.modelId ?? current;
      if (wanted === null) return NO_MODEL;
      const slot = shelf.find(wanted);
      if (slot !== undefined && request.modelId !== null) slot.askedMs = now();
      const ready = serve(slot);
      if (ready !== null) return ready;
      if (slot === undefined || (slot.state === 'failed' && now() - slot.failedMs > TRY_AGAIN_MS)) begin(wanted);
      const instead = meanwhile(request);
      if (instead !== null) return instead;
      return slot?.state === 'failed' ? refusal(slot) : { kind: 'wait' };
    },
    served: (cameraId, modelId) => void lastServed.set(cameraId, modelId),
    setDefault,
    defaultModelId: () => current,
    wantedModelId: () => wanted,
    async stepBack(slot) {
      if (slot.modelId !== current || previous === null || wanted !== null) return;
      slot.state = 'failed';
      slot.failedMs = now();
      await setDefault(previous);
      previous = null;
    },
    tidy,
  };
}

function serve(slot: ModelSlot | undefined): Choice | null {
  const detector = slot?.detector ?? null;
  return slot === undefined || detector === null ? null : { kind: 'serve', slot, detector };
}

const SUPERSEDED: Result<never> = {
  ok: false,
  failure: { code: 'model-superseded', message: 'another model was chosen meanwhile', hint: 'That one takes over.' },
};

const NO_MODEL: Choice = {
  kind: 'refuse',
  failure: {
    code: 'no-model',
    message: 'no detector is loaded',
    hint: 'Choose a model; the reason why none could be loaded stands beside it in the list of models.',
  },
};

function refusal(slot: ModelSlot): Choice {
  const failed = fail('model-failed', `the model "${slot.modelId}" could not be loaded`, slot.reason);
  return failed.ok ? { kind: 'wait' } : { kind: 'refuse', failure: failed.failure };
}
