import { describe, expect, it } from 'vitest';
import type { MovementMatrix } from '../../../../../domain/contracts/traffic-api.ts';
import type { ClassSupport } from '../../../../../domain/traffic/class-support.ts';
import { PUBLISHED_PCU } from '../../../../../domain/traffic/pcu-tables.ts';
import { canBeZero, classColumns } from '../../../../../renderer/features/traffic/class-columns.ts';
import { odMatrix } from '../../../../../renderer/features/traffic/od-rows.ts';
import { intervalOf } from '../../../../../renderer/features/traffic/periods.ts';
import { volumeRows } from '../../../../../renderer/features/traffic/volume-rows.ts';

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

describe('the columns of classes', () => {
  const support: ClassSupport = { supported: ['car', 'bus'], partly: ['van'], unsupported: ['truck'] };

  it('are those that were seen or could have been, in one order', () => {
    expect(classColumns(new Set(['bus']), support)).toEqual(['car', 'bus', 'van']);
    expect(classColumns(new Set(['truck', 'tank']), null)).toEqual(['truck', 'tank']);
  });

  it('hold no zero for a class that no model could tell', () => {
    expect(canBeZero('truck', support)).toBe(false);
    expect(canBeZero('van', support)).toBe(true);
    expect(canBeZero('truck', null)).toBe(true);
  });
});

describe('volumes and flow rates', () => {
  const cell = (lineId: string, direction: 'in' | 'out', name: string, count: number) => ({
    ...{ lineId, direction, class: name, count, pcu: null, perHour: null },
  });
  const bin = (startUtcUs: number, watchedShare: number, cells: ReturnType<typeof cell>[]) => ({
    ...{ startUtcUs, seconds: 900, watchedShare, degradedShare: 0, droppedFrames: 2, clockOverlap: false },
    ...{ closed: true, cells },
  });
  const way = { lineId: 'a', direction: 'in' } as const;

  it('are those of one line and direction, without who walks, over the watched part of each bin', () => {
    const cells = [
      ...[cell('a', 'in', 'car', 6), cell('a', 'in', 'bus', 2), cell('a', 'in', 'pedestrian', 9)],
      ...[cell('a', 'out', 'car', 5), cell('b', 'in', 'car', 4)],
    ];
    const [row] = volumeRows([bin(0, 0.5, cells)], way, PUBLISHED_PCU.specification);
    expect(row).toMatchObject({ vehicles: 8, pcu: 12, vehiclesPerHour: 64, pcuPerHour: 96, droppedFrames: 2 });
  });

  it('are none where nobody watched, and zero where somebody did', () => {
    const rows = volumeRows([bin(0, 0, []), bin(900e6, 1, [])], way, PUBLISHED_PCU.specification);
    expect(rows.map(({ startUtcUs }) => startUtcUs)).toEqual([900e6, 0]);
    expect(rows.map(({ vehicles, vehiclesPerHour }) => [vehicles, vehiclesPerHour])).toEqual([
      [0, 0],
      [null, null],
    ]);
  });
});
