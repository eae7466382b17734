import { fail, ok } from '../../domain/base/result.ts';
import type { Failure, Result } from '../../domain/base/result.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import { createAnswerOrder } from './answer-order.ts';
import type { AnswerOrder } from './answer-order.ts';
import type { BatchTicket, FrameQueue } from './frame-queue.ts';
import type { ModelChooser } from './model-chooser.ts';
import type { ModelShelf } from './model-shelf.ts';
import { noteRun } from './model-slot.ts';
import type { ModelSlot } from './model-slot.ts';
import type { WaitingFrame } from './request.ts';
import { firstLine } from './session.ts';
import type { ProviderName } from './session.ts';

/**
 * Takes frames from the queue and has them looked at, as many batches at once as the detector has lanes. Every camera
 * gets its answers in the order in which it sent its frames, whichever lane is done first.
 */
export interface EngineLoop {
  /** Something changed: a frame came, a model is ready. */
  wake(): void;
  /** Runs when the pictures that are being looked at now are done: a model in use must not be let go. */
  afterLooks(work: () => Promise<void>): void;
  /** Refuses what waits and returns when the last batch is done. */
  close(): Promise<void>;
}

export interface LoopParts {
  readonly queue: FrameQueue<WaitingFrame>;
  readonly maxWaitMs: number;
  readonly chooser: () => ModelChooser;
  readonly shelf: () => ModelShelf;
  readonly changed: () => void;
}

/** After so many failed runs one after another the model before it takes over. */
const FAILURES_TO_STEP_BACK = 3;

export const CLOSED: Failure = {
  code: 'inference-closed',
  message: 'inference is stopping',
  hint: 'Send the frame again once it is back.',
};

export function createEngineLoop(parts: LoopParts): EngineLoop {
  const { queue } = parts;
  const chores = new Set<Promise<void>>();
  const order = createAnswerOrder();
  const underWay = new Set<Promise<void>>();
  let due = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  /** Frames that came in one go are taken in one go. */
  const wake = (): void => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      run();
    });
  };
  const begin = (slot: ModelSlot, batch: readonly WaitingFrame[]): void => {
    slot.looks += 1;
    const looking = look(parts, slot, order.reserve(batch)).finally(() => {
      underWay.delete(looking);
      slot.looks -= 1;
      wake();
    });
    underWay.add(looking);
  };
  const run = (): void => {
    clearTimeout(timer);
    refuseHopeless(parts, order, closed);
    for (;;) {
      const turn = queue.take(performance.now(), parts.maxWaitMs, (frame) => ticket(parts, frame));
      if (turn === null) return;
      if ('waitMs' in turn) {
        timer = setTimeout(wake, turn.waitMs);
        return;
      }
      const slot = parts.shelf().find(turn.group);
      if (slot !== undefined) begin(slot, turn.batch);
    }
  };
  return {
    wake,
    afterLooks(work) {
      const chore = Promise.all(underWay)
        .then(work)
        .finally(() => chores.delete(chore));
      chores.add(chore);
    },
    async close() {
      closed = true;
      wake();
      while (due || underWay.size + chores.size > 0) await Promise.all([...underWay, ...chores]);
      clearTimeout(timer);
    },
  };
}

function ticket({ chooser }: LoopParts, { request }: WaitingFrame): BatchTicket | null {
  const choice = chooser().choose(request);
  if (choice.kind !== 'serve') return null;
  const { detector, slot } = choice;
  if (slot.looks >= detector.lanes) return null;
  return { group: slot.modelId, maxBatch: detector.maxBatch, alone: request.lossless && !detector.independent };
}

/** Answers frames that no model will ever look at, so that nobody waits for them. */
function refuseHopeless({ queue, chooser }: LoopParts, order: AnswerOrder, closed: boolean): void {
  const failures: Failure[] = [];
  const removed = queue.removeHeads(({ request }) => {
    if (closed) failures.push(CLOSED);
    const choice = closed ? null : chooser().choose(request);
    if (choice?.kind === 'refuse') failures.push(choice.failure);
    return closed || choice?.kind === 'refuse';
  });
  order.reserve(removed).forEach((frame, index) => frame.answer({ ok: false, failure: failures[index] ?? CLOSED }));
}

async function look(parts: LoopParts, slot: ModelSlot, batch: readonly WaitingFrame[]): Promise<void> {
  const started = performance.now();
  const found = await detect(parts, slot, batch);
  const inferMs = performance.now() - started;
  if (!found.ok) {
    for (const frame of batch) frame.answer(found);
    return;
  }
  noteRun(slot, inferMs, batch.length);
  const { provider, sha256 } = found.value;
  batch.forEach((frame, index) => {
    const detections = found.value.detections[index];
    if (detections === undefined) throw new Error('a detector answered fewer pictures than it was given');
    if (!frame.lossless) parts.chooser().served(frame.request.cameraId, slot.modelId);
    const waitMs = started - frame.arrivedMs;
    const about = { modelId: slot.modelId, modelSha256: sha256, provider, waitMs, inferMs, batch: batch.length };
    frame.answer(ok({ detections, ...about }));
  });
}

interface Found {
  readonly detections: readonly Detections[];
  readonly provider: ProviderName;
  readonly sha256: string;
}

/** A device that is lost takes no frame with it: the same batch runs again on the CPU. */
async function detect(parts: LoopParts, slot: ModelSlot, batch: readonly WaitingFrame[]): Promise<Result<Found>> {
  const pictures = batch.map(({ request }) => request);
  for (;;) {
    const { detector } = slot;
    if (detector === null) return fail('model-missing', `the model "${slot.modelId}" was let go`, 'Choose a model.');
    try {
      const detections = await detector.detect(pictures.slice(0, detector.maxBatch));
      for (let at = detector.maxBatch; at < pictures.length; at += detector.maxBatch) {
        detections.push(...(await detector.detect(pictures.slice(at, at + detector.maxBatch))));
      }
      return ok({ detections, provider: detector.provider, sha256: detector.sha256 });
    } catch (error) {
      if (detector.provider === 'cpu') return runFailure(parts, slot, firstLine(error));
      const moved = await parts.shelf().moveToCpu(slot, firstLine(error));
      if (!moved.ok) return moved;
    }
  }
}

function runFailure({ chooser, changed }: LoopParts, slot: ModelSlot, reason: string): Result<never> {
  slot.failuresInARow += 1;
  slot.reason = `a run failed: ${reason}`;
  if (slot.failuresInARow % FAILURES_TO_STEP_BACK === 0) void chooser().stepBack(slot);
  changed();
  return fail('model-run', `the model "${slot.modelId}" failed on this frame: ${reason}`, 'Choose another model.');
}
