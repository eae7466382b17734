import { describe, expect, it } from 'vitest';
import { createZoneVisits, prepareZone, stepZoneVisits } from '../../../../domain/counting/zone-visits.ts';
import { ASPECT, pathPoint, pathThrough, staysAlong, zoneOf } from './counting-scenes.ts';

const ZONE = prepareZone(
  zoneOf([
    [0.3, 0.4],
    [0.7, 0.4],
    [0.7, 0.6],
    [0.3, 0.6],
  ]),
  ASPECT,
);

const down = (x: number, from: number, to: number, steps = 20) =>
  Array.from({ length: steps + 1 }, (_, at) => [x, from + ((to - from) * at) / steps] as const);
const wait = (x: number, bottom: number, frames: number) => Array.from({ length: frames }, () => [x, bottom] as const);

describe('stays in an area', () => {
  it.each([
    { name: 'driving through is one stay', places: down(0.5, 0.2, 0.8), stays: 1 },
    { name: 'driving past beside it is none', places: down(0.2, 0.2, 0.8), stays: 0 },
    {
      name: 'touching its edge for a frame is none',
      places: [...down(0.5, 0.2, 0.39), [0.5, 0.405], ...down(0.5, 0.39, 0.2)] as const,
      stays: 0,
    },
    {
      name: 'standing just inside its edge is one',
      places: [...down(0.5, 0.2, 0.39), ...wait(0.5, 0.405, 8)],
      stays: 1,
    },
    { name: 'beginning and ending in it is one', places: wait(0.5, 0.5, 5), stays: 1 },
    {
      name: 'swaying over the edge while standing in it is one',
      places: [
        ...down(0.5, 0.2, 0.41),
        ...wait(0.5, 0.41, 6),
        ...Array.from({ length: 40 }, (_, at) => [0.5, at % 3 === 0 ? 0.395 : 0.405] as const),
      ],
      stays: 1,
    },
    {
      name: 'leaving for good and coming back is two',
      places: [...down(0.5, 0.2, 0.5), ...down(0.5, 0.5, 0.2), ...down(0.5, 0.2, 0.5)],
      stays: 2,
    },
    {
      name: 'waiting just outside for longer than a second ends it',
      places: [...down(0.5, 0.5, 0.41), ...wait(0.5, 0.395, 14), ...wait(0.5, 0.5, 5)],
      stays: 2,
    },
    {
      name: 'jumping over a corner between two frames is none',
      places: [
        [0.25, 0.5],
        [0.32, 0.3],
      ] as const,
      stays: 0,
    },
  ])('$name', ({ places, stays }) => {
    expect(staysAlong(ZONE, pathThrough(places))).toHaveLength(stays);
  });

  it('begin and end when the boundary was passed', () => {
    const path = [
      pathPoint(0, 0, 0.5, 0.3),
      pathPoint(1, 1, 0.5, 0.5),
      pathPoint(2, 2, 0.5, 0.5),
      pathPoint(3, 3, 0.5, 0.9),
    ];
    const [stay] = staysAlong(ZONE, path);
    expect(stay?.ordinal).toBe(1);
    expect(Math.abs((stay?.enterMediaUs ?? 0) - 500_000)).toBeLessThan(200);
    expect(Math.abs((stay?.exitMediaUs ?? 0) - 2_250_000)).toBeLessThan(200);
  });

  it('begin behind the last edge on the way in and end at the first on the way out', () => {
    const horseshoe = prepareZone(
      zoneOf([
        [0.2, 0.2],
        [0.8, 0.2],
        [0.8, 0.8],
        [0.6, 0.8],
        [0.6, 0.4],
        [0.4, 0.4],
        [0.4, 0.8],
        [0.2, 0.8],
      ]),
      ASPECT,
    );
    // From the left through one arm and the bay into the other arm, and back the same way.
    const path = [
      pathPoint(0, 0, 0.1, 0.6),
      pathPoint(1, 1, 0.7, 0.6),
      pathPoint(2, 2, 0.7, 0.6),
      pathPoint(3, 3, 0.1, 0.6),
    ];
    const [stay] = staysAlong(horseshoe, path);
    expect(Math.abs((stay?.enterMediaUs ?? 0) - 833_333)).toBeLessThan(200);
    expect(Math.abs((stay?.exitMediaUs ?? 0) - 2_166_667)).toBeLessThan(200);
  });

  it('do not end while the vehicle is hidden', () => {
    const path = [pathPoint(0, 0, 0.5, 0.5), pathPoint(1, 0.1, 0.5, 0.5), pathPoint(300, 30, 0.5, 0.5)];
    expect(staysAlong(ZONE, path)).toEqual([{ ordinal: 1, enterMediaUs: 0, exitMediaUs: 30_000_000 }]);
  });

  it('end at the passage of the edge when the track dies before leaving was believed', () => {
    const path = [pathPoint(0, 0, 0.5, 0.5), pathPoint(1, 1, 0.5, 0.395)];
    const [stay] = staysAlong(ZONE, path);
    expect(stay?.exitMediaUs).toBeGreaterThan(900_000);
    expect(stay?.exitMediaUs).toBeLessThan(1_000_000);
  });

  it('are told once they are over, not before', () => {
    const memory = createZoneVisits();
    const path = pathThrough(down(0.5, 0.2, 0.8));
    const told = path.map((point) => stepZoneVisits(memory, ZONE, point) !== null);
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(told.indexOf(true)).toBe(path.findIndex(({ box }) => box[3] / 65_535 > 0.6208));
  });
});
