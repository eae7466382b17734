import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CameraStatus } from '../../../../domain/contracts/messages.ts';
import { createKeepAwake } from '../../../../electron/use-cases/keep-awake.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE_MS = 60_000;
const at = (cameraId: string, state: CameraStatus['state']): CameraStatus => ({ cameraId, state }) as CameraStatus;

function make() {
  const calls: string[] = [];
  let next = 0;
  const awake = createKeepAwake({
    start: () => {
      calls.push('held');
      return next++;
    },
    stop: (id) => void calls.push(`released ${id}`),
  });
  return { awake, calls };
}

describe('keeping the machine awake', () => {
  it('does not hold for a site without a camera, nor for cameras that show nothing', () => {
    const { awake, calls } = make();
    awake.follow([]);
    awake.follow([at('north', 'offline'), at('south', 'auth-failed'), at('east', 'stopped')]);
    expect([calls, vi.getTimerCount()]).toEqual([[], 0]);
  });

  it('holds once while a camera is live, whichever process tells of it', () => {
    const { awake, calls } = make();
    for (let second = 0; second < 600; second += 1) {
      awake.follow([at('north', 'live'), at('south', 'offline')]);
      awake.follow([]);
      vi.advanceTimersByTime(1000);
    }
    expect(calls).toEqual(['held']);
    awake.stop();
  });

  it('holds on while a camera reconnects, and lets go when it does not come back', () => {
    const { awake, calls } = make();
    awake.follow([at('north', 'live')]);
    vi.advanceTimersByTime(4 * MINUTE_MS);
    awake.follow([at('north', 'connecting')]);
    awake.follow([at('north', 'live')]);
    vi.advanceTimersByTime(4 * MINUTE_MS);
    expect(calls).toEqual(['held']);
    awake.follow([at('north', 'offline')]);
    vi.advanceTimersByTime(2 * MINUTE_MS);
    expect(calls).toEqual(['held', 'released 0']);
    awake.follow([at('north', 'live')]);
    expect(calls).toEqual(['held', 'released 0', 'held']);
    awake.stop();
  });

  it('lets go at the end, and only what it held', () => {
    const { awake, calls } = make();
    awake.stop();
    awake.follow([at('north', 'live')]);
    awake.stop();
    awake.stop();
    expect([calls, vi.getTimerCount()]).toEqual([['held', 'released 0'], 0]);
  });
});
