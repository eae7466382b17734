import { describe, expect, it } from 'vitest';
import { createFrameFlow } from '../../../../workers/analytics/frame-flow.ts';

/** Questions that are answered when the test says so. */
function heldAnswers() {
  const open = new Map<number, (answer: string) => void>();
  return {
    ask: (frame: number) => new Promise<string>((resolve) => open.set(frame, resolve)),
    answer: (frame: number) => open.get(frame)?.(`seen ${frame}`),
    asked: () => [...open.keys()],
  };
}
const unexpected = (_frame: number, error: unknown): never => {
  throw error;
};
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('frames of a live camera', () => {
  it('are dropped when the detector is busy, all but the newest, and counted', async () => {
    const held = heldAnswers();
    const handled: number[] = [];
    const dropped: number[] = [];
    const flow = createFrameFlow<number, string>({
      lossless: false,
      ask: held.ask,
      handle: (frame) => void handled.push(frame),
      dropped: (frame) => void dropped.push(frame),
      failed: unexpected,
    });
    for (const frame of [1, 2, 3, 4]) await flow.offer(frame);
    expect(held.asked()).toEqual([1]);
    held.answer(1);
    await turn();
    expect(held.asked()).toEqual([1, 4]);
    held.answer(4);
    await flow.settled();
    expect(handled).toEqual([1, 4]);
    expect(dropped).toEqual([2, 3]);
    expect(flow.inFlight).toBe(0);
  });
});

describe('frames of a recording', () => {
  it('are never dropped, keep their order, and make the source wait', async () => {
    const held = heldAnswers();
    const handled: number[] = [];
    const flow = createFrameFlow<number, string>({
      lossless: true,
      ask: held.ask,
      handle: (frame) => void handled.push(frame),
      dropped: () => {
        throw new Error('a recording lost a frame');
      },
      failed: unexpected,
    });
    for (const frame of [1, 2, 3, 4, 5, 6, 7]) await flow.offer(frame);
    let accepted = false;
    const eighth = flow.offer(8).then(() => (accepted = true));
    await turn();
    expect(accepted).toBe(false);
    held.answer(2);
    await turn();
    expect(handled).toEqual([]);
    held.answer(1);
    await eighth;
    for (const frame of [3, 4, 5, 6, 7, 8]) held.answer(frame);
    await flow.settled();
    expect(handled).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('a frame that fails', () => {
  const whole = { ask: (frame: number) => Promise.resolve(`seen ${frame}`), handle: () => undefined };
  const rejects = (frame: number): Promise<string> =>
    frame === 2 ? Promise.reject(new Error('lost')) : Promise.resolve('seen');
  const throws = (frame: number): Promise<string> => {
    if (frame === 2) throw new Error('lost');
    return Promise.resolve('seen');
  };
  const stumbles = (frame: number): void => {
    if (frame === 2) throw new Error('lost');
  };

  it.each([
    ['asking is refused', true, { ...whole, ask: rejects }],
    ['asking throws', true, { ...whole, ask: throws }],
    ['handling throws', true, { ...whole, handle: stumbles }],
    ['asking is refused', false, { ...whole, ask: rejects }],
    ['asking throws', false, { ...whole, ask: throws }],
    ['handling throws', false, { ...whole, handle: stumbles }],
  ])('because %s (nothing dropped: %s) is told and holds up nobody behind it', async (_why, lossless, ports) => {
    const failed: number[] = [];
    const done: number[] = [];
    const flow = createFrameFlow<number, string>({
      lossless,
      ask: ports.ask,
      handle: (frame) => {
        ports.handle(frame);
        done.push(frame);
      },
      dropped: (frame) => unexpected(frame, new Error('dropped')),
      failed: (frame) => void failed.push(frame),
    });
    for (const frame of [1, 2, 3]) {
      await flow.offer(frame);
      await flow.settled();
    }
    expect(failed).toEqual([2]);
    expect(done).toEqual([1, 3]);
    expect(flow.inFlight).toBe(0);
  });
});
