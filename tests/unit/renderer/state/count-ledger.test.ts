import { describe, expect, it } from 'vitest';
import type { CommittedCrossing } from '../../../../domain/contracts/messages.ts';
import {
  EMPTY_LEDGER,
  addToLedger,
  answerLedger,
  askLedger,
  failLedger,
  totalsOf,
} from '../../../../renderer/state/count-ledger.ts';

const LIVE = 'session-1';
const crossing = (track: number, more: Partial<CommittedCrossing> = {}): CommittedCrossing => ({
  cursor: track,
  cameraId: 'north',
  sessionId: LIVE,
  track,
  lineId: 'line',
  lineVersionId: 'version',
  ordinal: 1,
  direction: 'in',
  class: 'car',
  final: false,
  utcUs: 1,
  ...more,
});
const answered = answerLedger(askLedger(EMPTY_LEDGER), { in: 10, out: 4 });

describe('a total between two answers of the site', () => {
  it('grows at once with a committed crossing of the live session', () => {
    const next = addToLedger(answered, [crossing(1), crossing(2, { direction: 'out' })], LIVE);
    expect([totalsOf(next), next.stale]).toEqual([{ in: 11, out: 5 }, true]);
  });

  it('counts a crossing once although it is told again with its final class', () => {
    const once = addToLedger(answered, [crossing(1)], LIVE);
    const twice = addToLedger(once, [crossing(1, { final: true, class: 'van' })], LIVE);
    expect(totalsOf(twice).in).toBe(11);
  });

  it.each([
    ['a final class whose crossing may already be in the answer', [crossing(1, { final: true })]],
    ['a crossing of a replay', [crossing(1, { sessionId: 'replay' })]],
  ])('leaves %s to the next answer', (_name, crossings) => {
    const next = addToLedger(answered, crossings, LIVE);
    expect([totalsOf(next).in, next.stale]).toEqual([10, true]);
  });

  it('is never too high: what comes during a question waits for the next one', () => {
    const asking = askLedger(answered);
    const during = addToLedger(asking, [crossing(1)], LIVE);
    const after = answerLedger(during, { in: 11, out: 4 });
    expect([totalsOf(during).in, totalsOf(after).in, after.stale]).toEqual([10, 11, true]);
  });

  it('is asked for again after a failed question', () => {
    expect(failLedger(askLedger(answered))).toMatchObject({ stale: true, asking: false });
  });

  it('does not grow in memory over a long shift', () => {
    const many = Array.from({ length: 5000 }, (_, track) => crossing(track));
    expect(addToLedger(answered, many, LIVE).seen.size).toBeLessThanOrEqual(2000);
  });
});
