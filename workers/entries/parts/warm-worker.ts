import { Worker } from 'node:worker_threads';

/** A thread that is kept for a while after it was used: many short questions come one behind the other. */
export interface WarmWorker {
  /** The one that waits, or a new one. Whoever takes it gives it back by `keep` or `end`. */
  take(): Worker;
  keep(worker: Worker): void;
  end(worker: Worker): Promise<void>;
  /** Ends the one that waits. */
  stop(): Promise<void>;
}

const IDLE_MS = 10_000;

/** `program` is the thread's file, `workerData` what it is started with. */
export function createWarmWorker(program: string, workerData: unknown): WarmWorker {
  let idle: { readonly worker: Worker; readonly timer: NodeJS.Timeout } | null = null;

  function takeIdle(): Worker | null {
    if (idle === null) return null;
    const { worker, timer } = idle;
    idle = null;
    clearTimeout(timer);
    forgetListeners(worker);
    return worker;
  }

  async function end(worker: Worker): Promise<void> {
    forgetListeners(worker);
    // What it throws on its way out is nobody's business any more.
    worker.on('error', () => undefined);
    await worker.terminate();
  }

  async function stop(): Promise<void> {
    const worker = takeIdle();
    if (worker !== null) await end(worker);
  }

  return {
    take() {
      const worker = takeIdle() ?? new Worker(program, { workerData });
      worker.ref();
      return worker;
    },
    // Nobody waits for a thread that waits: it keeps no process alive, and should it die, the next one is new.
    keep(worker) {
      forgetListeners(worker);
      worker.unref();
      const drop = (): void => void stop();
      worker.once('exit', drop);
      worker.once('error', drop);
      idle = { worker, timer: setTimeout(drop, IDLE_MS).unref() };
    },
    end,
    stop,
  };
}

/** Ours, by name: a worker listens to itself as well. */
function forgetListeners(worker: Worker): void {
  for (const name of ['message', 'error', 'exit'] as const) worker.removeAllListeners(name);
}
