import type { Result } from '../../../domain/base/result.ts';
import type { Log } from '../../runtime/log.ts';
import { lookForDepartures } from '../../site/index.ts';
import { openReader } from '../../store/index.ts';
import type { StoreLink } from './store-link.ts';

/** Quarters close by what cameras tell, a few seconds after their end: often enough to be noticed within the minute. */
const LOOK_EVERY_MS = 20_000;

/** Looks for departures again and again, one look after another. The returned function ends it. */
export function startDepartureRounds(file: string, store: Pick<StoreLink, 'command'>, log: Log): () => Promise<void> {
  let looking: Promise<void> | null = null;
  let stopping = false;
  const look = async (): Promise<void> => {
    const opened = openReader(file);
    // The store makes the file; until then there is nothing to look at.
    if (!opened.ok) return;
    const reader = opened.value;
    const done = async (ask: () => Promise<Result<unknown>>) => !stopping && (await ask()).ok;
    try {
      await lookForDepartures({
        cameras: reader.cameras,
        closedTo: reader.closedTo,
        quarters: reader.quarters,
        departures: reader.departures,
        readCursor: reader.cursor,
        saveCursor: (follower, cursor) => done(() => store.command('cursor.put', { follower, cursor })),
        tell: (event) => done(() => store.command('process-event.add', event)),
      });
    } catch (error) {
      log('warn', 'departures could not be looked for', { reason: error instanceof Error ? error.message : '' });
    } finally {
      reader.close();
    }
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = null;
    });
  }, LOOK_EVERY_MS);
  return async () => {
    stopping = true;
    clearInterval(timer);
    await looking;
  };
}
