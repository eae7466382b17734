import { describe, expect, it } from 'vitest';
import { toMediaUs } from '../../../../domain/base/time.ts';
import { detector, driving, evenTimes, film, seededRandom } from '../tracking/synthetic-traffic.ts';
import type { Detector, TruePlace, Vehicle } from '../tracking/synthetic-traffic.ts';
import { countFilm, lineFrom, rulesOf } from './counting-scenes.ts';

const CAR: TruePlace = { x: 0.5, bottom: 0.15, width: 0.08, height: 0.12 };
const ACROSS = lineFrom(0.1, 0.5, 0.9, 0.5);

/** Drives to `stop`, waits there with `rock` as its movement, and drives on. */
function stopping(stop: number, seconds: number, rock: (seconds: number) => number): Vehicle['at'] {
  const arrive = (stop - CAR.bottom) / 0.2;
  return (now) => {
    if (now < arrive) return { ...CAR, bottom: CAR.bottom + 0.2 * now };
    if (now < arrive + seconds) return { ...CAR, bottom: stop + rock(now - arrive) };
    const bottom = stop + 0.2 * (now - arrive - seconds);
    return bottom > 1 ? null : { ...CAR, bottom };
  };
}

interface Case {
  readonly name: string;
  readonly vehicles: readonly Vehicle[];
  readonly seconds: number;
  readonly eye?: (seed: number) => Detector;
  readonly fps?: number;
  readonly expected: readonly string[];
}

const car = (at: Vehicle['at']): Vehicle => ({ class: 'car', at });

const KILLERS: readonly Case[] = [
  {
    name: 'a vehicle that stops on the line, rocks there for half a minute and goes on counts once',
    vehicles: [car(stopping(0.5, 30, (now) => 0.012 * Math.sin(now * 4)))],
    seconds: 40,
    expected: ['in'],
  },
  {
    name: 'a vehicle that rocks by a third of its height on the line counts once',
    vehicles: [car(stopping(0.5, 30, (now) => 0.04 * Math.sin(now * 1.5)))],
    seconds: 40,
    expected: ['in'],
  },
  {
    name: 'a vehicle that stops short of the line and goes back never counts',
    vehicles: [car((now) => (now > 8 ? null : { ...CAR, bottom: 0.15 + 0.34 * Math.sin((Math.PI * now) / 8) }))],
    seconds: 12,
    expected: [],
  },
  {
    name: 'a vehicle whose detections flicker, most of all at the line, counts once',
    vehicles: [
      car((now) => {
        const place = driving(CAR, { y: 0.2 })(now);
        return place !== null && Math.abs(place.bottom - 0.5) < 0.04 ? null : place;
      }),
    ],
    seconds: 8,
    eye: (seed) => detector(seed, { miss: 0.2, faint: 0.3 }),
    expected: ['in'],
  },
  {
    name: 'flashes that never become credible count nothing',
    vehicles: [],
    seconds: 60,
    eye: (seed) => detector(seed, { ghosts: 0.3 }),
    expected: [],
  },
  {
    name: 'a vehicle that appears just before the line counts by its unconfirmed beginning',
    vehicles: [car(driving({ ...CAR, bottom: 0.47 }, { y: 0.4 }))],
    seconds: 3,
    expected: ['in'],
  },
  {
    name: 'a vehicle that passes beside the end of the line counts nothing',
    vehicles: [car(driving({ ...CAR, x: 0.95 }, { y: 0.2 }))],
    seconds: 8,
    expected: [],
  },
  {
    name: 'a parked vehicle on the line that lorries hide and show again counts nothing, the lorries once each',
    vehicles: [
      car((now) => (hiddenBy(now) ? null : { x: 0.5, bottom: 0.52, width: 0.08, height: 0.12 })),
      ...[5, 12, 22].map((from): Vehicle => ({
        class: 'truck',
        at: driving({ x: 0.01, bottom: 0.7, width: 0.25, height: 0.35 }, { x: 0.25 }, from),
      })),
    ],
    seconds: 30,
    expected: [],
  },
];

