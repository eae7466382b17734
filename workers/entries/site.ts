import { ok } from '../../domain/base/result.ts';
import { openReader } from '../store/index.ts';
import { createComplexWatch, createFollower } from '../site/index.ts';
import { lookBackCursor, toldPatterns } from './parts/told-patterns.ts';
import { runProcess } from '../runtime/run-process.ts';
import { neededSetting } from '../runtime/setting.ts';
import type { Link } from '../runtime/link.ts';
import { startDepartureRounds } from './parts/departure-rounds.ts';
import { dialStore } from './parts/store-link.ts';
import { DATABASE_FILE } from './parts/settings.ts';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const CURSOR_RETRY_MS = 1000;

/** The site process: follows the committed facts by a stored cursor, from which everything across cameras is derived. */
runProcess(async (context) => {
  const file = path.join(neededSetting(context.settings, 'dataFolder'), DATABASE_FILE);
  const patterns = createComplexWatch({
    told: toldPatterns(file),
    // One that is lost because the store is away is found again when the pattern goes on after its rest.
    report: (found) => void store.command('incident.report', found),
  });
  const follower = createFollower({
    onCrossings: patterns.crossings,
    readCursor() {
      const opened = openReader(file);
      if (!opened.ok) return null;
      const cursor = opened.value.cursor('site');
      opened.value.close();
      return cursor;
    },
    saveCursor: async (cursor) => (await store.command('cursor.put', { follower: 'site', cursor })).ok,
    log: context.log,
  });
  /** A cursor that cannot be read for a moment is not the first one: from there all would be followed anew. */
  const follow = async (link: Link): Promise<void> => {
    while (store.link === link) {
      const cursor = follower.cursor();
      if (cursor !== null) return void link.send({ type: 'follow', cursor });
      context.log('warn', 'the cursor cannot be read; it is tried again');
      await pause(CURSOR_RETRY_MS);
    }
  };
  const store = dialStore(context, {
    onOpen(link) {
      void follow(link);
      // Patterns are of now: what opened while nobody looked is taken from the newest page on.
      link.send({ type: 'follow-incidents', cursor: lookBackCursor(file) });
    },
    onMessage(message) {
      if (message.type === 'committed') follower.take(message);
      else if (message.type === 'committed-incidents') patterns.incidents(message.incidents);
    },
  });
  const stopRounds = startDepartureRounds(file, store, context.log);
  return ok(async () => {
    await stopRounds();
    await follower.stop();
    store.stop();
  });
});
