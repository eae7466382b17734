import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../../renderer/api/problem.ts';
import type { Access } from '../../../../renderer/api/site-api.ts';
import { createDesktopDoor } from '../../../../renderer/app/desktop-door.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const access = { accessToken: 'fresh' } as Access;
const away = new ApiError(0, { code: 'unreachable', message: 'away', hint: '' });
const unknown = new ApiError(401, { code: 'bad-token', message: 'not this launch', hint: '' });

/** A door at a site that answers in this order, then lets in. */
function doorAt(...answers: readonly Error[]) {
  const told: string[] = [];
  let asked = 0;
  const door = createDesktopDoor({
    exchange: () => {
      const answer = answers[asked++];
      return answer === undefined ? Promise.resolve(access) : Promise.reject(answer);
    },
    onIn: ({ accessToken }) => void told.push(accessToken),
    onOutside: ({ code }, refused) => void told.push(`${code} ${refused ? 'for good' : 'for now'}`),
  });
  return { door, told, asked: () => asked };
}

describe('the door of the desktop', () => {
  it('lets in, again whenever it is asked', async () => {
    const { door, told } = doorAt();
    expect(await door.enter()).toBe(true);
    expect(await door.enter()).toBe(true);
    expect(told).toEqual(['fresh', 'fresh']);
    door.stop();
  });

  it('asks once for all who wait at the same time', async () => {
    const { door, asked } = doorAt();
    expect(await Promise.all([door.enter(), door.enter(), door.enter()])).toEqual([true, true, true]);
    expect(asked()).toBe(1);
    door.stop();
  });

  it('asks again by itself while the site is away', async () => {
    const { door, told, asked } = doorAt(away, away);
    expect(await door.enter()).toBe(false);
    await vi.runAllTimersAsync();
    expect(told).toEqual(['unreachable for now', 'unreachable for now', 'fresh']);
    expect([asked(), vi.getTimerCount()]).toEqual([3, 0]);
    door.stop();
  });

  it('does not ask again where its launch is not known, unless somebody wants it to', async () => {
    const { door, told } = doorAt(unknown);
    expect(await door.enter()).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
    expect(await door.enter()).toBe(true);
    expect(told).toEqual(['bad-token for good', 'fresh']);
    door.stop();
  });

  it('is quiet once it was stopped', async () => {
    const { door, told } = doorAt(away);
    await door.enter();
    door.stop();
    await vi.runAllTimersAsync();
    expect([told, vi.getTimerCount()]).toEqual([['unreachable for now'], 0]);
  });
});
