import { describe, expect, it } from 'vitest';
import {
  assessAt,
  type Assessed,
  departureChanges,
  departuresIn,
} from '../../../../../domain/traffic/baseline/departures.ts';
import { createHistory } from '../../../../../domain/traffic/baseline/history.ts';
import { DEFAULT_BASELINE } from '../../../../../domain/traffic/baseline/settings.ts';
import { DAY, MONDAY_US, quarter, QUARTER_US, seriesOfDays } from '../series.ts';

const settings = DEFAULT_BASELINE;

/** A Monday after four weeks of 100 a quarter, with these in its first quarters; null was not watched. */
function monday(...counts: (number | null)[]): Assessed[] {
  const series = seriesOfDays(29, ({ day, quarter: at }) => {
    const count = day < 28 ? 100 : counts[at];
    return count === null ? quarter(0, { watchedShare: 0.3 }) : (count ?? 100);
  });
  const history = createHistory(series, settings, 0);
  return counts.map((_, at) => assessAt(history, 28 * DAY + at, settings));
}
const at = (place: number): number => MONDAY_US + (28 * DAY + place) * QUARTER_US;

describe('a quarter of an hour against normal', () => {
  it('is so many spreads away', () => {
    // ±10 by chance, and four values know their median by √(1 + π/8) of that.
    const [one] = monday(150);
    expect(one?.z).toBeCloseTo(50 / (10 * Math.sqrt(1 + Math.PI / 8)), 6);
    expect(one).toMatchObject({ side: 'above', value: 150 });
  });

  it('does not depart within the bound, nor where it was not watched well', () => {
    expect(monday(140)[0]).toMatchObject({ side: null });
    expect(monday(60)[0]).toMatchObject({ side: null });
    expect(monday(null)[0]).toMatchObject({ side: null, z: null, value: null });
  });
});

describe('departures', () => {
  it.each([
    ['one quarter alone is none', [100, 200, 100, 100], []],
    ['two in a row are one, from the first of them', [100, 200, 210, 100, 100], [[1, 3, 'above', 'usual', 410, 200]]],
    ['two on different sides are none', [100, 200, 20, 100], []],
    ['fewer than usual departs as well', [20, 10, 15, 100, 100], [[0, 3, 'below', 'usual', 45, 300]]],
    ['a quarter as usual alone does not end one', [200, 200, 100, 200, 100, 100], [[0, 4, 'above', 'usual', 700, 400]]],
    ['a hole between two quarters keeps them from being in a row', [200, null, 200, 100, 100], []],
    ['an hour without a look ends one', [200, 200, null, null, null, null], [[0, 2, 'above', 'unwatched', 400, 200]]],
    ['one may still last', [100, 200, 200, 200], [[1, null, 'above', null, 600, 300]]],
    [
      'one may go over into another',
      [200, 200, 20, 20, 100, 100],
      [
        [0, 2, 'above', 'usual', 400, 200],
        [2, 4, 'below', 'usual', 40, 200],
      ],
    ],
  ] as const)('%s', (_, counts, expected) => {
    const found = departuresIn(monday(...counts), settings).map((one) => [
      (one.fromUtcUs - at(0)) / QUARTER_US,
      one.toUtcUs === null ? null : (one.toUtcUs - at(0)) / QUARTER_US,
      one.sign,
      one.endedBy,
      one.observed,
      one.normal,
    ]);
    expect(found).toEqual(expected);
  });

  it('names the farthest of its quarters', () => {
    const [one] = departuresIn(monday(160, 220, 180, 100, 100), settings);
    expect(one?.z).toBeCloseTo(120 / (10 * Math.sqrt(1 + Math.PI / 8)), 6);
  });

  it('begin and end once, however often the same quarter is looked at', () => {
    const quarters = monday(100, 200, 200, 100, 100);
    const begins = departureChanges(null, quarters.slice(0, 3), settings);
    expect(begins).toEqual([{ change: 'begins', open: { sign: 'above', fromUtcUs: at(1) } }]);
    const open = { sign: 'above', fromUtcUs: at(1) } as const;
    expect(departureChanges(open, quarters.slice(0, 3), settings)).toEqual([]);
    expect(departureChanges(open, quarters, settings)).toEqual([{ change: 'ends', toUtcUs: at(3), by: 'usual' }]);
    expect(departureChanges(null, quarters, settings)).toEqual([]);
  });

  it('need as many in a row as is set', () => {
    expect(departuresIn(monday(200, 200, 100, 100, 100), { ...settings, departureQuarters: 3 })).toEqual([]);
    expect(departuresIn(monday(200, 100), { ...settings, departureQuarters: 1 })).toHaveLength(1);
  });
});
