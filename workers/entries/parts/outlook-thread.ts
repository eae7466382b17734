import { Worker } from 'node:worker_threads';
import { fail, type Result } from '../../../domain/base/result.ts';
import type { OutlookQuestion } from '../../../domain/contracts/outlook.ts';
import type { OutlookAnswer } from '../../outlook/index.ts';

/** Months of quarters are read and reckoned with beside the event loop: no picture waits for a forecast. */
export interface OutlookThread {
  /** The same question is answered once for each newest closed quarter. */
  ask(question: OutlookQuestion): Promise<Result<OutlookAnswer>>;
  /** Nothing that still waits is answered in full any more. */
  stop(): Promise<void>;
}

export interface OutlookThreadOptions {
  /** The thread's file. */
  readonly program: string;
  readonly databaseFile: string;
  /** Anything that changes when an answer may: the newest closed quarter, settings, drawings. */
  readonly stateOf: (cameraId: string) => string;
  readonly nowUtcUs: () => number;
}

type Answer = Result<OutlookAnswer>;

/** Whoever asks while so many wait is asked to come back. */
const MOST_WAITING = 32;
const LIMIT_MS = 60_000;
const MOST_KEPT = 200;
/** An answer also says which day is today, and whether its newest quarter is still new. */
const KEPT_FOR_US = 60_000_000;

const BUSY: Answer = fail('outlook-busy', 'others are asking as well', 'Try again in a moment.');
const STOPPED: Answer = fail('outlook-stopped', 'the gateway stops', 'Try again in a moment.');
const TOO_LONG: Answer = fail('outlook-timeout', 'it took too long', 'Try again when the machine is less busy.');

/** One question at a time, each in a thread of its own that leaves nothing behind. */
export function createOutlookThread(options: OutlookThreadOptions): OutlookThread {
  const kept = new Map<string, { readonly answer: Promise<Answer>; readonly sinceUtcUs: number }>();
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let end: (() => void) | null = null;
  let stopped = false;

  async function answer(question: OutlookQuestion): Promise<Answer> {
    if (stopped) return STOPPED;
    const workerData = { file: options.databaseFile, question, nowUtcUs: options.nowUtcUs() };
    const worker = new Worker(options.program, { workerData });
    try {
      return await new Promise<Answer>((resolve) => {
        const limit = setTimeout(() => resolve(TOO_LONG), LIMIT_MS);
        const settle = (result: Answer): void => {
          clearTimeout(limit);
          resolve(result);
        };
        end = () => settle(STOPPED);
        worker.once('message', settle);
        worker.once('error', (error) => settle(broken(String(error))));
        worker.once('exit', (code) => settle(broken(`ended with code ${code}`)));
      });
    } finally {
      end = null;
      await worker.terminate();
    }
  }

  function queued(question: OutlookQuestion): Promise<Answer> {
    if (waiting >= MOST_WAITING) return Promise.resolve(BUSY);
    waiting += 1;
    const answered = last.then(() => answer(question)).finally(() => (waiting -= 1));
    last = answered;
    return answered;
  }

  return {
    async ask(question) {
      const key = `${JSON.stringify(question)} ${options.stateOf(question.cameraId)}`;
      const now = options.nowUtcUs();
      const known = kept.get(key);
      if (known !== undefined && now - known.sinceUtcUs < KEPT_FOR_US) return known.answer;
      const asked = queued(question);
      kept.delete(key);
      kept.set(key, { answer: asked, sinceUtcUs: now });
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      const answered = await asked;
      // A failure of the moment is no answer to keep.
      if (!answered.ok) kept.delete(key);
      return answered;
    },
    async stop() {
      stopped = true;
      end?.();
      await last;
    },
  };
}

function broken(reason: string): Answer {
  return fail('outlook-lost', `it broke off: ${reason}`, 'Try again; the log of the gateway may say more.');
}
