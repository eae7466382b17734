import { availableParallelism } from 'node:os';
import { ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { ModelStatus } from '../../domain/contracts/messages.ts';
import { CLOSED, createEngineLoop } from './engine-loop.ts';
import type { EngineLoop } from './engine-loop.ts';
import { createFrameQueue } from './frame-queue.ts';
import { createModelChooser } from './model-chooser.ts';
import type { ModelChooser } from './model-chooser.ts';
import type { ReadModel } from './model-folder.ts';
import { createModelShelf } from './model-shelf.ts';
import type { ModelShelf } from './model-shelf.ts';
import { slotStatus } from './model-slot.ts';
import type { SpawnProbe } from './providers.ts';
import { checkPicture } from './request.ts';
import type { InferenceRequest, InferenceResult, WaitingFrame } from './request.ts';
import { knownProviders, openSession } from './session.ts';
import type { OpenSession, ProviderName } from './session.ts';

export interface InferenceEngine {
  /** Answers come in order per camera, and per replay of it. */
  infer(request: InferenceRequest): Promise<Result<InferenceResult>>;
  /** Loads a model, or loads it anew when its file was replaced; the old one serves meanwhile, and after a failure. */
  load(modelId: string): Promise<Result<void>>;
  /** Loads and warms the new default beside the old one, then takes it at once; a failure keeps the old one. */
  setDefault(modelId: string): Promise<Result<void>>;
  defaultModelId(): string | null;
  status(): ModelStatus[];
  /** Called at every change of a model's state; the answer ends that. */
  onStatus(callback: () => void): () => void;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly readModel: ReadModel;
  readonly defaultModelId: string | null;
  readonly provider?: 'auto' | ProviderName;
  readonly threads?: number;
  /** Pictures looked at together at most; by default one on the CPU, where company costs time and wins none, else eight. */
  readonly maxBatch?: number;
  /** How long a frame waits for company of other cameras. */
  readonly maxWaitMs?: number;
  /** Boxes below this are of no use even to the tracker's second look. */
  readonly floor?: number;
  /** How long a model that a camera asked for by name stays loaded after its last frame. */
  readonly keepMs?: number;
  readonly spawnProbe?: SpawnProbe;
  /** The program of a thread that looks at pictures on the processor, so that as many as there are cores do at once. */
  readonly laneProgram?: string | URL;
  readonly busy?: (what: string, deadlineMs: number) => () => void;
  readonly openSession?: OpenSession;
}

const DEFAULT_WAIT_MS = 4;
/** The tracker joins boxes down to this score to vehicles it already knows. */
const DEFAULT_FLOOR = 0.1;
const DEFAULT_KEEP_MS = 60_000;
const TIDY_EVERY_MS = 15_000;

/** Starts inference and loads the default model. A default that cannot be loaded is a status, not an end. */
export async function createInferenceEngine(options: EngineOptions): Promise<InferenceEngine> {
  const queue = createFrameQueue<WaitingFrame>();
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach((listener) => listener());
  const maxWaitMs = options.maxWaitMs ?? DEFAULT_WAIT_MS;
  const loop = createEngineLoop({ queue, maxWaitMs, chooser: () => chooser, shelf: () => shelf, changed });
  const shelf = shelfFor(options, loop, changed);
  const keepMs = options.keepMs ?? DEFAULT_KEEP_MS;
  const now = () => performance.now();
  const chooser: ModelChooser = createModelChooser({ shelf, now, loaded: loop.wake, keepMs });
  let closed = false;
  if (options.defaultModelId !== null) await chooser.setDefault(options.defaultModelId);
  const tidying = setInterval(chooser.tidy, Math.min(TIDY_EVERY_MS, keepMs));
  const waitingFor = (modelId: string) =>
    queue.count(({ request }) => (request.modelId ?? chooser.defaultModelId()) === modelId);

  return {
    infer(request) {
      if (closed) return Promise.resolve({ ok: false, failure: CLOSED });
      const picture = checkPicture(request);
      if (!picture.ok) return Promise.resolve(picture);
      const { lossless } = request;
      return new Promise((answer) => {
        queue.add({ line: lineOf(request), lossless, arrivedMs: performance.now(), request, answer });
        loop.wake();
      });
    },
    async load(modelId) {
      const loaded = await shelf.load(modelId);
      if (!loaded.ok) return loaded;
      loaded.value.askedMs = now();
      return ok(undefined);
    },
    setDefault: (modelId) => chooser.setDefault(modelId),
    defaultModelId: () => chooser.defaultModelId(),
    status: () =>
      shelf.slots().map((slot) => ({
        ...slotStatus(slot, waitingFor(slot.modelId)),
        wanted: slot.modelId === chooser.wantedModelId(),
      })),
    onStatus(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    async close() {
      closed = true;
      clearInterval(tidying);
      await loop.close();
      await shelf.close();
      await loop.close();
      listeners.clear();
    },
  };
}

/** A camera does not wait for a replay of itself, whose model may still be loading. */
function lineOf({ cameraId, lossless }: InferenceRequest): string {
  return lossless ? `replay ${cameraId}` : cameraId;
}

function shelfFor(options: EngineOptions, loop: EngineLoop, changed: () => void): ModelShelf {
  return createModelShelf({
    readModel: options.readModel,
    openSession: options.openSession ?? openSession,
    wish: {
      wanted: options.provider ?? 'auto',
      platform: process.platform,
      known: knownProviders(),
      threads: options.threads ?? Math.min(4, availableParallelism()),
      spawnProbe: options.spawnProbe ?? null,
    },
    maxBatchFor: (provider) => options.maxBatch ?? (provider === 'cpu' ? 1 : 8),
    floor: options.floor ?? DEFAULT_FLOOR,
    laneProgram: options.laneProgram ?? null,
    now: () => performance.now(),
    busy: options.busy ?? (() => () => undefined),
    changed,
    afterLooks: loop.afterLooks,
  });
}
