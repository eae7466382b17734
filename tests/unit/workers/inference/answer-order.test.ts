import { describe, expect, it } from 'vitest';
import { fail } from '../../../../domain/base/result.ts';
import { createAnswerOrder } from '../../../../workers/inference/answer-order.ts';
import type { WaitingFrame } from '../../../../workers/inference/request.ts';

const ANSWER = fail('any', 'any', 'any');
const PICTURE = { width: 1, height: 1, format: 'bgr24', pixels: new Uint8Array(3) } as const;

function waiting(cameraId: string, frameId: number, told: string[]): WaitingFrame {
  return {
    line: cameraId,
    lossless: true,
    arrivedMs: 0,
    request: { ...PICTURE, cameraId, frameId, modelId: null, lossless: true },
    answer: () => void told.push(`${cameraId} ${frameId}`),
  };
}

describe('answers that are ready in any order', () => {
  it.each([
    { ready: [0, 1, 2], told: ['north 1', 'north 2', 'north 3'] },
    { ready: [2, 1, 0], told: ['north 1', 'north 2', 'north 3'] },
    { ready: [1, 2], told: [] },
    { ready: [1, 0], told: ['north 1', 'north 2'] },
  ])('leave in the order in which their frames were taken: $ready', ({ ready, told }) => {
    const said: string[] = [];
    const frames = createAnswerOrder().reserve([1, 2, 3].map((frameId) => waiting('north', frameId, said)));
    for (const index of ready) frames[index]?.answer(ANSWER);
    expect(said).toEqual(told);
  });

  it('wait for no other camera', () => {
    const said: string[] = [];
    const order = createAnswerOrder();
    const [north] = order.reserve([waiting('north', 1, said)]);
    const [south] = order.reserve([waiting('south', 1, said)]);
    south?.answer(ANSWER);
    expect(said).toEqual(['south 1']);
    north?.answer(ANSWER);
    expect(said).toEqual(['south 1', 'north 1']);
  });

  it('wait for frames that were taken in an earlier turn, also after a pause', () => {
    const said: string[] = [];
    const order = createAnswerOrder();
    const [first] = order.reserve([waiting('north', 1, said)]);
    first?.answer(ANSWER);
    const [second] = order.reserve([waiting('north', 2, said)]);
    const [third] = order.reserve([waiting('north', 3, said)]);
    third?.answer(ANSWER);
    expect(said).toEqual(['north 1']);
    second?.answer(ANSWER);
    expect(said).toEqual(['north 1', 'north 2', 'north 3']);
  });
});
