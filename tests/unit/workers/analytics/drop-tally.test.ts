import { describe, expect, it } from 'vitest';
import { createDropTally } from '../../../../workers/analytics/drop-tally.ts';

const MINUTE = 60_000_000;

describe('frames that were dropped', () => {
  it('are told by minute and cause, once their minute is over', () => {
    const tally = createDropTally();
    for (const utcUs of [5, MINUTE - 1]) tally.add('detector-busy', utcUs);
    tally.add('store-backlog', 7);
    expect(tally.over(MINUTE - 1)).toEqual([]);
    tally.add('detector-busy', MINUTE);
    expect(tally.over(MINUTE + 1)).toMatchObject([
      { kind: 'frame-drops', startUtcUs: 0, drops: { 'detector-busy': 2, 'store-backlog': 1 } },
    ]);
    expect(tally.over(MINUTE + 1)).toEqual([]);
    expect(tally.rest()).toMatchObject([{ startUtcUs: MINUTE, drops: { 'detector-busy': 1 } }]);
    expect(tally.rest()).toEqual([]);
  });

  it('have a name of their own each time', () => {
    const tally = createDropTally();
    tally.add('detector-busy', 5);
    const [first] = tally.rest();
    tally.add('detector-busy', 6);
    const [second] = tally.rest();
    expect(first?.tallyId).not.toBe(second?.tallyId);
    expect([first?.drops, second?.drops]).toEqual([{ 'detector-busy': 1 }, { 'detector-busy': 1 }]);
  });

  it('wait for a week at most: the oldest minutes go', () => {
    const tally = createDropTally();
    for (let minute = 0; minute < 10_081; minute += 1) tally.add('store-backlog', minute * MINUTE);
    const told = tally.rest();
    expect(told).toHaveLength(10_080);
    expect(told[0]?.startUtcUs).toBe(MINUTE);
  });
});
