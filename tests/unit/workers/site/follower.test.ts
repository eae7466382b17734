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

function follow(stored: number, save: (cursor: number) => Promise<boolean>) {
  const taken: number[] = [];
  let cursors: { stored: number; newest: number } | null = { stored, newest: 1000 };
  const follower = createFollower({
    readCursors: () => cursors,
    saveCursor: save,
    log: () => undefined,
    onCrossings: (crossings) => void taken.push(...crossings.map(({ cursor }) => cursor)),
    saveEveryMs: 5,
  });
  followers.push(follower);
  return { follower, taken, put: (next: typeof cursors) => (cursors = next) };
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

  it('goes on where a backup ends that was put in place, and stores from there', async () => {
    const saved: number[] = [];
    const { follower, put } = follow(40, (cursor) => Promise.resolve(saved.push(cursor) > 0));
    follower.take(page(90, 90));
    await expect.poll(() => saved).toEqual([90]);
    put({ stored: 30, newest: 35 });
    expect(follower.cursor()).toBe(30);
    follower.take(page(37, 36, 37));
    await expect.poll(() => saved).toEqual([90, 37]);
  });

  it('stays where it is when the store comes back as it was, or cannot be looked at', () => {
    const { follower, put } = follow(40, () => Promise.resolve(false));
    follower.take(page(90, 90));
    expect(follower.cursor()).toBe(90);
    put(null);
    expect(follower.cursor()).toBe(90);
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
