import { describe, expect, it } from 'vitest';
import { binShares, binStart, cutIntoBins } from '../../../../domain/traffic/bins.ts';

const S = 1_000_000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

describe('bins', () => {
  it('begin at whole minutes, quarters, hours and days of UTC', () => {
    const at = 3 * D + 5 * H + 17 * M + 42 * S;
    expect([60, 900, 3600, 86_400].map((seconds) => binStart(at, seconds))).toEqual([
      3 * D + 5 * H + 17 * M,
      3 * D + 5 * H + 15 * M,
      3 * D + 5 * H,
      3 * D,
    ]);
  });

  it('share a stretch so that nothing is lost at their borders', () => {
    expect(binShares(50 * S, 130 * S, 60)).toEqual([
      { start: 0, us: 10 * S },
      { start: M, us: 60 * S },
      { start: 2 * M, us: 10 * S },
    ]);
    expect(binShares(M, 2 * M, 60)).toEqual([{ start: M, us: M }]);
    expect(binShares(M, M, 60)).toEqual([]);
  });
});

describe('cutting a stretch into whole bins', () => {
  const cases = [
    { name: 'within a minute', from: 5 * S, to: 40 * S },
    { name: 'over one border of a minute', from: 30 * S, to: 90 * S },
    { name: 'exactly one minute', from: M, to: 2 * M },
    { name: 'a few minutes', from: M + 1, to: 9 * M + 7 },
    { name: 'over an hour, beginning and ending odd', from: 13 * M + 3, to: 2 * H + 59 * M + 59 * S },
    { name: 'many days', from: D - 5 * S, to: 40 * D + 3 * H + 16 * M + 1 },
    { name: 'whole days', from: 2 * D, to: 9 * D },
    { name: 'from the beginning of time', from: 0, to: 20_000 * D },
    { name: 'nothing', from: M, to: M },
  ];
  for (const { name, from, to } of cases) {
    it(`covers it without a gap or an overlap: ${name}`, () => {
      const parts = cutIntoBins(from, to);
      let at = from;
      for (const part of parts) {
        expect(part.from).toBe(at);
        expect(part.to).toBeGreaterThan(part.from);
        if (part.seconds > 0) {
          expect(part.from % (part.seconds * S)).toBe(0);
          expect(part.to % (part.seconds * S)).toBe(0);
        } else {
          expect(part.to - part.from).toBeLessThan(2 * M);
        }
        at = part.to;
      }
      expect(at).toBe(to);
      expect(parts.length).toBeLessThanOrEqual(9);
    });
  }

  it('uses the longest bins that fit', () => {
    expect(cutIntoBins(D - M, 2 * D + 2 * H).map((part) => part.seconds)).toEqual([60, 86_400, 3600]);
  });
});
