import { fail, type Result } from '../../../domain/base/result.ts';
import type { Proposals } from '../../../domain/contracts/traffic-api.ts';
import type {
  MovementRetroAnswer,
  MovementRetroQuestion,
  ProposalQuestion,
  RetroAnswer,
  RetroQuestion,
} from '../../analytics/index.ts';
import { createWarmWorker } from './warm-worker.ts';

/** Counting over stored paths beside the event loop: reading and decoding hours of them must not hold up any picture. */
export interface CountingThread {
  count(question: RetroQuestion): Promise<Result<RetroAnswer>>;
  countMovements(question: MovementRetroQuestion): Promise<Result<MovementRetroAnswer>>;
  propose(question: ProposalQuestion): Promise<Result<Proposals>>;
  /** Nothing that still waits is answered in full any more. */
  stop(): Promise<void>;
}

/** Whoever asks while so many wait is asked to come back. */
const MOST_WAITING = 8;
const LIMIT_MS = 60_000;

/** What the thread is asked. */
type Ask =
  | { readonly kind: 'line'; readonly question: RetroQuestion }
  | { readonly kind: 'movements'; readonly question: MovementRetroQuestion }
  | { readonly kind: 'proposals'; readonly question: ProposalQuestion };

const BUSY: Result<never> = fail('retro-count-busy', 'others are counting as well', 'Try again in a moment.');
const STOPPED: Result<never> = fail('retro-count-stopped', 'the gateway stops', 'Try again in a moment.');
const TOO_LONG: Result<never> = fail(
  'retro-count-timeout',
  'counting took too long',
  'Try again when the machine is less busy.',
);

/**
 * `program` is the thread's file. One question at a time. The thread stays for the next one: a day comes in many answers, and
 * starting a thread for each would take longer than counting.
 */
export function createCountingThread(program: string, databaseFile: string): CountingThread {
  const warm = createWarmWorker(program, { file: databaseFile });
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let end: (() => void) | null = null;
  let stopped = false;

  async function answer<T>(ask: Ask): Promise<Result<T>> {
    if (stopped) return STOPPED;
    const worker = warm.take();
    let answered = false;
    try {
      return await new Promise<Result<T>>((resolve) => {
        const limit = setTimeout(() => resolve(TOO_LONG), LIMIT_MS);
        const settle = (result: Result<T>): void => {
          clearTimeout(limit);
          resolve(result);
        };
        end = () => settle(STOPPED);
        worker.once('message', (result: Result<T>) => {
          answered = true;
          settle(result);
        });
        worker.once('error', (error) => settle(broken(String(error))));
        worker.once('exit', (code) => settle(broken(`ended with code ${code}`)));
        worker.postMessage(ask);
      });
    } finally {
      end = null;
      if (answered && !stopped) warm.keep(worker);
      else await warm.end(worker);
    }
  }

  function inTurn<T>(ask: Ask): Promise<Result<T>> {
    if (waiting >= MOST_WAITING) return Promise.resolve(BUSY);
    waiting += 1;
    const answered = last.then(() => answer<T>(ask)).finally(() => (waiting -= 1));
    last = answered;
    return answered;
  }

  return {
    count: (question) => inTurn({ kind: 'line', question }),
    countMovements: (question) => inTurn({ kind: 'movements', question }),
    propose: (question) => inTurn({ kind: 'proposals', question }),
    async stop() {
      stopped = true;
      end?.();
      await last;
      await warm.stop();
    },
  };
}

function broken(reason: string): Result<never> {
  return fail('retro-count-lost', `counting broke off: ${reason}`, 'Try again; the log of the gateway may say more.');
}
