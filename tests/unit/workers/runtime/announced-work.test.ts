import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../domain/contracts/messages.ts';
import { createAnnouncedWork } from '../../../../workers/runtime/announced-work.ts';

function announce() {
  const told: Message[] = [];
  let nowMs = 0;
  const busy = createAnnouncedWork(
    (message) => void told.push(message),
    () => nowMs,
  );
  return { busy, told, pass: (ms: number) => (nowMs += ms) };
}
const building = (what: string, deadlineMs: number): Message => ({ type: 'busy', what, deadlineMs });

describe('announced work', () => {
  it('is over when it says so, once', () => {
    const { busy, told } = announce();
    const done = busy('building', 1000);
    done();
    done();
    expect(told).toEqual([building('building', 1000), { type: 'idle' }]);
  });

  it('of which there are two keeps the longer deadline, and what is left of it when the other is over', () => {
    const { busy, told, pass } = announce();
    const short = busy('short', 1000);
    const long = busy('long', 5000);
    pass(800);
    short();
    long();
    expect(told).toEqual([building('short', 1000), building('long', 5000), building('long', 4200), { type: 'idle' }]);
  });

  it('never asks for no time at all', () => {
    const { busy, told, pass } = announce();
    busy('late', 1000);
    pass(2000);
    busy('next', 10)();
    expect(told.at(-1)).toEqual(building('late', 1));
  });
});
