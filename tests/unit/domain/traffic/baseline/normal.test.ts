import { describe, expect, it } from 'vitest';
import { createHistory, daysWatched, fullValue } from '../../../../../domain/traffic/baseline/history.ts';
import { normalAt } from '../../../../../domain/traffic/baseline/normal.ts';
import { DEFAULT_BASELINE } from '../../../../../domain/traffic/baseline/settings.ts';
import { DAY, quarter, seriesOfDays } from '../series.ts';

const settings = DEFAULT_BASELINE;
const NOON = 48;

describe('the value of a quarter of an hour', () => {
  it.each([
    ['is its count where it was watched throughout', quarter(40), 40],
    ['is scaled up by the share that was watched', quarter(38, { watchedShare: 0.95 }), 40],
    ['is unknown where too little was watched', quarter(38, { watchedShare: 0.89 }), null],
    ['is unknown where nothing was watched, and no zero', quarter(0, { watchedShare: 0 }), null],
    ['is unknown where too much was watched badly', quarter(40, { degradedShare: 0.2 }), null],
    ['is unknown where the clock was set back', quarter(40, { clockOverlap: true }), null],
  ])('%s', (_, of, value) => {
    const full = fullValue(of, settings);
    if (value === null) expect(full).toBeNull();
    else expect(full).toBeCloseTo(value, 9);
  });

  it('takes degraded watching where it is set so', () => {
    expect(fullValue(quarter(40, { degradedShare: 1 }), { ...settings, countDegraded: true })).toBe(40);
  });
});

describe('normal for a weekday and an hour', () => {
  // Four Mondays with 90, 100, 110 and 400 at noon and all around it; everything else has 10.
  const mondays = [90, 100, 110, 400];
  const history = createHistory(
    seriesOfDays(29, ({ day, quarter: at }) =>
      day % 7 === 0 && Math.abs(at - NOON) <= 2 ? (mondays[day / 7] ?? 0) : 10,
    ),
    settings,
    0,
  );

  it('is the median of that weekday, which one strange day does not move far', () => {
    // 90, 100, 110, 400: the middle of 100 and 110.
    expect(normalAt(history, 28 * DAY + NOON, settings)).toMatchObject({ median: 105, values: 4, basis: 'weekday' });
  });

  it('has the robust spread of its quarter and its neighbours, and the unsureness of its own median', () => {
    // Away from 105: 15, 5, 5, 295, in five quarters; the middle of 5 and 15 is 10, times √(4/3) for the four values.
    const one = 1.4826 * 10 * Math.sqrt(4 / 3);
    const spread = normalAt(history, 28 * DAY + NOON, settings)?.spread;
    expect(spread).toBeCloseTo(one * Math.sqrt(1 + Math.PI / 2 / 4), 6);
  });

  it('is never surer than chance lets it be', () => {
    // Thirty days with exactly 16 all the time: Poisson says ±4.
    const same = createHistory(
      seriesOfDays(29, () => 16),
      settings,
      0,
    );
    expect(normalAt(same, 28 * DAY + NOON, settings)?.spread).toBeCloseTo(4 * Math.sqrt(1 + Math.PI / 2 / 4), 6);
    const none = createHistory(
      seriesOfDays(29, () => 0),
      settings,
      0,
    );
    expect(normalAt(none, 28 * DAY + NOON, settings)?.spread).toBeCloseTo(Math.sqrt(1 + Math.PI / 2 / 4), 6);
  });

  it('falls back to the kind of day, and then says that it does not know', () => {
    const eight = createHistory(
      seriesOfDays(9, ({ day }) => day),
      settings,
      0,
    );
    // Tuesday of the second week: one Tuesday before it, and the workdays 0 to 4 and 7.
    expect(normalAt(eight, 8 * DAY + NOON, settings)).toMatchObject({ median: 2.5, values: 6, basis: 'kind-of-day' });
    // Its Saturday would have one Saturday.
    expect(
      normalAt(
        createHistory(
          seriesOfDays(13, () => 5),
          settings,
          0,
        ),
        12 * DAY,
        settings,
      ),
    ).toBeNull();
  });

  it('knows nothing of its own day and of days after it', () => {
    const before = normalAt(history, 21 * DAY + NOON, settings);
    expect(before).toMatchObject({ median: 100, values: 3 });
  });

  it('forgets what lies before its window', () => {
    const short = { ...settings, windowDays: 21 };
    expect(normalAt(history, 28 * DAY + NOON, short)).toMatchObject({ median: 110, values: 3 });
  });

  it('leaves out what was not watched: an outage does not become normal', () => {
    const dark = createHistory(
      seriesOfDays(36, ({ day }) => (day >= 14 && day < 28 ? quarter(0, { watchedShare: 0 }) : 50)),
      settings,
      0,
    );
    expect(normalAt(dark, 35 * DAY + NOON, settings)).toMatchObject({ median: 50, values: 3 });
    expect(daysWatched(dark)).toBe(22);
  });

  it('puts both of a doubled hour into one slot, and none into a missing one', () => {
    // From Monday, 5 October 2026: the clocks go back on Sunday the 25th.
    const autumn = { ...seriesOfDays(49, () => 30, 'Europe/Berlin'), fromUtcUs: Date.UTC(2026, 9, 5) * 1000 };
    const made = createHistory(autumn, { ...settings, leastValues: 3 }, 0);
    const at = made.slots.findIndex(({ day, quarter: of }) => day === (made.slots[0]?.day ?? 0) + 27 && of === 8);
    // Sundays the 11th, the 18th and, twice, the 25th.
    expect(normalAt(made, at, settings)).toMatchObject({ values: 4, basis: 'weekday' });
  });
});
