import { describe, expect, it } from 'vitest';
import { areConcurrent, cycleOf, lightOf, lightsAt } from '../../../../simulator/traffic/signals.ts';

const PLAN = {
  stages: [
    { groups: ['main', 'walk'], green: 20 },
    { groups: ['side', 'walk'], green: 10 },
  ],
  amber: 3,
  allRed: 2,
  redAmber: 1,
  offset: 0,
};

describe('a fixed-time plan', () => {
  it('goes round in the sum of its stages', () => {
    expect(cycleOf(PLAN)).toBe(40);
    for (const seconds of [0, 7.3, 21, 31]) {
      expect(lightOf(PLAN, 'side', seconds + 40)).toBe(lightOf(PLAN, 'side', seconds));
    }
  });

  it.each([
    [0, 'green'],
    [19.9, 'green'],
    [20, 'amber'],
    [22.9, 'amber'],
    [23, 'red'],
    [38.9, 'red'],
    [39, 'red-amber'],
    [40, 'green'],
  ])('at %s s shows the main road %s', (seconds, light) => {
    expect(lightOf(PLAN, 'main', seconds)).toBe(light);
  });

  it('never shows both roads anything but red at once, and clears the junction between', () => {
    for (let seconds = 0; seconds < 40; seconds += 0.1) {
      const [main, side] = [lightOf(PLAN, 'main', seconds), lightOf(PLAN, 'side', seconds)];
      const going = [main, side].filter((light) => light === 'green' || light === 'amber');
      expect(going.length).toBeLessThanOrEqual(1);
    }
    expect([lightOf(PLAN, 'main', 23.5), lightOf(PLAN, 'side', 23.5)]).toEqual(['red', 'red']);
  });

  it('leaves a group green that has green in the next stage as well', () => {
    expect(lightOf(PLAN, 'walk', 21)).toBe('green');
    expect(lightOf(PLAN, 'walk', 24)).toBe('green');
  });

  it('begins where its offset says', () => {
    expect(lightsAt({ ...PLAN, offset: 25 }, 0)).toContainEqual({ group: 'side', light: 'green' });
  });

  it('knows who may go together', () => {
    expect(areConcurrent(PLAN, 'main', 'side')).toBe(false);
    expect(areConcurrent(PLAN, 'main', 'walk')).toBe(true);
    expect(areConcurrent(PLAN, 'main', null)).toBe(true);
  });
});
