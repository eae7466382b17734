import { describe, expect, it } from 'vitest';
import type { CommittedIncident } from '../../../../../domain/contracts/incidents.ts';
import type { Message } from '../../../../../domain/contracts/messages.ts';
import { createIncidentFeedDesk } from '../../../../../workers/entries/parts/incident-feed-desk.ts';
import type { Link } from '../../../../../workers/runtime/link.ts';

const incident = (cursor: number): CommittedIncident => ({
  ...{ cursor, incidentId: '11111111-1111-4111-8111-111111111111', kind: 'jam', cameraId: 'north' },
  ...{ openedUtcUs: 0, toUtcUs: null, mode: 'live' },
});

function storeOf(count: number) {
  const store = {
    count,
    newestIncidentCursor: () => store.count,
    followIncidents(cursor: number, limit: number) {
      const last = Math.min(store.count, cursor + limit);
      const incidents = Array.from({ length: Math.max(0, last - cursor) }, (_, at) => incident(cursor + at + 1));
      return { cursor: Math.max(cursor, last), incidents };
    },
  };
  return store;
}

function createLink() {
  const seen: number[] = [];
  const send = (message: Message): boolean => {
    if (message.type === 'committed-incidents') seen.push(...message.incidents.map(({ cursor }) => cursor));
    return true;
  };
  return { peer: 'site', queuedBytes: 0, close: () => undefined, seen, send } satisfies Link & { seen: number[] };
}

const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
};
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe('the feed of incidents', () => {
  it('is sent from a cursor on, whole and in order, and goes on with what comes', async () => {
    const store = storeOf(450);
    const desk = createIncidentFeedDesk(store);
    const link = createLink();
    desk.follow(link, 20);
    await until(() => link.seen.length >= 430);
    store.count = 452;
    desk.moved();
    await until(() => link.seen.length >= 432);
    expect(link.seen).toEqual(numbers(21, 452));
  });

  it('begins with what comes for a follower whose cursor lies beyond all that is known', async () => {
    const store = storeOf(5);
    const desk = createIncidentFeedDesk(store);
    const link = createLink();
    desk.follow(link, 99);
    store.count = 6;
    desk.moved();
    await until(() => link.seen.length > 0);
    expect(link.seen).toEqual([6]);
  });

  it('is sent to nobody who is gone', async () => {
    const store = storeOf(5);
    const desk = createIncidentFeedDesk(store);
    const [gone, stays] = [createLink(), createLink()];
    desk.follow(gone, 5);
    desk.follow(stays, 5);
    desk.gone(gone);
    store.count = 6;
    desk.moved();
    await until(() => stays.seen.length > 0);
    expect(gone.seen).toEqual([]);
  });
});
