import { describe, expect, it } from 'vitest';
import { ROAD_USER_CLASSES } from '../../../../domain/detection/classes.ts';
import {
  DEFAULT_PCU,
  VEHICLE_CLASSES,
  factorOf,
  factorsOf,
  pcuOf,
  readCustomPcu,
} from '../../../../domain/traffic/pcu.ts';
import { PCU_TABLE_IDS, PUBLISHED_PCU } from '../../../../domain/traffic/pcu-tables.ts';

const specification = factorsOf(DEFAULT_PCU);

describe('the counting weights of the specification', () => {
  it.each([
    ['bicycle', 0.5],
    ['motorcycle', 0.7],
    ['car', 1],
    ['bus', 3],
    ['truck', 2.5],
    ['van', 1.5],
    ['trailer', 4],
    ['emergency_vehicle', 1.5],
    ['construction_vehicle', 2],
    ['scooter', 0.4],
  ] as const)('give a %s %f', (name, factor) => expect(factorOf(specification, name)).toBe(factor));

  it.each([
    [
      'what was there',
      [
        ['car', 100],
        ['motorcycle', 50],
        ['bus', 4],
      ],
      147,
    ],
    [
      'what was counted',
      [
        ['car', 95],
        ['motorcycle', 55],
        ['bus', 4],
      ],
      145.5,
    ],
    ['nothing', [], 0],
  ] as const)('make of %s, the worked example, %f', (_case, counts, pcu) =>
    expect(pcuOf(specification, counts)).toEqual({ pcu, unconverted: 0 }),
  );
});

describe('published tables', () => {
  it.each([
    ['irc-106-low', 'motorcycle', 0.5],
    ['irc-106-low', 'truck', 2.2],
    ['irc-106-high', 'motorcycle', 0.75],
    ['irc-106-high', 'bus', 3.7],
    ['hcm', 'truck', 2],
    ['hcm', 'car', 1],
    ['trl', 'bicycle', 0.2],
    ['trl', 'trailer', 2.3],
  ] as const)('%s: a %s is %f', (table, name, factor) =>
    expect(factorOf(factorsOf({ table, custom: null }), name)).toBe(factor),
  );

  it('make a car one car, each of them', () => {
    for (const table of Object.values(PUBLISHED_PCU)) expect(table.car).toBe(1);
    expect(Object.keys(PUBLISHED_PCU)).toEqual(PCU_TABLE_IDS.filter((id) => id !== 'custom'));
  });

  it('leave out what they have no row for, and say how many that were', () => {
    const irc = factorsOf({ table: 'irc-106-low', custom: null });
    expect(
      pcuOf(irc, [
        ['car', 10],
        ['trailer', 3],
        ['emergency_vehicle', 1],
      ]),
    ).toEqual({ pcu: 10, unconverted: 4 });
  });

  it('have nothing to do with those who walk', () => {
    expect(VEHICLE_CLASSES).toEqual(ROAD_USER_CLASSES.filter((name) => name !== 'pedestrian'));
    expect(pcuOf(specification, [['pedestrian', 9]])).toEqual({ pcu: 0, unconverted: 0 });
    expect(factorOf(specification, 'pedestrian')).toBeNull();
  });

  it('count a class that nobody knows as not converted', () =>
    expect(pcuOf(specification, [['unknown', 2]])).toEqual({ pcu: 0, unconverted: 2 }));
});

describe("a site's own table", () => {
  const own = { ...PUBLISHED_PCU.trl, trailer: 2.5, emergency_vehicle: null };

  it('is taken when every class has a usable number or none on purpose', () => {
    const read = readCustomPcu(own);
    expect(read).toEqual({ ok: true, value: own });
    expect(factorsOf({ table: 'custom', custom: own }).trailer).toBe(2.5);
    expect(factorsOf({ table: 'trl', custom: own }).trailer).toBe(2.3);
  });

  it.each([
    ['a class that is missing', { car: 1 }, 'pcu-factor-unusable'],
    ['a factor below nothing', { ...own, car: -1 }, 'pcu-factor-unusable'],
    ['a factor that no vehicle has', { ...own, bus: 21 }, 'pcu-factor-unusable'],
    ['a word', { ...own, bus: 'two' }, 'pcu-factor-unusable'],
    ['a class that nobody knows', { ...own, tonga: 2 }, 'pcu-class-unknown'],
  ])('is refused with %s', (_case, given, code) =>
    expect(readCustomPcu(given)).toMatchObject({ ok: false, failure: { code } }),
  );
});
