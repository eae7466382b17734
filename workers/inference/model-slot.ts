import type { ModelStatus } from '../../domain/contracts/messages.ts';
import type { Detector } from './detector.ts';
import type { ModelFile } from './model-folder.ts';

/** One model of the engine: what serves now, and how it is doing. */
export interface ModelSlot {
  readonly modelId: string;
  state: ModelStatus['state'];
  /** What went wrong last, or how the model came to be described; empty when there is nothing to say. */
  reason: string;
  /** Why it does not run on a faster device. */
  fallback: string | null;
  detector: Detector | null;
  file: ModelFile | null;
  /** Frames of cameras that ask for this model by name keep it loaded. */
  askedMs: number;
  failedMs: number;
  failuresInARow: number;
  answered: number;
  /** Batches that are being looked at now. */
  looks: number;
  readonly runs: RunTimes;
}

/** The last runs, for the medians on the health page. */
interface RunTimes {
  readonly ms: number[];
  readonly batches: number[];
}
const REMEMBERED_RUNS = 200;

export function createSlot(modelId: string): ModelSlot {
  return {
    modelId,
    state: 'loading',
    reason: '',
    fallback: null,
    detector: null,
    file: null,
    askedMs: Number.NEGATIVE_INFINITY,
    failedMs: Number.NEGATIVE_INFINITY,
    failuresInARow: 0,
    answered: 0,
    looks: 0,
    runs: { ms: [], batches: [] },
  };
}

export function noteRun(slot: ModelSlot, ms: number, batch: number): void {
  slot.failuresInARow = 0;
  slot.answered += batch;
  slot.runs.ms.push(ms);
  slot.runs.batches.push(batch);
  if (slot.runs.ms.length > REMEMBERED_RUNS) {
    slot.runs.ms.shift();
    slot.runs.batches.shift();
  }
}

export function slotStatus(slot: ModelSlot, queue: number): ModelStatus {
  const manifest = slot.detector?.manifest ?? slot.file?.manifest ?? null;
  const sorted = slot.runs.ms.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const { batches } = slot.runs;
  const provider = slot.detector?.provider ?? '';
  return {
    modelId: slot.modelId,
    title: manifest?.title ?? slot.modelId,
    family: manifest?.family ?? '',
    sha256: slot.detector?.sha256 ?? '',
    provider,
    device: provider === '' ? '' : provider === 'cpu' ? 'processor' : 'accelerator',
    fallback: slot.fallback,
    inputWidth: manifest?.input.width ?? 0,
    inputHeight: manifest?.input.height ?? 0,
    resize: manifest?.input.resize === 'stretch' ? 'stretch' : 'letterbox',
    classes: [...(slot.detector?.classMap.supported ?? [])],
    state: slot.state,
    reason: slot.reason,
    standIn: manifest?.standIn ?? false,
    inferMsP50: at(0.5),
    inferMsP95: at(0.95),
    batchMean: batches.length === 0 ? 0 : batches.reduce((sum, size) => sum + size, 0) / batches.length,
    answered: slot.answered,
    queue,
    ...(manifest === null ? {} : { defaultThreshold: manifest.defaultThreshold, thresholds: manifest.thresholds }),
  };
}
