import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Link } from '../../runtime/link.ts';
import type { Store } from '../../store/index.ts';

/** Hands changed incidents to those who follow them. They are few: one page is nearly always all. */
export interface IncidentFeedDesk {
  follow(link: Link, cursor: number): void;
  /** There is more than before. */
  moved(): void;
  gone(link: Link): void;
}

const PAGE = 200;

export function createIncidentFeedDesk(
  store: Pick<Store, 'followIncidents' | 'newestIncidentCursor'>,
): IncidentFeedDesk {
  const followers = new Map<Link, { cursor: number; walking: boolean }>();

  async function walk(link: Link): Promise<void> {
    const follower = followers.get(link);
    if (follower === undefined || follower.walking) return;
    follower.walking = true;
    while (followers.get(link) === follower) {
      const page = store.followIncidents(follower.cursor, PAGE);
      follower.cursor = page.cursor;
      if (page.incidents.length > 0) link.send({ type: 'committed-incidents', ...page });
      if (page.incidents.length < PAGE) break;
      await nextTurn();
    }
    follower.walking = false;
  }

  return {
    follow(link, cursor) {
      // A cursor from another database than this one would pass over all that comes until there.
      followers.set(link, { cursor: Math.min(cursor, store.newestIncidentCursor()), walking: false });
      void walk(link);
    },
    moved() {
      for (const link of followers.keys()) void walk(link);
    },
    gone: (link) => void followers.delete(link),
  };
}
