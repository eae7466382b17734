import { describe, expect, it } from 'vitest';
import { approachesOf, delayLimitsOf } from '../../../../../domain/traffic/queue/approach.ts';
import { accelerationLoss, controlDelay } from '../../../../../domain/traffic/queue/control-delay.ts';
import { newDischarge, saturationFlow, stepDischarge } from '../../../../../domain/traffic/queue/discharge.ts';
import {
  areDelayLimits,
  HCM_DELAY_LIMITS,
  serviceLevel,
} from '../../../../../domain/traffic/queue/level-of-service.ts';

describe('levels of service by delay', () => {
  it.each([
    [0, 'A', 'A'],
    [10, 'A', 'A'],
    [10.1, 'B', 'B'],
    [15, 'B', 'B'],
    [20, 'B', 'C'],
    [20.1, 'C', 'C'],
    [35, 'C', 'D'],
    [50, 'D', 'E'],
    [55, 'D', 'F'],
    [55.1, 'E', 'F'],
    [80, 'E', 'F'],
    [80.1, 'F', 'F'],
  ])('a mean delay of %d s is %s at signals and %s where others have the right of way', (delay, signal, priority) => {
    expect(serviceLevel(delay, HCM_DELAY_LIMITS.signal)).toBe(signal);
    expect(serviceLevel(delay, HCM_DELAY_LIMITS.priority)).toBe(priority);
  });

  it.each([
    [[5, 10, 15, 20, 25], true],
    [[5, 10, 10, 20, 25], false],
    [[0, 10, 15, 20, 25], false],
    [[5, 10, 15, 20], false],
  ])('limits %j can be used: %s', (limits, usable) => expect(areDelayLimits(limits)).toBe(usable));

  it('an approach has its own limits, or those of the manual', () => {
    expect(delayLimitsOf({ control: 'priority', delayLimits: null })).toEqual([10, 15, 25, 35, 50]);
    expect(delayLimitsOf({ control: 'priority', delayLimits: [1, 2, 3, 4, 5] })).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('control delay', () => {
  it('is the travel time less that at free speed: 300 m in 60 s at 54 km/h are 40 s', () => {
    expect(controlDelay({ seconds: 60, metres: 300, speedAtLine: null }, 54, 1.5)).toBeCloseTo(40, 9);
  });

  it('holds what is still lost beyond the line: from rest to 15 m/s at 1.5 m/s² that are 5 s', () => {
    expect(accelerationLoss(0, 15, 1.5)).toBeCloseTo(5, 9);
    expect(controlDelay({ seconds: 60, metres: 300, speedAtLine: 0 }, 54, 1.5)).toBeCloseTo(45, 9);
  });

  it.each([
    [15, 15, 1.5],
    [20, 15, 1.5],
    [0, 15, 0],
  ])('nothing is lost at %d of %d m/s with %d m/s²', (speed, free, acceleration) => {
    expect(accelerationLoss(speed, free, acceleration)).toBe(0);
  });

  it('of a vehicle that is faster than free is below zero, so that the mean is right', () => {
    expect(controlDelay({ seconds: 18, metres: 300, speedAtLine: 16 }, 54, 1.5)).toBeCloseTo(-2, 9);
  });
});

describe('saturation flow', () => {
  const passages = (times: readonly (readonly [seconds: number, stood: boolean])[]) => {
    const discharge = newDischarge();
    return times.map(([seconds, stood]) => {
      const headway = stepDischarge(discharge, stood, seconds * 1e6);
      return headway === null ? null : headway / 1e6;
    });
  };

  it('is taken from the fifth vehicle of a queue on', () => {
    const times = [1, 4, 6.5, 8.8, 10.8, 12.8].map((at) => [at, true] as const);
    const found = passages(times);
    expect(found.slice(0, 4)).toEqual([null, null, null, null]);
    expect(found[4]).toBeCloseTo(2, 9);
    expect(found[5]).toBeCloseTo(2, 9);
    expect(saturationFlow(2)).toBe(1800);
  });

  it('ends with the first that did not stand, and begins anew with the next green', () => {
    const queue = [1, 3, 5, 7, 9].map((at) => [at, true] as const);
    expect(passages([...queue, [11, false], [13, true]]).slice(4)).toEqual([2, null, null]);
    expect(passages([...queue, [60, true], [62, true]]).slice(4)).toEqual([2, null, null]);
  });
});

it('an area whose stop line is gone is no approach', () => {
  const plan = { ...{ stopLineId: 'line', lanes: 1, freeSpeedKmh: 50 }, lengthMetres: null };
  const approach = { ...plan, control: 'signal' as const, delayLimits: null };
  const base = { zoneId: 'zone', versionId: 'v', points: [], reference: { x: 0.5, y: 1 } };
  const line = { lineId: 'line', versionId: 'l', from: { x: 0, y: 0 }, to: { x: 1, y: 0 } };
  expect(approachesOf([{ ...base, approach }], [line])).toHaveLength(1);
  expect(approachesOf([{ ...base, approach }], [{ ...line, lineId: 'other' }])).toEqual([]);
  expect(approachesOf([base], [line])).toEqual([]);
});
