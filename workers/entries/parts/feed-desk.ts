import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Link } from '../../runtime/link.ts';
import type { Store } from '../../store/index.ts';

/** Hands the feed of committed crossings to those who follow it. However far one is behind, the writer does not wait for it. */
export interface FeedDesk {
  follow(link: Link, cursor: number): void;
  /** There is more than before. */
  moved(): void;
  gone(link: Link): void;
}

const PAGE = 500;
/** What may wait in the socket of a follower: it is read as fast as it is taken. */
const MOST_QUEUED_BYTES = 1024 * 1024;
const LOOK_AGAIN_MS = 20;

interface Follower {
  cursor: number;
  walking: boolean;
}

export function createFeedDesk(store: Pick<Store, 'follow' | 'newestCursor'>): FeedDesk {
  const followers = new Map<Link, Follower>();

  /** One page, then everyone else has a turn. */
  async function walk(link: Link, follower: Follower): Promise<void> {
    if (follower.walking) return;
    follower.walking = true;
    while (followers.get(link) === follower) {
      if (link.queuedBytes >= MOST_QUEUED_BYTES) {
        await pause(LOOK_AGAIN_MS);
        continue;
      }
      const page = store.follow(follower.cursor, PAGE);
      follower.cursor = page.cursor;
      if (page.crossings.length > 0) link.send({ type: 'committed', ...page });
      if (page.crossings.length < PAGE) break;
      await nextTurn();
    }
    follower.walking = false;
  }

  return {
    follow(link, cursor) {
      const newest = store.newestCursor();
      // From another database than this one: without a word it would pass over all that comes until there.
      if (cursor > newest) link.send({ type: 'committed', cursor: newest, crossings: [] });
      const follower: Follower = { cursor: Math.min(cursor, newest), walking: false };
      followers.set(link, follower);
      void walk(link, follower);
    },
    moved() {
      for (const [link, follower] of followers) void walk(link, follower);
    },
    gone: (link) => void followers.delete(link),
  };
}
