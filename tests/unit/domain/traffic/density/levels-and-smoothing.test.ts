import { describe, expect, it } from 'vitest';
import { levelOf } from '../../../../../domain/traffic/density/levels.ts';
import { linkLevelOfService, perKmAndLane } from '../../../../../domain/traffic/density/link-density.ts';
import { DEFAULT_DENSITY_SETTINGS } from '../../../../../domain/traffic/density/settings.ts';
import { remember, smoothed } from '../../../../../domain/traffic/density/smoothing.ts';

const { levels, los, smoothing } = DEFAULT_DENSITY_SETTINGS;

describe('smoothing of densities', () => {
  it.each<[string, readonly number[], number]>([
    ['three values, oldest first', [0.2, 0.4, 0.6], 0.44658],
    ['a step after nine zeros', [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 0.30872],
    ['one value is itself', [0.37], 0.37],
    ['no value is nothing', [], 0],
    ['values that are all the same', [0.5, 0.5, 0.5, 0.5], 0.5],
  ])('%s', (_name, values, expected) => {
    expect(smoothed(values, smoothing.decay)).toBeCloseTo(expected, 5);
  });

  it('keeps the newest ten', () => {
    const values: number[] = [];
    for (let value = 1; value <= 13; value += 1) remember(values, value, smoothing.samples);
    expect(values).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });
});

describe('levels of density', () => {
  it.each([
    [0, 'empty'],
    [0.0999, 'empty'],
    [0.1, 'light'],
    [0.2999, 'light'],
    [0.3, 'moderate'],
    [0.4999, 'moderate'],
    [0.5, 'dense'],
    [0.6999, 'dense'],
    [0.7, 'congested'],
    [1, 'congested'],
  ])('%d is %s', (density, level) => {
    expect(levelOf(density, levels)).toBe(level);
  });
});

describe('the level of service of a link', () => {
  it.each([
    [0, 'A'],
    [7, 'A'],
    [7.01, 'B'],
    [11, 'B'],
    [16, 'C'],
    [22, 'D'],
    [28, 'E'],
    [28.01, 'F'],
    [140, 'F'],
  ])('%d passenger cars per km and lane are level %s', (density, level) => {
    expect(linkLevelOfService(density, los.bounds)).toBe(level);
  });

  it('is judged by vehicles per kilometre and lane', () => {
    expect(perKmAndLane(6, { lanes: 3, metres: 80 })).toBeCloseTo(25, 9);
  });
});
