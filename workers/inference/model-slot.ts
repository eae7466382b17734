import type { ModelStatus } from '../../domain/contracts/messages.ts';
import type { Detector } from './detector.ts';
import type { ModelManifest } from '../../domain/contracts/model-manifest.ts';
import type { ModelFile } from './model-folder.ts';

/** One model of the engine: what serves now, and how it is doing. */
export interface ModelSlot {
  readonly modelId: string;
  state: ModelStatus['state'];
  /** What went wrong last; empty when there is nothing to say. */
  reason: string;
  /** How the model came to be described, where nobody described it. */
  note: string;
  /** Why it does not run on a faster device. */
  fallback: string | null;
  detector: Detector | null;
  file: ModelFile | null;
  /** Frames of cameras that ask for this model by name keep it loaded. */
  askedMs: number;
  failedMs: number;
  failuresInARow: number;
  /** Batches that are being looked at now. */
  looks: number;
  answered: number;
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
    note: '',
    fallback: null,
    detector: null,
    file: null,
    askedMs: Number.NEGATIVE_INFINITY,
    failedMs: Number.NEGATIVE_INFINITY,
    failuresInARow: 0,
    looks: 0,
    answered: 0,
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
  const classes = slot.detector?.classMap.supported ?? [];
  const sorted = slot.runs.ms.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const { batches } = slot.runs;
  const provider = slot.detector?.provider ?? '';
  return {
    ...describedBy(slot.modelId, manifest, classes),
    sha256: slot.detector?.sha256 ?? '',
    provider,
    device: provider === '' ? '' : provider === 'cpu' ? 'processor' : 'accelerator',
    fallback: slot.fallback,
    state: slot.state,
    wanted: false,
    reason: slot.reason,
    note: slot.note,
    inferMsP50: at(0.5),
    inferMsP95: at(0.95),
    batchMean: batches.length === 0 ? 0 : batches.reduce((sum, size) => sum + size, 0) / batches.length,
    answered: slot.answered,
    queue,
  };
}

/** What a model's description says of it, loaded or not. */
export function describedBy(modelId: string, manifest: ModelManifest | null, classes: readonly string[]) {
  return {
    modelId,
    title: manifest?.title ?? modelId,
    family: manifest?.family ?? '',
    inputWidth: manifest?.input.width ?? 0,
    inputHeight: manifest?.input.height ?? 0,
    resize: manifest?.input.resize === 'stretch' ? ('stretch' as const) : ('letterbox' as const),
    classes: [...classes],
    standIn: manifest?.standIn ?? false,
    ...(manifest === null ? {} : { defaultThreshold: manifest.defaultThreshold, thresholds: manifest.thresholds }),
  };
}
