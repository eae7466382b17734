import { describe, expect, it } from 'vitest';
import { headwaysOf, joinStretches } from '../../../../../domain/traffic/headway/headways.ts';
import type { Passage } from '../../../../../domain/traffic/headway/headways.ts';
import { lineDistributions, lineFigures } from '../../../../../domain/traffic/headway/line-figures.ts';
import { distribution, percentile, summary } from '../../../../../domain/traffic/headway/percentiles.ts';
import { spotSpeeds } from '../../../../../domain/traffic/headway/spot-speeds.ts';

const passage = (seconds: number, change: Partial<Passage> = {}): Passage => ({
  sessionId: 'one',
  mediaUs: seconds * 1e6,
  utcUs: seconds * 1e6,
  metresPerSecond: 10,
  length: 5,
  ...change,
});
const watched = [{ sessionId: 'one', fromMediaUs: 0, toMediaUs: 100e6 }];

describe('percentiles', () => {
  it.each([
    [[15, 20, 35, 40, 50], 0.4, 29],
    [[10, 20, 30, 40], 0.5, 25],
    [[10, 20, 30, 40], 0.85, 35.5],
    [[10, 20, 30, 40], 0.15, 14.5],
    [[7], 0.85, 7],
    [[1, 2, 3], 1, 3],
  ])('of %j at %d is %d', (values, share, expected) => expect(percentile(values, share)).toBeCloseTo(expected, 9));

  it('of nothing is nothing', () => {
    expect(percentile([], 0.5)).toBeNull();
    expect(summary([])).toBeNull();
  });

  it('a distribution counts from its lower edges on, the last class is open', () => {
    expect(distribution([0, 0.9, 1, 4.9, 70], [0, 1, 2, 5])).toEqual([
      { from: 0, count: 2 },
      { from: 1, count: 1 },
      { from: 2, count: 1 },
      { from: 5, count: 1 },
    ]);
  });
});

describe('spot speeds', () => {
  it('have a time mean and a space mean: 10 and 20 m/s give 15 and 13.33', () => {
    const speeds = spotSpeeds([10, 20]);
    expect(speeds?.mean).toBeCloseTo(15, 9);
    expect(speeds?.spaceMean).toBeCloseTo(40 / 3, 9);
    expect(speeds?.standardDeviation).toBeCloseTo(Math.sqrt(50), 9);
  });

  it('one that stands on the line does not have the space mean for itself', () => {
    expect(spotSpeeds([0, 10])?.spaceMean).toBeCloseTo(2 / (1 / 0.1 + 1 / 10), 9);
  });
});

describe('headways', () => {
  it('go from front to front, gaps from rear to front: 2 s at 10 m/s behind 5 m leave 1.5 s and 15 m', () => {
    expect(headwaysOf([passage(1), passage(3)], watched)).toEqual([
      { utcUs: 3e6, seconds: 2, gapSeconds: 1.5, metres: 20, gapMetres: 15 },
    ]);
  });

  it('have no metres where speed or length were not measured', () => {
    const [headway] = headwaysOf([passage(1, { length: null }), passage(3, { metresPerSecond: null })], watched);
    expect(headway).toEqual({ utcUs: 3e6, seconds: 2, gapSeconds: null, metres: null, gapMetres: null });
  });

  it('are none over another session, nor over what nobody watched', () => {
    const holed = [
      { sessionId: 'one', fromMediaUs: 0, toMediaUs: 10e6 },
      { sessionId: 'one', fromMediaUs: 12e6, toMediaUs: 30e6 },
    ];
    expect(headwaysOf([passage(9), passage(13), passage(15)], holed).map(({ seconds }) => seconds)).toEqual([2]);
    expect(headwaysOf([passage(1), passage(3, { sessionId: 'two' })], watched)).toEqual([]);
  });

  it('are watched over claims that touch', () => {
    const stretch = (from: number, to: number, sessionId = 'one') => ({
      ...{ sessionId, fromMediaUs: from, toMediaUs: to },
    });
    expect(joinStretches([stretch(0, 10), stretch(10, 20), stretch(21, 30), stretch(30, 40, 'two')])).toEqual([
      stretch(0, 20),
      stretch(21, 30),
      stretch(30, 40, 'two'),
    ]);
  });

  it('and speeds of a line come as figures and as distributions', () => {
    const passages = [passage(1), passage(3), passage(6, { metresPerSecond: 20 })];
    const headways = headwaysOf(passages, watched);
    expect(lineFigures(passages, headways)).toMatchObject({
      vehicles: 3,
      speeds: { count: 3, median: 10 },
      headways: { count: 2, mean: 2.5 },
    });
    expect(lineDistributions(passages, headways).speedsKmh.filter(({ count }) => count > 0)).toEqual([
      { from: 30, count: 2 },
      { from: 70, count: 1 },
    ]);
  });
});
