import { describe, expect, it } from 'vitest';
import { hearReport, NOTHING_REPORTED } from '../../../../domain/camera/sender-reports.ts';

const BASE = 1_700_000_000_000_000;
/** Pictures 80 ms apart, each with the offset in microseconds that its report gives it; the offset agreed on at the end. */
function agreed(offsets: readonly number[]): number | null {
  let clock = NOTHING_REPORTED;
  offsets.forEach((offset, i) => {
    clock = hearReport(clock, { mediaUs: i * 80_000, utcUs: BASE + i * 80_000 + offset });
  });
  return clock.offsetUs === null ? null : clock.offsetUs - BASE;
}

describe('a clock told by sender reports', () => {
  it.each<[string, number[], number | null]>([
    ['one picture is not enough', [0], null],
    ['two are not', [0, 0], null],
    ['three agree', [0, 0, 0], 0],
    ['they agree but for rounding', [0, 11, 4], 4],
    ['a slow drift is followed', [0, 900, 1_800, 2_700, 3_600], 3_600],
    ['pictures whose times fit no picture never agree', [0, 240_000, -240_000, 0, 240_000, -240_000], null],
    ['a single mistake changes nothing', [0, 0, 0, 500_000, 0], 0],
    [
      'a next report with another time is believed when three pictures tell it',
      [0, 0, 0, 30_000, 30_000, 30_000],
      30_000,
    ],
    ['not before', [0, 0, 0, 30_000, 30_000], 0],
    ['nonsense is no time', [NaN, NaN, NaN, NaN], null],
  ])('%s', (_what, offsets, expected) => {
    expect(agreed(offsets)).toBe(expected);
  });
});
