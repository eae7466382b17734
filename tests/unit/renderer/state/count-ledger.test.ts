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

const crossing = (track: number, more: Partial<CommittedCrossing> = {}): CommittedCrossing => ({
  cursor: track,
  cameraId: 'north',
  sessionId: 'session-1',
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
const answer = (base: { in: number; out: number }, cursor: number, fromUtcUs = 0) => ({ base, cursor, fromUtcUs });
const answered = answerLedger(askLedger(EMPTY_LEDGER), answer({ in: 10, out: 4 }, 100));

describe('a total between two answers of the site', () => {
  it('grows at once with committed crossings that the answer cannot hold', () => {
    const next = addToLedger(answered, [crossing(101), crossing(102, { direction: 'out' })]);
    expect([totalsOf(next), next.stale]).toEqual([{ in: 11, out: 5 }, true]);
  });

  it('does not grow with a crossing that is in the answer but is told only after it', () => {
    const next = addToLedger(answered, [crossing(99), crossing(100)]);
    expect([totalsOf(next), next.stale]).toEqual([{ in: 10, out: 4 }, true]);
  });

  it('counts a crossing once although it is told again, also with its final class', () => {
    const once = addToLedger(answered, [crossing(101), crossing(101)]);
    const twice = addToLedger(once, [crossing(101, { final: true, class: 'van', cursor: 104 })]);
    expect(totalsOf(twice).in).toBe(11);
  });

  it('leaves a final class whose crossing may already be in the answer to the next answer', () => {
    const next = addToLedger(answered, [crossing(7, { final: true, cursor: 101 })]);
    expect([totalsOf(next).in, next.stale]).toEqual([10, true]);
  });

  it.each([
    ['holds them', answer({ in: 12, out: 4 }, 102), 12],
    ['holds one of them', answer({ in: 11, out: 4 }, 101), 12],
    ['holds none of them', answer({ in: 10, out: 4 }, 100), 12],
    ['holds more than was told', answer({ in: 13, out: 4 }, 103), 13],
  ])('is right with what came during the question when the answer %s', (_case, given, total) => {
    const during = addToLedger(askLedger(answered), [crossing(101), crossing(102)]);
    const after = answerLedger(during, given);
    expect([totalsOf(after).in, after.stale]).toEqual([total, true]);
    // Whatever of it is told late.
    expect(totalsOf(addToLedger(after, [crossing(101), crossing(102)])).in).toBe(total);
  });

  it('begins anew at midnight: what crossed before it does not count, whenever it is committed', () => {
    const late = crossing(103, { utcUs: 4999 });
    const before = addToLedger(answered, [crossing(101, { utcUs: 4990 })]);
    const after = addToLedger(answerLedger(before, answer({ in: 0, out: 0 }, 100, 5000)), [late]);
    expect(totalsOf(after).in).toBe(0);
    expect(totalsOf(addToLedger(after, [crossing(104, { utcUs: 5000 })])).in).toBe(1);
  });

  it('takes the word of a site whose database was put back', () => {
    const before = addToLedger(answered, [crossing(101)]);
    const after = answerLedger(before, answer({ in: 6, out: 1 }, 60));
    expect(totalsOf(after)).toEqual({ in: 6, out: 1 });
    expect(totalsOf(addToLedger(after, [crossing(61)])).in).toBe(7);
  });

  it('is asked for again after a failed question', () => {
    expect(failLedger(askLedger(answered))).toMatchObject({ stale: true });
  });

  it('goes down at once when what came after the answer is rejected, and asks for what may be in it', () => {
    const grown = addToLedger(answered, [crossing(101), crossing(102)]);
    const down = addToLedger(grown, [crossing(101, { cursor: 103, countsAs: [], corrected: true })]);
    expect([totalsOf(down).in, down.corrected]).toEqual([11, true]);
    const split = addToLedger(down, [crossing(102, { cursor: 104, countsAs: ['car', 'van'], corrected: true })]);
    expect(totalsOf(split).in).toBe(12);
    const known = addToLedger(answered, [crossing(7, { cursor: 101, countsAs: [], corrected: true })]);
    expect([totalsOf(known).in, known.corrected]).toEqual([10, true]);
    const after = answerLedger(askLedger(known), answer({ in: 9, out: 4 }, 101));
    expect([totalsOf(after).in, after.corrected]).toEqual([9, false]);
  });

  it('does not take a crossing whose correction was taken back for a new one', () => {
    const back = addToLedger(answered, [crossing(7, { cursor: 102, countsAs: ['car'], corrected: true })]);
    expect([totalsOf(back).in, back.corrected]).toEqual([10, true]);
  });

  it('does not grow in memory over a long shift', () => {
    const many = Array.from({ length: 5000 }, (_, at) => crossing(101 + at));
    expect(addToLedger(answered, many).recent.size).toBeLessThanOrEqual(2000);
  });
});
