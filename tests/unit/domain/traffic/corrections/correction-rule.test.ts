import { describe, expect, it } from 'vitest';
import {
  countsAfter,
  judgeCorrection,
  MOST_VEHICLES,
} from '../../../../../domain/traffic/corrections/correction-rule.ts';
import type { CorrectedCrossing, Correction } from '../../../../../domain/traffic/corrections/correction-rule.ts';

const crossing = (change: Partial<CorrectedCrossing> = {}): CorrectedCrossing => ({
  ...{ id: 1, lineId: 'a', direction: 'in', utcUs: 100_000_000, scope: 0, countsAs: ['car'], standing: null },
  ...change,
});
const codeOf = (of: CorrectedCrossing, correction: Correction, into: CorrectedCrossing | null = null): string => {
  const verdict = judgeCorrection(of, correction, into);
  return verdict.ok ? 'may be' : verdict.failure.code;
};
const merge = { kind: 'merge' } as const;
const cars = (count: number): Correction => ({ kind: 'split', classes: Array<string>(count).fill('car') });

describe('what a person may say of a crossing', () => {
  it.each<[string, CorrectedCrossing, Correction, string]>([
    ['rejected', crossing(), { kind: 'reject' }, 'may be'],
    ['rejected twice', crossing({ countsAs: [], standing: 'reject' }), { kind: 'reject' }, 'already-rejected'],
    ['rejected when merged', crossing({ countsAs: [], standing: 'merge' }), { kind: 'reject' }, 'already-merged'],
    ['reclassified', crossing(), { kind: 'reclassify', class: 'bus' }, 'may be'],
    ['reclassified as it is', crossing(), { kind: 'reclassify', class: 'car' }, 'class-unchanged'],
    ['reclassified as nothing known', crossing(), { kind: 'reclassify', class: 'tank' }, 'bad-class'],
    [
      'one vehicle after a split',
      crossing({ countsAs: ['car', 'car'] }),
      { kind: 'reclassify', class: 'car' },
      'may be',
    ],
    ['split', crossing(), cars(2), 'may be'],
    ['split into many', crossing(), cars(MOST_VEHICLES), 'may be'],
    ['split into too many', crossing(), cars(MOST_VEHICLES + 1), 'bad-split'],
    ['split into one', crossing(), cars(1), 'bad-split'],
    ['split into nothing known', crossing(), { kind: 'split', classes: ['car', 'ufo'] }, 'bad-class'],
  ])('%s', (_case, of, correction, verdict) => {
    expect(codeOf(of, correction)).toBe(verdict);
  });

  it.each<[string, Partial<CorrectedCrossing>, string]>([
    ['10 s away', { utcUs: 110_000_000 }, 'may be'],
    ['of another class', { countsAs: ['bus'] }, 'may be'],
    ['a little more than 10 s away', { utcUs: 110_000_001 }, 'merge-too-far-apart'],
    ['earlier by more than 10 s', { utcUs: 89_999_999 }, 'merge-too-far-apart'],
    ['itself', { id: 1 }, 'merge-with-itself'],
    ['of another line', { lineId: 'b' }, 'merge-other-line'],
    ['in the other direction', { direction: 'out' }, 'merge-other-direction'],
    ['of another recording', { scope: 4 }, 'merge-other-replay'],
    ['that is not counted itself', { countsAs: [] }, 'merge-not-counted'],
  ])('merged with a crossing %s', (_case, change, verdict) => {
    expect(codeOf(crossing(), merge, crossing({ id: 2, ...change }))).toBe(verdict);
  });

  it('merged with nothing', () => expect(codeOf(crossing(), merge)).toBe('crossing-unknown'));

  it('and as what it counts then', () => {
    expect(countsAfter({ kind: 'reject' })).toEqual([]);
    expect(countsAfter(merge)).toEqual([]);
    expect(countsAfter({ kind: 'reclassify', class: 'bus' })).toEqual(['bus']);
    expect(countsAfter({ kind: 'split', classes: ['car', 'van'] })).toEqual(['car', 'van']);
  });
});
