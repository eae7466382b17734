import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '../../../domain/base/result.ts';
import type { ProcessContext } from '../../runtime/run-process.ts';
import { openReader, type StoreReader } from '../../store/index.ts';
import { dialStore } from './store-link.ts';

const RETRY_MS = 100;
/** Said again and again: how long a store needs for a damaged or large database, only the store knows. */
const SAY_EVERY_MS = 20_000;
const SAID_FOR_MS = 60_000;

type Context = Pick<ProcessContext, 'dial' | 'busy' | 'log'>;

/**
 * The reader, once the store is ready. What lies in the database's place before may be missing, damaged, or on its way
 * out; so nobody looks at it.
 */
export async function readerWhenReady(context: Context, file: string): Promise<StoreReader> {
  const over = keepSaying(() => context.busy('waiting for the store', SAID_FOR_MS));
  try {
    for (;;) {
      await storeReady(context);
      const opened = tryReader(file);
      if (opened.ok) return opened.value;
      context.log('warn', 'the database cannot be read yet', { reason: opened.failure.message });
      await pause(RETRY_MS);
    }
  } finally {
    over();
  }
}

function storeReady(context: Context): Promise<void> {
  return new Promise((resolve) => {
    const store = dialStore(context, {
      onOpen() {
        store.stop();
        resolve();
      },
    });
  });
}

/** A reader that was opened on a file has not read it: only an answer shows that it is a database, and ours. */
function tryReader(file: string): Result<StoreReader> {
  const opened = openReader(file);
  if (!opened.ok) return opened;
  try {
    if (opened.value.site() !== null) return opened;
    return unreadable(opened.value, 'it knows no site');
  } catch (error) {
    return unreadable(opened.value, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(reader: StoreReader, message: string): Result<never> {
  reader.close();
  return { ok: false, failure: { code: 'store-unreadable', message, hint: 'look at the log of the store' } };
}

function keepSaying(say: () => () => void): () => void {
  let over = say();
  const timer = setInterval(() => {
    const before = over;
    over = say();
    before();
  }, SAY_EVERY_MS);
  return () => {
    clearInterval(timer);
    over();
  };
}
