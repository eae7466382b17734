import { fail, ok } from '../../domain/base/result.ts';
import type { Failure, Result } from '../../domain/base/result.ts';
import { openDetector } from './detector.ts';
import type { Detector } from './detector.ts';
import type { ModelFile, ReadModel } from './model-folder.ts';
import { openLanes } from './lanes.ts';
import { createSlot } from './model-slot.ts';
import type { ModelSlot } from './model-slot.ts';
import { chooseProvider, loadDeadlineMs } from './providers.ts';
import type { ProviderWish } from './providers.ts';
import { firstLine } from './session.ts';
import type { OpenSession, ProviderName } from './session.ts';

/** The loaded models. A model that is being replaced serves until the new one has proven itself. */
export interface ModelShelf {
  slots(): readonly ModelSlot[];
  find(modelId: string): ModelSlot | undefined;
  /** Loads, or loads anew, a model; whatever served under that name goes on if this fails. */
  load(modelId: string): Promise<Result<ModelSlot>>;
  /** The device is gone: the model goes on on the CPU, and says so. */
  moveToCpu(slot: ModelSlot, reason: string): Promise<Result<Detector>>;
  /** Lets go of models: `unload` keeps what went wrong with them in the list. */
  tidy(verdict: (slot: ModelSlot) => 'keep' | 'unload' | 'forget'): void;
  close(): Promise<void>;
}

export interface ShelfOptions {
  readonly readModel: ReadModel;
  readonly openSession: OpenSession;
  readonly wish: ProviderWish;
  readonly maxBatchFor: (provider: ProviderName) => number;
  readonly floor: number;
  /** The program of a lane on the processor; null: the processor looks at one picture at a time, in this thread. */
  readonly laneProgram: string | URL | null;
  readonly now: () => number;
  /** Tells whoever watches this process that honest long work begins; the answer says that it is over. */
  readonly busy: (what: string, deadlineMs: number) => () => void;
  readonly changed: () => void;
  /** Runs when the pictures that are being looked at now are done: a model in use must not be let go. */
  readonly afterLooks: (work: () => Promise<void>) => void;
}

export function createModelShelf(options: ShelfOptions): ModelShelf {
  const slots = new Map<string, ModelSlot>();
  const loading = new Map<string, Promise<Result<ModelSlot>>>();
  let turn: Promise<unknown> = Promise.resolve();

  const retire = (detector: Detector | null): void => {
    if (detector !== null) options.afterLooks(() => detector.release().catch(() => undefined));
  };
  const load = async (slot: ModelSlot): Promise<Result<ModelSlot>> => {
    const loaded = await announced(slot.modelId, options, () => bringUp(slot.modelId, options));
    if (loaded.ok) retire(put(slot, loaded.value));
    else noteFailure(slot, loaded.failure, options.now());
    options.changed();
    return loaded.ok ? ok(slot) : loaded;
  };
  return {
    slots: () => [...slots.values()],
    find: (modelId) => slots.get(modelId),
    load(modelId) {
      const running = loading.get(modelId);
      if (running !== undefined) return running;
      // In the list from now on, although others may be loaded before it.
      const slot = slotToLoad(slots, modelId);
      options.changed();
      const next = turn.then(() => load(slot)).finally(() => loading.delete(modelId));
      loading.set(modelId, next);
      turn = next;
      return next;
    },
    async moveToCpu(slot, reason) {
      if (slot.file === null) return fail('model-missing', 'the model was let go', 'Choose a model again.');
      slot.fallback = `${slot.detector?.provider ?? 'the device'} was lost: ${reason}`;
      const { file, modelId } = slot;
      const opened = await announced(modelId, options, () => open(file, 'cpu', options));
      if (!opened.ok) return opened;
      retire(slot.detector);
      slot.detector = opened.value;
      // It was let go meanwhile: the frames that it is looking at are its last.
      if (slots.get(slot.modelId) !== slot) retire(opened.value);
      options.changed();
      return opened;
    },
    tidy(verdict) {
      for (const slot of [...slots.values()]) {
        const what = loading.has(slot.modelId) ? 'keep' : verdict(slot);
        if (what === 'keep' || (what === 'unload' && slot.detector === null)) continue;
        retire(slot.detector);
        slot.detector = null;
        if (what === 'forget') slots.delete(slot.modelId);
        options.changed();
      }
    },
    async close() {
      await turn;
      for (const slot of slots.values()) retire(slot.detector);
      slots.clear();
    },
  };
}

function slotToLoad(slots: Map<string, ModelSlot>, modelId: string): ModelSlot {
  const slot = slots.get(modelId) ?? createSlot(modelId);
  slots.set(modelId, slot);
  if (slot.detector === null) slot.state = 'loading';
  return slot;
}

/** Loads with everyone told that this may take a while: a device may hold this thread for minutes. */
async function announced<T>(
  modelId: string,
  { busy, wish }: ShelfOptions,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const done = busy(`loading the model ${modelId}`, loadDeadlineMs(wish));
  try {
    return await work();
  } catch (error) {
    return fail('model-load', `the model "${modelId}" could not be loaded: ${firstLine(error)}`, 'Copy it again.');
  } finally {
    done();
  }
}

interface Loaded {
  readonly file: ModelFile;
  readonly detector: Detector;
  readonly fallback: string | null;
}

/** Reads, tries out, loads and warms a model, beside whatever serves meanwhile. */
async function bringUp(modelId: string, options: ShelfOptions): Promise<Result<Loaded>> {
  const file = await options.readModel(modelId);
  if (!file.ok) return file;
  const choice = await chooseProvider(file.value, options.wish);
  if (!choice.ok) return choice;
  const { provider, fallback } = choice.value;
  const detector = await open(file.value, provider, options);
  if (detector.ok) return ok({ file: file.value, detector: detector.value, fallback });
  if (provider === 'cpu') return detector;
  const onCpu = await open(file.value, 'cpu', options);
  if (!onCpu.ok) return onCpu;
  return ok({ file: file.value, detector: onCpu.value, fallback: `${provider}: ${detector.failure.message}` });
}

function open(file: ModelFile, provider: ProviderName, options: ShelfOptions): Promise<Result<Detector>> {
  const { openSession, wish, maxBatchFor, floor, laneProgram } = options;
  const { threads } = wish;
  const maxBatch = maxBatchFor(provider);
  // Lanes take pictures one by one: whoever wants several in one run is given that.
  if (provider === 'cpu' && maxBatch === 1 && laneProgram !== null) {
    return openLanes(file, { program: laneProgram, threads, floor });
  }
  return openDetector(file, { provider, threads, maxBatch, floor, openSession });
}

/** Puts the new detector in place of the old in one step, and gives the old one back. */
function put(slot: ModelSlot, { file, detector, fallback }: Loaded): Detector | null {
  const old = slot.detector;
  slot.detector = detector;
  slot.file = file;
  slot.fallback = fallback;
  slot.state = 'ready';
  slot.failuresInARow = 0;
  const { family, input } = detector.manifest;
  slot.reason = '';
  slot.note =
    file.manifest === null
      ? `no model.json: taken for ${family} with COCO's classes, ${input.channelOrder}, ${input.resize}, from its shapes`
      : '';
  return old;
}

function noteFailure(slot: ModelSlot, failure: Failure, nowMs: number): void {
  slot.reason = `${failure.message}. ${failure.hint}`;
  slot.failedMs = nowMs;
  if (slot.detector === null) slot.state = 'failed';
}
