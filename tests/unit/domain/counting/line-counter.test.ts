import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../domain/geometry/points.ts';
import { prepareLine } from '../../../../domain/counting/count-line.ts';
import type { CountLine } from '../../../../domain/counting/count-line.ts';
import { crossingsAlong, createLineCounter, stepLineCounter } from '../../../../domain/counting/line-counter.ts';
import { seededRandom, gaussian } from '../tracking/synthetic-traffic.ts';
import { ASPECT, lineFrom, pathPoint, pathThrough } from './counting-scenes.ts';

const ACROSS = lineFrom(0.2, 0.5, 0.8, 0.5);

const directions = (line: CountLine, places: readonly (readonly [number, number])[], extent?: number) =>
  [...crossingsAlong(prepareLine(line, ASPECT), pathThrough(places, extent))].map(({ direction }) => direction);

const down = (x: number, from: number, to: number, steps = 10) =>
  Array.from({ length: steps + 1 }, (_, at) => [x, from + ((to - from) * at) / steps] as const);

describe('what counts at a line', () => {
  it.each([
    { name: 'driving over it counts in', places: down(0.5, 0.3, 0.7), expected: ['in'] },
    { name: 'driving over it the other way counts out', places: down(0.5, 0.7, 0.3), expected: ['out'] },
    { name: 'stopping before it counts nothing', places: down(0.5, 0.3, 0.49), expected: [] },
    { name: 'stopping with the wheels just over it counts nothing', places: down(0.5, 0.3, 0.51), expected: [] },
    { name: 'getting clear of it counts', places: down(0.5, 0.3, 0.52), expected: ['in'] },
    { name: 'passing left of its end counts nothing', places: down(0.19, 0.3, 0.7), expected: [] },
    { name: 'passing just inside its end counts', places: down(0.21, 0.3, 0.7), expected: ['in'] },
    { name: 'passing right of its end counts nothing', places: down(0.81, 0.3, 0.7), expected: [] },
    {
      name: 'passing beside its end and coming back over it counts the way back only',
      places: [...down(0.1, 0.3, 0.7), ...down(0.5, 0.7, 0.3)],
      expected: ['out'],
    },
    {
      name: 'going round its end in a circle counts each passage of the line itself',
      places: [...down(0.5, 0.3, 0.7), ...down(0.9, 0.7, 0.3), ...down(0.5, 0.3, 0.7)],
      expected: ['in', 'in'],
    },
    {
      name: 'dipping over it and leaving round its end counts nothing',
      places: [
        [0.7, 0.45],
        [0.75, 0.505],
        [0.78, 0.505],
        [0.85, 0.505],
        [0.9, 0.45],
        [0.9, 0.3],
      ] as const,
      expected: [],
    },
    {
      name: 'rocking on it counts once',
      places: [...down(0.5, 0.3, 0.52), [0.5, 0.49], [0.5, 0.52], [0.5, 0.48], [0.5, 0.53], [0.5, 0.6]] as const,
      expected: ['in'],
    },
    {
      name: 'rocking before it is clear counts once',
      places: [...down(0.5, 0.3, 0.505), [0.5, 0.495], [0.5, 0.505], [0.5, 0.495], [0.5, 0.6]] as const,
      expected: ['in'],
    },
    {
      name: 'rolling back by a quarter of the vehicle is no return',
      places: [...down(0.5, 0.3, 0.6), ...down(0.5, 0.6, 0.475), ...down(0.5, 0.475, 0.8)],
      expected: ['in'],
    },
    {
      name: 'coming back whole is a return',
      places: [...down(0.5, 0.3, 0.7), ...down(0.5, 0.7, 0.3)],
      expected: ['in', 'out'],
    },
    {
      name: 'coming back and going again counts three times',
      places: [...down(0.5, 0.3, 0.7), ...down(0.5, 0.7, 0.3), ...down(0.5, 0.3, 0.7)],
      expected: ['in', 'out', 'in'],
    },
    { name: 'beginning on it and driving off counts nothing', places: down(0.5, 0.501, 0.8), expected: [] },
    { name: 'beginning on it and driving back counts nothing', places: down(0.5, 0.499, 0.2), expected: [] },
    {
      name: 'beginning on it, driving off and returning counts the return',
      places: [...down(0.5, 0.5, 0.8), ...down(0.5, 0.8, 0.2)],
      expected: ['out'],
    },
    {
      name: 'beginning a hair before it and driving over it counts nothing',
      places: down(0.5, 0.499, 0.8),
      expected: [],
    },
    {
      name: 'dipping over it, going home round its end and passing beside it later counts nothing',
      places: [...down(0.78, 0.3, 0.505), [0.85, 0.505], ...down(0.9, 0.49, 0.3), ...down(0.9, 0.3, 0.7)] as const,
      expected: [],
    },
    {
      name: 'dipping over it and back and then passing beside its end counts nothing',
      places: [...down(0.75, 0.3, 0.505), [0.78, 0.495], [0.9, 0.495], [0.9, 0.7]] as const,
      expected: [],
    },
    { name: 'beginning just before it counts', places: down(0.5, 0.49, 0.8), expected: ['in'] },
    {
      name: 'a gap over the line counts by the straight way',
      places: [
        [0.5, 0.3],
        [0.5, 0.7],
      ] as const,
      expected: ['in'],
    },
    {
      name: 'a gap past the end of the line does not',
      places: [
        [0.05, 0.4],
        [0.25, 0.9],
      ] as const,
      expected: [],
    },
    { name: 'standing on one spot counts nothing', places: down(0.5, 0.5, 0.5), expected: [] },
  ])('$name', ({ places, expected }) => {
    expect(directions(ACROSS, places)).toEqual(expected);
  });

  it('asks a large vehicle to get further than a small one', () => {
    expect(directions(ACROSS, down(0.5, 0.3, 0.512), 0.05)).toEqual(['in']);
    expect(directions(ACROSS, down(0.5, 0.3, 0.512), 0.2)).toEqual([]);
    expect(directions(ACROSS, down(0.5, 0.3, 0.545), 0.45)).toEqual(['in']);
  });

  it('holds the reference point of the line against it', () => {
    const byCentre = { ...ACROSS, reference: normPoint(0.5, 0.5) };
    const places = down(0.5, 0.3, 0.53);
    expect(directions(ACROSS, places)).toEqual(['in']);
    expect(directions(byCentre, places)).toEqual([]);
  });

  it('knows angles in the real picture: a slanted line on a wide picture', () => {
    const slanted = lineFrom(0.4, 0.8, 0.6, 0.2);
    const along = Array.from({ length: 11 }, (_, at) => [0.2 + 0.06 * at, 0.5] as const);
    expect(directions(slanted, along)).toEqual(['in']);
    expect(directions(slanted, along.toReversed())).toEqual(['out']);
  });
});