/** A lorry 0.25 wide that drives at 0.25 a second hides what stands at 0.5 while it covers it. */
function hiddenBy(now: number): boolean {
  return [5, 12, 22].some((from) => Math.abs(0.01 + 0.25 * (now - from) - 0.5) < 0.14);
}

describe('counting through the tracker with a noisy detector', () => {
  for (const { name, vehicles, seconds, eye, fps, expected } of KILLERS) {
    it.each([1, 2, 3, 4, 5])(`${name} (seed %i)`, (seed) => {
      const frames = film(vehicles, evenTimes(fps ?? 12, seconds), (eye ?? detector)(seed));
      const { crossings } = countFilm(frames, rulesOf([ACROSS]));
      expect(crossings.map(({ direction }) => direction)).toEqual(expected);
    });
  }
});

describe('vehicles that come back, come in pairs or come irregularly', () => {
  const uTurn = car((now) => {
    if (now > 8) return null;
    return { ...CAR, x: now < 4 ? 0.4 : 0.55, bottom: 0.15 + 0.7 * Math.sin((Math.PI * now) / 8) };
  });

  it.each([1, 2, 3, 4, 5])('a U-turn counts in and out with one track (seed %i)', (seed) => {
    const turning: Vehicle = car((now) => {
      const place = uTurn.at(now);
      // The turn itself takes a second, so the vehicle does not jump sideways.
      return place === null ? null : { ...place, x: 0.4 + 0.15 * Math.min(1, Math.max(0, now - 3.5)) };
    });
    const { crossings } = countFilm(film([turning], evenTimes(12, 10), detector(seed)), rulesOf([ACROSS]));
    expect(crossings.map(({ direction, ordinal }) => [direction, ordinal])).toEqual([
      ['in', 1],
      ['out', 2],
    ]);
    expect(new Set(crossings.map(({ track }) => track)).size).toBe(1);
  });

  it.each([1, 2, 3, 4, 5])('two vehicles side by side count as two (seed %i)', (seed) => {
    const pair = [car(driving({ ...CAR, x: 0.4 }, { y: 0.2 })), car(driving({ ...CAR, x: 0.47 }, { y: 0.21 }))];
    const { crossings } = countFilm(film(pair, evenTimes(10, 6), detector(seed, { miss: 0.05 })), rulesOf([ACROSS]));
    expect(crossings.map(({ direction }) => direction)).toEqual(['in', 'in']);
    expect(new Set(crossings.map(({ track }) => track)).size).toBe(2);
  });

  it.each([1, 2, 3, 4, 5])('two vehicles that pass each other in opposite directions keep theirs (seed %i)', (seed) => {
    const pair = [
      car(driving({ ...CAR, x: 0.45 }, { y: 0.2 })),
      car(driving({ ...CAR, x: 0.52, bottom: 0.9 }, { y: -0.2 })),
    ];
    const { crossings } = countFilm(film(pair, evenTimes(10, 6), detector(seed)), rulesOf([ACROSS]));
    expect(crossings.map(({ direction }) => direction).sort()).toEqual(['in', 'out']);
  });

  it.each([1, 2, 3, 4, 5])('a frame rate that swings between 8 and 25 counts every vehicle once (seed %i)', (seed) => {
    const random = seededRandom(seed);
    const times = [toMediaUs(0)];
    while ((times.at(-1) ?? 0) < 12e6) times.push(toMediaUs((times.at(-1) ?? 0) + 40_000 + random() * 85_000));
    const column = [0, 2, 4, 6].map((from) => car(driving(CAR, { y: 0.2 }, from)));
    const { crossings } = countFilm(film(column, times, detector(seed)), rulesOf([ACROSS]));
    expect(crossings.map(({ direction }) => direction)).toEqual(['in', 'in', 'in', 'in']);
  });

  it.each([1, 2, 3, 4, 5])(
    'a gap of more than a second while the vehicle passes the line counts it once (seed %i)',
    (seed) => {
      const times = evenTimes(12, 6).filter((us) => us < 1.2e6 || us > 2.4e6);
      const { crossings } = countFilm(film([car(driving(CAR, { y: 0.2 }))], times, detector(seed)), rulesOf([ACROSS]));
      expect(crossings.map(({ direction }) => direction)).toEqual(['in']);
      expect(Math.abs((crossings[0]?.mediaUs ?? 0) - 1.75e6)).toBeLessThan(150_000);
    },
  );

  it.each([1, 2, 3, 4, 5])('time stamps and frames that come twice count nothing twice (seed %i)', (seed) => {
    const times = evenTimes(12, 6).flatMap((us, at) => (at % 3 === 0 ? [us, us] : [us]));
    const frames = film([car(driving(CAR, { y: 0.2 }))], times, detector(seed)).flatMap((frame) => [frame, frame]);
    const { crossings } = countFilm(frames, rulesOf([ACROSS]));
    expect(crossings.map(({ direction }) => direction)).toEqual(['in']);
  });

  it.each([8, 10, 15, 25])('fast small vehicles that never overlap themselves count at %i frames a second', (fps) => {
    // Five of its own widths a second: at 8 frames a second it jumps by two thirds of itself.
    const bikes = [0, 1.5, 3].map((from): Vehicle => ({
      class: 'motorcycle',
      at: driving({ x: 0.02, bottom: 0.6, width: 0.04, height: 0.07 }, { x: 0.3 }, from),
    }));
    const upright = lineFrom(0.5, 0.4, 0.5, 0.8);
    const { crossings } = countFilm(film(bikes, evenTimes(fps, 8), detector(fps)), rulesOf([upright]));
    expect(crossings.map(({ direction, classSoFar }) => `${direction} ${classSoFar}`)).toEqual(
      Array.from({ length: 3 }, () => 'out motorcycle'),
    );
  });

  it('a vehicle that the detector takes for a van every third time is one vehicle and a car', () => {
    const unsure: Vehicle = { class: 'car', mistakenFor: 'van', at: driving(CAR, { y: 0.2 }) };
    const { crossings, steps } = countFilm(film([unsure], evenTimes(12, 6), detector(7)), rulesOf([ACROSS]));
    expect(crossings).toHaveLength(1);
    expect(steps.flatMap(({ ended }) => ended).map((track) => track.class)).toEqual(['car']);
  });
});

describe('a whole street at once', () => {
  it.each([11, 12, 13, 14, 15, 16])(
    'sixty vehicles in three lanes, noisy and flickering, count exactly (seed %i)',
    (seed) => {
      const random = seededRandom(seed * 977);
      const lanes = [0.25, 0.5, 0.75];
      const vehicles = lanes.flatMap((x) =>
        Array.from({ length: 20 }, (_, at): Vehicle => {
          const from = at * 2 + random() * 0.6;
          const place = { x: x + (random() - 0.5) * 0.02, bottom: 0.15, width: 0.09, height: 0.13 };
          return { class: random() < 0.2 ? 'van' : 'car', at: driving(place, { y: 0.22 + random() * 0.03 }, from) };
        }),
      );
      const eye = detector(seed, { noise: 0.03, miss: 0.05, faint: 0.1, ghosts: 0.05 });
      const { crossings } = countFilm(film(vehicles, evenTimes(10, 46), eye), rulesOf([lineFrom(0, 0.55, 1, 0.55)]));
      expect(crossings.filter(({ direction }) => direction === 'out')).toEqual([]);
      expect(crossings).toHaveLength(60);
      expect(new Set(crossings.map(({ track }) => track)).size).toBe(60);
    },
  );
});
