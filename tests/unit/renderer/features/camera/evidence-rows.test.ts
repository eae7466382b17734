import { describe, expect, it } from 'vitest';
import { crossingRowSchema } from '../../../../../domain/contracts/api.ts';
import type { CrossingRow } from '../../../../../domain/contracts/api.ts';
import { belongs, countsFor, sameVehicleChoices } from '../../../../../renderer/features/camera/evidence-rows.ts';

const LINE = '0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0002';
const row = (track: number, change: Partial<CrossingRow> = {}): CrossingRow => ({
  ...crossingRowSchema.parse({
    ...{ cursor: track, sessionId: LINE, track, lineId: LINE, lineVersionId: LINE, lineName: 'A', ordinal: 1 },
    ...{ direction: 'in', directionName: 'in', class: 'car', classSoFar: 'car', final: true, frameId: 1, mediaUs: 1 },
    ...{ utcUs: track * 1e6, x: 0.5, y: 0.5, mode: 'live', runId: 'run-1', countsAs: ['car'], corrections: [] },
  }),
  ...change,
});
const cars = { direction: 'in', className: 'car' } as const;
const all = { direction: 'in', className: null } as const;

describe('the list behind a number', () => {
  it.each<[string, CrossingRow, boolean, number]>([
    ['holds what counts for it', row(1), true, 1],
    ['keeps what was rejected, which adds nothing', row(1, { countsAs: [] }), true, 0],
    ['keeps what was given another class', row(1, { countsAs: ['bus'] }), true, 0],
    ['takes in what was given this class', row(1, { class: 'bus' }), true, 1],
    ['counts every vehicle of a split', row(1, { countsAs: ['car', 'bus', 'car'] }), true, 2],
    ['leaves other classes out', row(1, { class: 'bus', countsAs: ['bus'] }), false, 0],
  ])('%s', (_case, one, listed, counts) => {
    expect(belongs(one, cars)).toBe(listed);
    expect(countsFor(one, cars)).toBe(counts);
  });

  it('holds the other direction and replays in no case', () => {
    expect(belongs(row(1, { direction: 'out' }), all)).toBe(false);
    expect(belongs(row(1, { mode: 'replay' }), all)).toBe(false);
    expect(countsFor(row(1, { countsAs: ['car', 'bus'] }), all)).toBe(2);
  });

  it('offers as the same vehicle what lies near in time, line and direction and is counted, the nearest first', () => {
    const one = row(20);
    const near = [row(13), row(21), row(30)];
    const others = [
      one,
      row(31),
      row(22, { direction: 'out' }),
      row(23, { countsAs: [] }),
      row(24, { mode: 'replay' }),
    ];
    expect(sameVehicleChoices(one, [...others, ...near]).map(({ track }) => track)).toEqual([21, 13, 30]);
  });
});
