import { describe, expect, it } from 'vitest';
import type { CommittedCrossing, Message } from '../../../../../domain/contracts/messages.ts';
import { createFeedDesk } from '../../../../../workers/entries/parts/feed-desk.ts';
import type { Link } from '../../../../../workers/runtime/link.ts';

const UUID = '11111111-1111-4111-8111-111111111111';
const crossing = (cursor: number): CommittedCrossing => ({
  ...{ cursor, cameraId: 'north', sessionId: UUID, track: cursor, lineId: UUID, lineVersionId: UUID, ordinal: 1 },
  ...{ direction: 'in', class: 'car', final: true, utcUs: 0 },
});

/** A store of so many crossings. */
function storeOf(count: number) {
  const store = {
    count,
    newestCursor: () => store.count,
    follow(cursor: number, limit: number) {
      const last = Math.min(store.count, cursor + limit);
      const crossings = Array.from({ length: Math.max(0, last - cursor) }, (_, at) => crossing(cursor + at + 1));
      return { cursor: Math.max(cursor, last), crossings };
    },
  };
  return store;
}

/** A link whose other end takes nothing while it is told to be slow. */
function createLink() {
  const seen: number[] = [];
  const told: Message[] = [];
  const link = { peer: 'site', queuedBytes: 0, close: () => undefined, slow: false, seen, told };
  const send = (message: Message): boolean => {
    told.push(message);
    if (message.type === 'committed') seen.push(...message.crossings.map(({ cursor }) => cursor));
    if (link.slow) link.queuedBytes += 600 * 1024;
    return true;
  };
  return Object.assign(link, { send }) satisfies Link;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

describe('the feed', () => {
  it('is sent whole and in order to a follower that is far behind, and others have their turns between', async () => {
    const desk = createFeedDesk(storeOf(4200));
    const link = createLink();
    const turns: number[] = [];
    const look = (): void => {
      turns.push(link.seen.length);
      if (link.seen.length < 4200) setImmediate(look);
    };
    desk.follow(link, 0);
    look();
    await expect.poll(() => link.seen.length).toBe(4200);
    expect(link.seen).toEqual(upTo(4200));
    expect(new Set(turns).size).toBeGreaterThan(5);
  });

  it('waits for a follower that takes less than there is, and goes on when it has taken it', async () => {
    const desk = createFeedDesk(storeOf(4200));
    const link = createLink();
    link.slow = true;
    desk.follow(link, 0);
    await expect.poll(() => link.told.length).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(link.told).toHaveLength(2);
    link.slow = false;
    link.queuedBytes = 0;
    await expect.poll(() => link.seen).toEqual(upTo(4200));
  });

  it('goes on with what is committed later, once each, also while an older part is on its way', async () => {
    const store = storeOf(1200);
    const desk = createFeedDesk(store);
    const link = createLink();
    desk.follow(link, 0);
    store.count = 1700;
    desk.moved();
    await expect.poll(() => link.seen.length).toBe(1700);
    store.count = 1701;
    desk.moved();
    await expect.poll(() => link.seen.length).toBe(1701);
    expect(link.seen).toEqual(upTo(1701));
  });

  it('sets a follower right that is further on than there is anything', async () => {
    const store = storeOf(10);
    const desk = createFeedDesk(store);
    const link = createLink();
    desk.follow(link, 500);
    expect(link.told).toEqual([{ type: 'committed', cursor: 10, crossings: [] }]);
    store.count = 11;
    desk.moved();
    await expect.poll(() => link.seen).toEqual([11]);
  });

  it('is sent to nobody who is gone', async () => {
    const store = storeOf(0);
    const desk = createFeedDesk(store);
    const [gone, here] = [createLink(), createLink()];
    desk.follow(gone, 0);
    desk.follow(here, 0);
    desk.gone(gone);
    store.count = 1;
    desk.moved();
    await expect.poll(() => here.seen).toEqual([1]);
    expect(gone.seen).toEqual([]);
  });
});
