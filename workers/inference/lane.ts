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
  /** The processor's time for one look; what else goes on beside it does not count. */
  processorMs(picture: Picture): Promise<number>;
  /** Ends the thread, in order where it still answers; whoever waits for an answer is told so. */
  close(): Promise<void>;
}

/** Pictures that one lane may have: one that it looks at and the next one, so that it never waits for us. */
export const LANE_DEPTH = 2;

export interface LaneWatch {
  /** Seconds after which a picture never comes back. */
  readonly answerLimitS: number;
  dead(why: string): void;
}

/** A lane that dies takes its process with it, whose supervisor starts all of them anew: half a detector is none. */
const TAKES_ITS_PROCESS: LaneWatch = {
  // Nobody else would notice: the process itself goes on breathing while a thread of it hangs.
  answerLimitS: 30,
  dead(why) {
    throw new Error(why);
  },
};

/** A thread that does not let go of its model within this time is ended without. */
const CLOSE_LIMIT_MS = 5000;

export function startLane(program: string | URL, watch: LaneWatch = TAKES_ITS_PROCESS): Lane {
  const line = openLine(program, watch);
  const pixels = createSharedPixels();

  async function answered<K extends LaneAnswer['kind']>(question: LaneQuestion, kind: K) {
    const answer = await line.ask(question);
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
    processorMs: async (picture) => (await answered({ kind: 'time', picture: pixels.take(picture) }, 'time')).ms,
    close: () => line.close(),
  };
}

interface Asked {
  answer(answer: LaneAnswer): void;
  lost(error: Error): void;
}

/** Questions to the thread and its answers, in order. */
function openLine(program: string | URL, watch: LaneWatch) {
  const worker = new Worker(program);
  const asked: Asked[] = [];
  let closing = false;
  let over = false;
  let why = '';

  worker.on('message', (message: LaneAnswer) => asked.shift()?.answer(message));
  worker.on('error', (error) => {
    why = `: ${error.message}`;
  });
  worker.on('exit', (code) => {
    over = true;
    for (const { lost } of asked.splice(0)) lost(new Error('the lane was closed before it answered'));
    if (!closing) watch.dead(`a thread of the detector ended with code ${code}${why}`);
  });
  const put = (question: LaneQuestion): Promise<LaneAnswer> => {
    // Loading may take minutes and is announced to the watchdog of the process.
    const stopWatching = question.kind === 'open' ? () => undefined : watchSilence(watch);
    return new Promise<LaneAnswer>((answer, lost) => {
      asked.push({ answer, lost });
      worker.postMessage(question);
    }).finally(stopWatching);
  };

  return {
    ask(question: LaneQuestion): Promise<LaneAnswer> {
      if (closing || asked.length >= LANE_DEPTH) return Promise.reject(new Error('a lane was asked too much at once'));
      return put(question);
    },
    async close(): Promise<void> {
      if (over) return;
      const first = !closing && asked.length === 0;
      closing = true;
      const letGo = first ? put({ kind: 'close' }).catch(() => undefined) : null;
      await Promise.race([letGo, pause(CLOSE_LIMIT_MS, undefined, { ref: false })]);
      await worker.terminate();
    },
  };
}

/** Counts seconds instead of looking at a clock: those in which the machine slept are not the thread's. */
function watchSilence({ answerLimitS, dead }: LaneWatch): () => void {
  let left = answerLimitS;
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    dead(`a thread of the detector did not answer for ${answerLimitS} s`);
  }, 1000);
  return () => clearInterval(timer);
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
