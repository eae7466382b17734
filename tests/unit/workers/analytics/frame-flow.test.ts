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
    });
    await flow.offer(1);
    let accepted = false;
    const second = flow.offer(2).then(() => (accepted = true));
    await turn();
    expect(accepted).toBe(false);
    held.answer(2);
    await turn();
    expect(handled).toEqual([]);
    held.answer(1);
    await second;
    await flow.settled();
    expect(handled).toEqual([1, 2]);
  });
});
