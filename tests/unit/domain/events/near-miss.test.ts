import { describe, expect, it } from 'vitest';
import type { RoadUserClass } from '../../../../domain/detection/classes.ts';
import { fromAbove } from '../traffic/speed/from-above.ts';
import type { Actor } from './road-scene.ts';
import { config, film, opened } from './road-scene.ts';

const seen = config([], { aspect: 1, view: fromAbove() });
const CAR = [4.5, 1.8] as const;

/** Drives to the right (or up) and has its middle at (50, 50) at a moment; metres of a picture that is 100 m wide. */
function passing(track: number, way: 'right' | 'up', speed: number, at: number, name: RoadUserClass = 'car'): Actor {
  const [length, width] = name === 'pedestrian' ? ([0.6, 0.6] as const) : CAR;
  const [across, along] = way === 'right' ? [length, width] : [width, length];
  return {
    track,
    class: name,
    size: [across / 100, along / 100],
    at: (s) => {
      const gone = speed * (s - at);
      const [x, y] = way === 'right' ? [50 + gone, 50] : [50, 50 + gone];
      return { x: x / 100, y: 1 - (y - along / 2) / 100 };
    },
  };
}

/** The second enters the way of the first this long after the first has left its own. */
function petOf(seconds: number, speed: number): readonly [first: number, second: number] {
  const clear = (CAR[0] / 2 + CAR[1] / 2) / speed;
  return [5, 5 + 2 * clear + seconds];
}

describe('two vehicles on ways that cross', () => {
  it.each([
    [0.6, true],
    [1.2, true],
    [2.2, false],
  ])('with a post-encroachment time of %f s: told is %s', (pet, isTold) => {
    const [first, second] = petOf(pet, 10);
    const { news } = film(seen, [passing(1, 'right', 10, first), passing(2, 'up', 10, second)], { seconds: 9 });
    expect(opened(news).map(([rule]) => rule)).toEqual(isTold ? ['near-miss'] : []);
    if (isTold) {
      expect(news[0]?.evidence.tracks).toEqual([1, 2]);
      const told = news.map(({ evidence }) => evidence.values['pet'] ?? NaN);
      expect(Math.min(...told)).toBeGreaterThan(pet - 0.25);
      expect(Math.min(...told)).toBeLessThan(pet + 0.25);
    }
  });

  it('are told while they are on a course to touch, from a second before', () => {
    const { news } = film(seen, [passing(1, 'right', 12, 5), passing(2, 'up', 12, 5)], { seconds: 4.9 });
    expect(opened(news).map(([rule]) => rule)).toEqual(['near-miss']);
    expect(news[0]?.evidence.values['ttc']).toBeLessThanOrEqual(1);
    expect(news[0]?.evidence.values['pet']).toBeUndefined();
  });
});

describe('nothing is told', () => {
  const [first, second] = petOf(0.6, 10);
  it.each<readonly [string, readonly Actor[]]>([
    ['of one that follows another', [passing(1, 'right', 10, 5), passing(2, 'right', 10, 6)]],
    ['of two that meet slowly', [passing(1, 'right', 2, 10), passing(2, 'up', 2, 14)]],
    ['of people among themselves', [passing(1, 'right', 3, 5, 'pedestrian'), passing(2, 'up', 3, 5.6, 'pedestrian')]],
  ])('%s', (_what, actors) => {
    expect(opened(film(seen, actors, { seconds: 9 }).news)).toEqual([]);
  });

  it('without a calibration', () => {
    const blind = config([], { aspect: 1 });
    const { news } = film(blind, [passing(1, 'right', 10, first), passing(2, 'up', 10, second)], { seconds: 9 });
    expect(opened(news)).toEqual([]);
  });
});

describe('a person who steps out behind a car', () => {
  it('is told with both', () => {
    const walker = passing(2, 'up', 1.4, 6.6, 'pedestrian');
    const { news } = film(seen, [passing(1, 'right', 12, 5), walker], { seconds: 9 });
    expect(opened(news).map(([rule]) => rule)).toEqual(['near-miss']);
  });
});
