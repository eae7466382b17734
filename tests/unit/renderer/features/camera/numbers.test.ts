import { describe, expect, it } from 'vitest';
import type { VolumeBin } from '../../../../../domain/contracts/api.ts';
import {
  causesIn,
  causesOf,
  coverageOf,
  doubtfulSpans,
  minuteRows,
  watchedPart,
} from '../../../../../renderer/features/camera/chart-rows.ts';
import { countTable, unsupportedClasses } from '../../../../../renderer/features/camera/counts-table.ts';

const MINUTE = 60_000_000;
const bin = (minute: number, more: Partial<VolumeBin> = {}): VolumeBin => ({
  startUtcUs: minute * MINUTE,
  seconds: 60,
  watchedShare: 1,
  degradedShare: 0,
  droppedFrames: 0,
  clockOverlap: false,
  closed: true,
  cells: [],
  ...more,
});
const cars = (count: number) => [{ lineId: 'a', direction: 'in' as const, class: 'car', count }];
const only = (one: VolumeBin, now = 20) => minuteRows([one], one.startUtcUs, now * MINUTE)[0];

describe('the minutes of the chart', () => {
  it.each([
    ['watched without a vehicle is a zero', bin(0), 'watched', 0],
    ['watched with vehicles', bin(0, { cells: cars(3) }), 'watched', 3],
    ['not watched has no number', bin(0, { watchedShare: 0 }), 'unwatched', null],
    ['watched in part keeps its number', bin(0, { watchedShare: 0.5, cells: cars(2) }), 'partial', 2],
    ['slow analysis keeps its number', bin(0, { degradedShare: 0.3, cells: cars(2) }), 'degraded', 2],
    ['still running', bin(19, { watchedShare: 0.3, closed: false, cells: cars(1) }), 'open', 1],
    [
      'long over but never closed, as with a camera that is away',
      bin(0, { watchedShare: 0, closed: false }),
      'unwatched',
      null,
    ],
  ] as const)('%s', (_name, one, state, total) => {
    expect(only(one)).toMatchObject({ state, total });
  });

  it('name what stood in the way of watching, the longest first, and say when their times passed twice', () => {
    const gaps = [
      { fromUtcUs: 0, toUtcUs: 10e6, cause: 'offline' },
      { fromUtcUs: 10e6, toUtcUs: 90e6, cause: 'disk-full' },
    ];
    expect(causesIn(gaps, 0, MINUTE)).toEqual(['disk-full', 'offline']);
    expect(causesIn(gaps, 2 * MINUTE, 3 * MINUTE)).toEqual([]);
    const twice = only(bin(0, { clockOverlap: true }));
    expect(twice).toMatchObject({ state: 'watched', clockOverlap: true });
    expect(twice === undefined ? null : causesOf(gaps, twice)).toEqual([]);
  });

  it('that the site says nothing about were not watched', () => {
    const rows = minuteRows([bin(1)], 0, 3 * MINUTE);
    expect(rows.map((row) => row.state)).toEqual(['unwatched', 'watched', 'unwatched']);
  });

  it('sum lines and directions by class', () => {
    const cells = [...cars(2), { lineId: 'b', direction: 'out' as const, class: 'car', count: 5 }];
    expect(only(bin(0, { cells }))?.counts).toEqual({ car: 7 });
  });

  it('in doubt are joined to stretches, each state on its own', () => {
    const shares = [1, 0, 0, 0.5, 1, 0];
    const rows = minuteRows(
      shares.map((watchedShare, at) => bin(at, { watchedShare })),
      0,
      6 * MINUTE,
    );
    expect(doubtfulSpans(rows)).toEqual([
      { state: 'unwatched', from: 1, to: 2 },
      { state: 'partial', from: 3, to: 3 },
      { state: 'unwatched', from: 5, to: 5 },
    ]);
    expect(coverageOf(rows)).toEqual({ watched: 2, partial: 1, degraded: 0, unwatched: 3, vehicles: 0 });
  });

  it('tell which part of a stretch was watched', () => {
    expect(watchedPart([bin(0), bin(1, { watchedShare: 0.5 })], 0, 2 * MINUTE)).toBe(0.75);
    expect(watchedPart([], 5, 5)).toBeNull();
  });
});

describe('the table of counts', () => {
  const lines = [{ lineId: 'a', name: 'Main', inName: 'south', outName: 'north' }];
  const cell = (className: string, count: number, direction: 'in' | 'out' = 'in', lineId = 'a') => ({
    lineId,
    lineName: 'Main',
    direction,
    directionName: direction,
    class: className,
    count,
  });

  it('has both directions of every line, in the names that it has now', () => {
    const table = countTable([cell('car', 3)], lines);
    expect(table.rows.map((row) => [row.directionName, row.total])).toEqual([
      ['south', 3],
      ['north', 0],
    ]);
  });

  it('has a column for each class that was seen, in the product’s order, strangers last', () => {
    const table = countTable([cell('tram', 1), cell('truck', 1), cell('car', 2), cell('bus', 0)], lines);
    expect([table.classes, table.total]).toEqual([['car', 'truck', 'tram'], 4]);
  });

  it('keeps counts of a line that was deleted since', () => {
    const table = countTable([cell('car', 2, 'out', 'gone'), cell('bus', 1, 'out', 'gone')], lines);
    expect(table.rows.at(-1)).toMatchObject({ lineId: 'gone', direction: 'out', total: 3 });
  });

  it('names the classes that a model cannot tell', () => {
    expect(unsupportedClasses(['car', 'bus', 'truck', 'van'])).toContain('motorcycle');
    expect(unsupportedClasses(['car'])).not.toContain('car');
  });
});
