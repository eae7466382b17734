import { describe, expect, it } from 'vitest';
import { createFactOrder } from '../../../../../workers/entries/parts/fact-order.ts';
import type { Link } from '../../../../../workers/runtime/link.ts';

const link = (peer: string): Link => ({ peer, send: () => true, queuedBytes: 0, close: () => undefined });
const OLDEST = { oldest: true };
const LATER = { oldest: false };

describe('the order in which the store takes the facts of a sender', () => {
  it('is that in which they come, as long as it can take them', () => {
    const order = createFactOrder();
    const camera = link('camera-0');
    expect([OLDEST, LATER, LATER].map((batch) => order.mayTake(camera, batch))).toEqual([true, true, true]);
  });

  it('leaves out what was on its way behind facts that it could not take, until those come again', () => {
    const order = createFactOrder();
    const camera = link('camera-0');
    order.couldNotTake(camera);
    expect([LATER, LATER, OLDEST, LATER].map((batch) => order.mayTake(camera, batch))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('is that of each sender by itself, and begins anew with a new link', () => {
    const order = createFactOrder();
    const [north, south] = [link('camera-0'), link('camera-1')];
    order.couldNotTake(north);
    expect(order.mayTake(south, LATER)).toBe(true);
    order.gone(north);
    expect(order.mayTake(north, LATER)).toBe(true);
  });
});
