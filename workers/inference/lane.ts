import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Result } from '../../domain/base/result.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import type { OutputTensor } from './decoders/family.ts';
import type { LaneAnswer, LaneModel, LaneQuestion } from './lane-messages.ts';
import type { ModelFile } from './model-folder.ts';
import type { Picture } from './picture.ts';

/** A thread with a model of its own, seen from outside. One question at a time: whoever asks waits for the answer. */
export interface Lane {
  open(file: ModelFile, threads: number, floor: number): Promise<Result<LaneModel>>;
  detect(picture: Picture): Promise<Detections>;
  outputsFor(picture: Picture): Promise<readonly OutputTensor[]>;
  /** Ends the thread; in order where it still answers. */
  close(): Promise<void>;
}

/** A thread that does not let go of its model within this time is ended without. */
const CLOSE_LIMIT_MS = 5000;

/** A lane that dies takes its process with it, whose supervisor starts all of them anew: half a detector is none. */
export function startLane(file: string | URL): Lane {
  const worker = new Worker(file);
  const pixels = createSharedPixels();
  let answer: ((answer: LaneAnswer) => void) | null = null;
  let closing = false;

  worker.on('message', (message: LaneAnswer) => {
    const answering = answer;
    answer = null;
    answering?.(message);
  });
  worker.on('exit', (code) => {
    if (!closing) throw new Error(`a thread of the detector ended with code ${code}`);
  });

  function ask(question: LaneQuestion): Promise<LaneAnswer> {
    if (closing || answer !== null) return Promise.reject(new Error('a lane answers one question at a time'));
    return new Promise<LaneAnswer>((resolve) => {
      answer = resolve;
      worker.postMessage(question);
    });
  }
  async function answered<K extends LaneAnswer['kind']>(question: LaneQuestion, kind: K) {
    const answer = await ask(question);
    if (answer.kind === 'failed') throw new Error(answer.reason);
    if (!isOf(answer, kind)) throw new Error(`a lane answered ${answer.kind} where ${kind} was due`);
    return answer;
  }
  return {
    open: async (model, threads, floor) =>
      (await answered({ kind: 'open', file: model, threads, floor }, 'opened')).model,
    detect: async (picture) =>
      (await answered({ kind: 'detect', picture: pixels.take(picture) }, 'detections')).detections,
    outputsFor: async (picture) =>
      (await answered({ kind: 'outputs', picture: pixels.take(picture) }, 'outputs')).outputs,
    async close() {
      const letGo = ask({ kind: 'close' });
      closing = true;
      await Promise.race([letGo, pause(CLOSE_LIMIT_MS, undefined, { ref: false })]).catch(() => undefined);
      await worker.terminate();
    },
  };
}

function isOf<K extends LaneAnswer['kind']>(answer: LaneAnswer, kind: K): answer is Extract<LaneAnswer, { kind: K }> {
  return answer.kind === kind;
}

/** Memory that both threads see; it grows to the largest picture. */
function createSharedPixels() {
  let shared = new Uint8Array(new SharedArrayBuffer(0));
  return {
    take(picture: Picture): Picture {
      const { length } = picture.pixels;
      if (shared.length < length) shared = new Uint8Array(new SharedArrayBuffer(length));
      shared.set(picture.pixels);
      return { ...picture, pixels: shared.subarray(0, length) };
    },
  };
}
