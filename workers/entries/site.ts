import { ok } from '../../domain/base/result.ts';
import { openReader } from '../store/index.ts';
import { createFollower } from '../site/index.ts';
import { runProcess } from '../runtime/run-process.ts';
import { neededSetting } from '../runtime/setting.ts';
import { dialStore } from './parts/store-link.ts';
import { DATABASE_FILE } from './parts/settings.ts';
import path from 'node:path';

/** The site process: follows the committed facts by a stored cursor, from which everything across cameras is derived. */
runProcess(async (context) => {
  const file = path.join(neededSetting(context.settings, 'dataFolder'), DATABASE_FILE);
  const follower = createFollower({
    readCursors() {
      const opened = openReader(file);
      if (!opened.ok) return null;
      const cursors = { stored: opened.value.cursor('site'), newest: opened.value.newestCursor() };
      opened.value.close();
      return cursors;
    },
    saveCursor: async (cursor) => (await store.command('cursor.put', { follower: 'site', cursor })).ok,
    log: context.log,
  });
  const store = dialStore(context, {
    onOpen: (link) => link.send({ type: 'follow', cursor: follower.cursor() }),
    onMessage(message) {
      if (message.type === 'committed') follower.take(message);
    },
  });
  return ok(async () => {
    await follower.stop();
    store.stop();
  });
});