describe('what is told of a crossing', () => {
  const line = prepareLine(ACROSS, ASPECT);

  it('tells time and place of the passage, not of its recognition', () => {
    const path = [pathPoint(10, 1, 0.4, 0.46), pathPoint(11, 1.1, 0.42, 0.5 + 1 / 300), pathPoint(12, 1.2, 0.44, 0.6)];
    const [crossing] = [...crossingsAlong(line, path)];
    expect(crossing).toMatchObject({ ordinal: 1, direction: 'in', frameId: 11 });
    expect(Number.isInteger(crossing?.mediaUs)).toBe(true);
    expect(crossing?.mediaUs).toBeGreaterThan(1_092_000);
    expect(crossing?.mediaUs).toBeLessThan(1_093_000);
    expect(crossing?.x).toBeCloseTo(0.4185, 3);
    expect(crossing?.y).toBeCloseTo(0.5, 9);
  });

  it('names the first frame after the passage on which the vehicle was seen', () => {
    const path = [pathPoint(10, 1, 0.4, 0.4), pathPoint(25, 2.5, 0.4, 0.7)];
    const [crossing] = [...crossingsAlong(line, path)];
    expect(crossing?.frameId).toBe(25);
    expect(Math.abs((crossing?.mediaUs ?? 0) - 1_500_000)).toBeLessThan(200);
  });

  it('tells the last passage of a vehicle that rocked on the line', () => {
    const bottoms = [0.3, 0.505, 0.495, 0.505, 0.495, 0.6];
    const [crossing] = [...crossingsAlong(line, pathThrough(bottoms.map((bottom) => [0.5, bottom] as const)))];
    expect(crossing?.frameId).toBe(5);
    expect(crossing?.mediaUs).toBeGreaterThan(400_000);
  });

  it('numbers the crossings of a track', () => {
    const path = pathThrough([...down(0.5, 0.3, 0.7), ...down(0.5, 0.7, 0.3)]);
    expect([...crossingsAlong(line, path)].map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  it('takes two sightings at one time stamp', () => {
    const path = [pathPoint(1, 1, 0.5, 0.4), pathPoint(2, 1, 0.5, 0.6)];
    expect([...crossingsAlong(line, path)]).toMatchObject([{ mediaUs: 1_000_000, direction: 'in' }]);
  });

  it('recognises a passage once the vehicle is clear', () => {
    const memory = createLineCounter();
    const path = pathThrough(down(0.5, 0.45, 0.55));
    const when = path.findIndex((point) => stepLineCounter(memory, line, point) !== null);
    expect(path.findIndex(({ box }) => box[3] / 65_535 > 0.515)).toBe(when);
  });
});

describe('a line drawn backwards', () => {
  it('changes the names of the directions and nothing else, for 300 random wanderings', () => {
    const random = seededRandom(8);
    let counted = 0;
    for (let round = 0; round < 300; round += 1) {
      const [x1, y1, x2, y2] = [random(), random(), random(), random()];
      let [x, bottom] = [random(), 0.2 + random() * 0.8];
      const places = Array.from({ length: 60 }, () => {
        x = Math.min(0.95, Math.max(0.05, x + gaussian(random) * 0.05));
        bottom = Math.min(1, Math.max(0.1, bottom + gaussian(random) * 0.05));
        // Whole steps of a grid make sightings exactly on upright and level lines.
        return [Math.round(x * 64) / 64, Math.round(bottom * 64) / 64] as const;
      });
      const level = round % 3 === 0;
      const there = lineFrom(x1, level ? 32_768 / 65_535 : y1, x2, level ? 32_768 / 65_535 : y2);
      const back = { ...there, from: there.to, to: there.from };
      const one = [...crossingsAlong(prepareLine(there, ASPECT), pathThrough(places))];
      const other = [...crossingsAlong(prepareLine(back, ASPECT), pathThrough(places))];
      const swapped = other.map((crossing) => ({ ...crossing, direction: crossing.direction === 'in' ? 'out' : 'in' }));
      expect(swapped).toEqual(one);
      counted += one.length;
    }
    expect(counted).toBeGreaterThan(100);
  });
});

describe('crossings of a wandering track', () => {
  it('always alternate between the sides unless it went round the end', () => {
    const random = seededRandom(21);
    const line = prepareLine(lineFrom(0, 0.5, 1, 0.5), ASPECT);
    for (let round = 0; round < 100; round += 1) {
      let bottom = 0.5;
      const places = Array.from({ length: 120 }, () => {
        bottom = Math.min(1, Math.max(0.1, bottom + gaussian(random) * 0.04));
        return [0.5, bottom] as const;
      });
      const found = [...crossingsAlong(line, pathThrough(places))].map(({ direction }) => direction);
      found.forEach((direction, at) => expect(direction).not.toBe(found[at + 1]));
    }
  });
});
