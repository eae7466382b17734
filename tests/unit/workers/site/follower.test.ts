import { afterEach, describe, expect, it } from 'vitest';
import type { CommittedCrossing, MessageOf } from '../../../../domain/contracts/messages.ts';
import { createFollower, type Follower } from '../../../../workers/site/follower.ts';

const followers: Follower[] = [];
afterEach(async () => {
  for (const follower of followers.splice(0)) await follower.stop();
});

const crossing = (cursor: number): CommittedCrossing => ({
  cursor,
  cameraId: 'north',
  sessionId: '44444444-4444-4444-8444-444444444444',
  track: cursor,
  lineId: '11111111-1111-4111-8111-111111111111',
  lineVersionId: '11111111-1111-4111-8111-111111111111',
  ordinal: 1,
  direction: 'in',
  class: 'car',
  final: true,
  utcUs: 0,
});
const page = (cursor: number, ...cursors: number[]): MessageOf<'committed'> => ({
  type: 'committed',
  cursor,
  crossings: cursors.map(crossing),
});

function follow(stored: number | null, save: (cursor: number) => Promise<boolean>) {
  const taken: number[] = [];
  const follower = createFollower({
    readCursor: () => stored,
    saveCursor: save,
    log: () => undefined,
    onCrossings: (crossings) => void taken.push(...crossings.map(({ cursor }) => cursor)),
    saveEveryMs: 5,
  });
  followers.push(follower);
  return { follower, taken };
}

describe('the follower of committed crossings', () => {
  it('goes on where it was stored, and stores how far it came after taking it in', async () => {
    const saved: number[] = [];
    const { follower, taken } = follow(40, (cursor) => Promise.resolve(saved.push(cursor) > 0));
    expect(follower.cursor()).toBe(40);
    follower.take(page(42, 41, 42));
    await expect.poll(() => saved).toEqual([42]);
    expect(taken).toEqual([41, 42]);
    expect(follower.seen).toBe(2);
  });

  it('never goes back when a page comes a second time', () => {
    const { follower } = follow(0, () => Promise.resolve(true));
    follower.take(page(7, 7));
    follower.take(page(5, 5));
    expect(follower.cursor()).toBe(7);
  });

  it('does not begin at the beginning because its cursor cannot be read for a moment', () => {
    const { follower } = follow(null, () => Promise.resolve(true));
    expect(follower.cursor()).toBeNull();
  });

  it('is set back by a store that knows of nothing so far on, and stores that', async () => {
    const saved: number[] = [];
    const { follower } = follow(90, (cursor) => Promise.resolve(saved.push(cursor) > 0));
    expect(follower.cursor()).toBe(90);
    follower.take(page(35));
    expect(follower.cursor()).toBe(35);
    await expect.poll(() => saved).toEqual([35]);
  });

  it.each([
    ['is away', () => Promise.resolve(false)],
    ['breaks off', () => Promise.reject(new Error('gone'))],
  ])('tries again when the store %s', async (_case, refusal) => {
    const asked: number[] = [];
    const { follower } = follow(0, (cursor) => {
      asked.push(cursor);
      return asked.length < 3 ? refusal() : Promise.resolve(true);
    });
    follower.take(page(3, 3));
    await expect.poll(() => asked.length).toBe(3);
    expect(asked).toEqual([3, 3, 3]);
  });

  it('stores one cursor after another, and the last one when it is stopped', async () => {
    const asked: number[] = [];
    let answer = (): void => undefined;
    const { follower } = follow(0, (cursor) => {
      asked.push(cursor);
      return new Promise((resolve) => (answer = () => resolve(true)));
    });
    follower.take(page(1, 1));
    await expect.poll(() => asked).toEqual([1]);
    follower.take(page(2, 2));
    const stopped = follower.stop();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(asked).toEqual([1]);
    answer();
    await expect.poll(() => asked).toEqual([1, 2]);
    answer();
    await stopped;
  });
});
