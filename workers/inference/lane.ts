import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Result } from '../../domain/base/result.ts';
import type { OutputTensor } from './decoders/family.ts';
import type { Seen } from './detector.ts';
import type { LaneAnswer, LaneModel, LaneQuestion } from './lane-messages.ts';
import type { ModelFile } from './model-folder.ts';
import type { Picture } from './picture.ts';

/** A thread with a model of its own, seen from outside. It answers one question after another, in order. */
export interface Lane {
  open(file: ModelFile, threads: number, floor: number): Promise<Result<LaneModel>>;
  detect(picture: Picture): Promise<Seen>;
  outputsFor(picture: Picture): Promise<readonly OutputTensor[]>;
  /** Ends the thread; in order where it still answers. */
  close(): Promise<void>;
}

/** Pictures that one lane may have: one that it looks at and the next one, so that it never waits for us. */
export const LANE_DEPTH = 2;

/** A thread that does not let go of its model within this time is ended without. */
const CLOSE_LIMIT_MS = 5000;

/** A lane that dies takes its process with it, whose supervisor starts all of them anew: half a detector is none. */
export function startLane(file: string | URL): Lane {
  const worker = new Worker(file);
  const pixels = createSharedPixels();
  const asked: ((answer: LaneAnswer) => void)[] = [];
  let closing = false;

  worker.on('message', (answer: LaneAnswer) => asked.shift()?.(answer));
  worker.on('exit', (code) => {
    if (!closing) throw new Error(`a thread of the detector ended with code ${code}`);
  });

  function ask(question: LaneQuestion): Promise<LaneAnswer> {
    if (closing || asked.length >= LANE_DEPTH) return Promise.reject(new Error('a lane was asked too much at once'));
    return new Promise<LaneAnswer>((resolve) => {
      asked.push(resolve);
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
    detect: async (picture) => (await answered({ kind: 'detect', picture: pixels.take(picture) }, 'seen')).seen,
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

/** Memory that both threads see, a place for each picture that the lane may have; it grows to the largest. */
function createSharedPixels() {
  const places = Array.from({ length: LANE_DEPTH }, () => new Uint8Array(new SharedArrayBuffer(0)));
  return {
    take(picture: Picture): Picture {
      const { length } = picture.pixels;
      const next = places.shift();
      const place = next !== undefined && next.length >= length ? next : new Uint8Array(new SharedArrayBuffer(length));
      places.push(place);
      place.set(picture.pixels);
      return { ...picture, pixels: place.subarray(0, length) };
    },
  };
}
