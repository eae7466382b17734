import { describe, expect, it } from 'vitest';
import { bodyBox } from '../../../../simulator/camera/body-box.ts';
import { bystanders } from '../../../../simulator/stills/bystanders.ts';
import { SPLITS } from '../../../../simulator/stills/splits.ts';
import { stillSeries } from '../../../../simulator/stills/still-series.ts';
import { SCENES } from '../../../../simulator/scenes/scenes.ts';
import { actorOverlap } from '../../../../simulator/world/footprint.ts';
import { randomStream } from '../../../../simulator/world/random.ts';

const SIZE = { width: 320, height: 180 };

describe('places, seeds and cameras for one purpose', () => {
  it('share no seed', () => {
    const ranges = Object.values(SPLITS)
      .map(({ seeds }) => seeds)
      .sort((a, b) => a[0] - b[0]);
    ranges.slice(1).forEach(([first], at) => {
      expect(first).toBeGreaterThan(ranges[at]?.[1] ?? Infinity);
    });
  });

  it('keep some kinds of places and of cameras for the last test', () => {
    const { final, ...others } = SPLITS;
    const known: readonly string[] = Object.values(others).flatMap(({ scenes }) => scenes);
    expect(final.scenes.filter((name) => !known.includes(name))).toEqual(['roundabout', 'bridge']);
    for (const { heights } of Object.values(others)) expect(heights[1]).toBeLessThan(final.heights[1]);
    for (const name of final.scenes) expect(SCENES).toHaveProperty(name);
  });

  it('are not mixed up', () => {
    expect(() => stillSeries('training', 200_000, SIZE)).toThrow('seed 200000 does not belong to training');
  });
});

describe('a series of stills', () => {
  it('is the same for the same seed, and another one for another', () => {
    const text = (seed: number): string => JSON.stringify(stillSeries('training', seed, SIZE));
    expect(text(11)).toBe(text(11));
    expect(text(12)).not.toBe(text(11));
  });

  it('looks at somebody in nearly every picture', () => {
    const stills = [20, 21, 22, 23, 24].flatMap((seed) => stillSeries('training', seed, SIZE).stills);
    const seen = stills.filter(({ camera, actors }) => actors.some((actor) => bodyBox(camera, actor) !== null));
    expect(seen.length / stills.length).toBeGreaterThan(0.9);
  });

  it('puts bystanders where nobody is yet', () => {
    const scene = SCENES['junction']?.(5);
    if (scene === undefined) throw new Error('no junction');
    const crowds = [1, 2, 3, 4, 5, 6].map((seed) => {
      return bystanders(scene.ground, [], { x: 0, y: 0 }, randomStream(seed, 'bystanders'));
    });
    expect(crowds.flat().length).toBeGreaterThan(10);
    for (const crowd of crowds) {
      for (const [at, one] of crowd.entries()) {
        for (const other of crowd.slice(at + 1)) expect(actorOverlap(one, other)).toBeLessThanOrEqual(0);
      }
    }
  });
});
