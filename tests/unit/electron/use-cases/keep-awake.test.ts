import { describe, expect, it } from 'vitest';
import type { ProcessStatus } from '../../../../domain/contracts/messages.ts';
import { createKeepAwake } from '../../../../electron/use-cases/keep-awake.ts';

const at = (name: string, state: ProcessStatus['state']): ProcessStatus => ({ name, state }) as ProcessStatus;

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
  it('holds while a camera process is ready, once, and lets go when none is', () => {
    const { awake, calls } = make();
    awake.follow([at('store', 'ready'), at('camera-0', 'starting')]);
    expect(calls).toEqual([]);
    awake.follow([at('camera-0', 'ready')]);
    awake.follow([at('camera-0', 'ready'), at('camera-1', 'ready')]);
    expect(calls).toEqual(['held']);
    awake.follow([at('camera-0', 'crashed')]);
    awake.follow([at('camera-0', 'crashed')]);
    expect(calls).toEqual(['held', 'released 0']);
    awake.follow([at('camera-0', 'ready')]);
    expect(calls).toEqual(['held', 'released 0', 'held']);
  });

  it('lets go at the end, and only what it held', () => {
    const { awake, calls } = make();
    awake.stop();
    awake.follow([at('camera-0', 'ready')]);
    awake.stop();
    awake.stop();
    expect(calls).toEqual(['held', 'released 0']);
  });
});
