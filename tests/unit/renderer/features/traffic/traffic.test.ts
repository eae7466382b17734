import { describe, expect, it } from 'vitest';
import type { MovementMatrix } from '../../../../../domain/contracts/traffic-api.ts';
import { odMatrix } from '../../../../../renderer/features/traffic/od-rows.ts';
import { intervalOf } from '../../../../../renderer/features/traffic/periods.ts';

type Counted = MovementMatrix['movements'][number];
const gate = (lineId: string, direction: 'in' | 'out') => ({ kind: 'line' as const, lineId, direction });
const movement = (from: string, to: string, vehicles: number, pcu: number): Counted => ({
  ...{ movementId: `${from}${to}`, name: `${from} ${to}`, sinceUtcUs: 0, counts: [] },
  ...{ entry: gate(from, 'in'), exit: gate(to, 'out'), volume: { vehicles, pcu, unconverted: 0 } },
});
const all = [movement('n', 's', 10, 11.1), movement('n', 'e', 5, 5.2), movement('s', 'n', 3, 3)];

describe('the matrix of origins and destinations', () => {
  it('has sums that are those of its cells, in either unit', () => {
    const od = odMatrix(all, 'vehicles');
    expect(od.rowTotal(gate('n', 'in'))).toBe(15);
    expect(od.columnTotal(gate('n', 'out'))).toBe(3);
    expect(od.total).toBe(18);
    expect(odMatrix(all, 'pcu').rowTotal(gate('n', 'in'))).toBe(16.3);
  });

  it('knows a pair that nobody defined', () => {
    const od = odMatrix(all, 'vehicles');
    expect(od.at(gate('s', 'in'), gate('e', 'out'))).toBeUndefined();
    expect([od.entries.length, od.exits.length]).toEqual([2, 3]);
  });
});

describe('the interval that a person means', () => {
  const noon = Date.UTC(2026, 6, 31, 12, 0, 30);
  const iso = (us: number) => new Date(us / 1000).toISOString();
  const choose = (period: 'hour' | 'today' | 'yesterday' | 'own', from = '', to = '') => {
    const interval = intervalOf({ period, from, to }, noon, 'Europe/Berlin');
    return interval === null ? null : [iso(interval.from), iso(interval.to)];
  };

  it.each([
    ['hour', '2026-07-31T11:01:00.000Z', '2026-07-31T12:01:00.000Z'],
    ['today', '2026-07-30T22:00:00.000Z', '2026-07-31T12:01:00.000Z'],
    ['yesterday', '2026-07-29T22:00:00.000Z', '2026-07-30T22:00:00.000Z'],
  ] as const)('"%s" is in whole minutes and days of the site', (period, from, to) =>
    expect(choose(period)).toEqual([from, to]),
  );

  it('is given in times of the site, and must not end before it begins', () => {
    expect(choose('own', '2026-07-31T07:45', '2026-07-31T08:45')).toEqual([
      '2026-07-31T05:45:00.000Z',
      '2026-07-31T06:45:00.000Z',
    ]);
    expect(choose('own', '2026-07-31T08:45', '2026-07-31T07:45')).toBeNull();
    expect(choose('own', '', '')).toBeNull();
  });
});
