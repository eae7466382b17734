import { describe, expect, it } from 'vitest';
import { toMediaUs } from '../../../../domain/base/time.ts';
import { quantBox } from '../../../../domain/tracking/quant-box.ts';
import { createTracker, finishTracker, stepTracker } from '../../../../domain/tracking/tracker.ts';
import type { TrackerStep } from '../../../../domain/tracking/track-facts.ts';
import {
  detections,
  detector,
  driving,
  evenTimes,
  film,
  pathsOf,
  settingsWith,
  trackAll,
} from './synthetic-traffic.ts';
import type { TruePlace, Vehicle } from './synthetic-traffic.ts';

const CAR: TruePlace = { x: 0.5, bottom: 0.2, width: 0.08, height: 0.12 };

const confirmedNumbers = (steps: readonly TrackerStep[]) =>
  steps.flatMap(({ confirmedNow }) => confirmedNow.map(({ track }) => track));
const endedTracks = (steps: readonly TrackerStep[]) => steps.flatMap(({ ended }) => ended);

function lookAt(seconds: number, box: readonly number[], score = 0.9, name: Vehicle['class'] = 'car') {
  return { mediaUs: toMediaUs(seconds * 1e6), detections: detections([{ box, score, class: name }]) };
}

describe('becoming a track', () => {
  const still = [0.4, 0.4, 0.5, 0.5];

  it('needs enough frames and enough time', () => {
    const state = createTracker(settingsWith({ confirmFrames: 3, confirmUs: 200_000 }));
    const steps = [0, 0.05, 0.1, 0.15, 0.2, 0.25].map((seconds, frameId) =>
      stepTracker(state, { frameId, ...lookAt(seconds, still) }),
    );
    expect(steps.map(({ observed }) => observed[0]?.confirmed)).toEqual([false, false, false, false, true, true]);
    expect(steps[4]?.confirmedNow[0]?.earlier.map(({ frameId }) => frameId)).toEqual([0, 1, 2, 3]);
    expect(steps[5]?.confirmedNow).toEqual([]);
  });

  it('needs high scores: faint sightings keep it alive but do not confirm it', () => {
    const state = createTracker(settingsWith());
    const scores = [0.9, 0.2, 0.2, 0.2, 0.2, 0.9, 0.9];
    const steps = scores.map((score, frameId) =>
      stepTracker(state, { frameId, ...lookAt(frameId / 10, still, score) }),
    );
    expect(steps.map(({ observed }) => observed[0]?.confirmed)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(confirmedNumbers(steps)).toEqual([1]);
  });

  it('does not wait for ever: a flash that only faint sightings follow is forgotten, with all that was held of it', () => {
    const state = createTracker(settingsWith());
    const most = 25 * 2 + 1;
    for (let frameId = 0; frameId < 5000; frameId += 1) {
      stepTracker(state, { frameId, ...lookAt(frameId / 25, still, frameId === 0 ? 0.9 : 0.2) });
      for (const track of state.tracks) expect(track.earlier.length).toBeLessThanOrEqual(most);
    }
    expect(state.tracks).toEqual([]);
  });

  it('begins anew where a detector is sure now and then, and comes true once it is sure often enough', () => {
    const state = createTracker(settingsWith());
    const sure = (frameId: number): boolean => frameId % 20 === 0 || frameId >= 200;
    const steps = Array.from({ length: 210 }, (_, frameId) =>
      stepTracker(state, { frameId, ...lookAt(frameId / 10, still, sure(frameId) ? 0.9 : 0.2) }),
    );
    expect(confirmedNumbers(steps)).toHaveLength(1);
    expect(steps.findIndex(({ confirmedNow }) => confirmedNow.length > 0)).toBeLessThan(204);
  });

  it('does not begin with a faint sighting', () => {
    const state = createTracker(settingsWith());
    const step = stepTracker(state, { frameId: 0, ...lookAt(0, still, 0.42) });
    expect(step.observed).toEqual([]);
  });

  it('is reported neither as confirmed nor as ended when it dies before', () => {
    const state = createTracker(settingsWith());
    const steps = [0, 0.1].map((seconds, frameId) => stepTracker(state, { frameId, ...lookAt(seconds, still) }));
    const later = stepTracker(state, { frameId: 2, mediaUs: toMediaUs(9e6), detections: detections([]) });
    expect([...confirmedNumbers([...steps, later]), ...endedTracks([...steps, later])]).toEqual([]);
    expect(finishTracker(state).ended).toEqual([]);
  });

  it('reports exactly the box that the detector saw, quantised', () => {
    const state = createTracker(settingsWith());
    const step = stepTracker(state, { frameId: 7, ...lookAt(1, [0.25, 0.125, 0.5, 0.75]) });
    expect(step.observed[0]?.box).toEqual(quantBox(0.25, 0.125, 0.5, 0.75));
    expect(step.observed[0]).toMatchObject({ track: 1, frameId: 7, mediaUs: 1_000_000, classSoFar: 'car' });
  });

  it('happens once for two boxes on one body', () => {
    const state = createTracker(settingsWith());
    for (let frameId = 0; frameId < 10; frameId += 1) {
      const both = detections([
        { box: [0.4, 0.4, 0.5, 0.5], score: 0.9, class: 'car' },
        { box: [0.401, 0.4, 0.501, 0.5], score: 0.7, class: 'van' },
      ]);
      const step = stepTracker(state, { frameId, mediaUs: toMediaUs(frameId * 1e5), detections: both });
      expect(step.observed).toHaveLength(1);
    }
  });
});

describe('track numbers', () => {
  it('begin at 1, only rise and are never used again', () => {
    const vehicles = [0, 2, 4, 6].map((from): Vehicle => ({ class: 'car', at: driving(CAR, { y: 0.3 }, from) }));
    const steps = trackAll(film(vehicles, evenTimes(12, 12), detector(3, { ghosts: 0.1 })));
    const confirmed = confirmedNumbers(steps);
    expect(confirmed).toHaveLength(4);
    expect(confirmed[0]).toBeGreaterThanOrEqual(1);
    expect(confirmed).toEqual([...new Set(confirmed)].sort((a, b) => a - b));
    for (const { observed } of steps) {
      const numbers = observed.map(({ track }) => track);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    }
  });

  it('are the same for the same frames', () => {
    const run = () =>
      trackAll(film([{ class: 'car', at: driving(CAR, { y: 0.3 }) }], evenTimes(12, 4), detector(5, { ghosts: 0.2 })));
    expect(run()).toEqual(run());
  });
});

describe('losing and finding', () => {
  it('bridges a gap by the speed of the vehicle', () => {
    const times = evenTimes(12, 4).filter((us) => us < 1e6 || us > 2.2e6);
    const steps = trackAll(film([{ class: 'car', at: driving(CAR, { y: 0.2 }) }], times, detector(2)));
    expect(confirmedNumbers(steps)).toHaveLength(1);
  });

  it('gives the number of one that drove away to another of its class only, where boxes do not meet', () => {
    const comesBackAs = (kind: Vehicle['class']): readonly number[] => {
      const state = createTracker(settingsWith());
      const away = Array.from({ length: 20 }, (_, frameId) => {
        const y = 0.6 - frameId * 0.01;
        return stepTracker(state, { frameId, ...lookAt(frameId / 10, [0.5, y, 0.54, y + 0.06]) });
      });
      // A second later something comes out of where it went, beside the place where it would be by now.
      const back = Array.from({ length: 8 }, (_, at) => {
        const y = 0.24 + at * 0.01;
        const seen = lookAt(3 + at / 10, [0.5, y, 0.54, y + 0.06], 0.9, kind);
        return stepTracker(state, { frameId: 30 + at, ...seen });
      });
      return confirmedNumbers([...away, ...back]);
    };
    expect(comesBackAs('car')).toHaveLength(1);
    expect(comesBackAs('truck')).toHaveLength(2);
  });

  it('ends a moving vehicle that stays away, at the time when it was last seen', () => {
    const vehicle: Vehicle = { class: 'bus', at: driving(CAR, { y: 0.2 }, 0, 2) };
    const steps = trackAll(film([vehicle], evenTimes(10, 6), detector(2)));
    const [ended] = endedTracks(steps);
    expect(ended).toMatchObject({
      class: 'bus',
      firstFrameId: 0,
      firstMediaUs: 0,
      lastFrameId: 20,
      lastMediaUs: 2_000_000,
      points: 21,
    });
    expect(steps.findIndex((step) => step.ended.length > 0)).toBe(41);
    expect(Object.keys(ended?.votes ?? {})).toEqual(['bus']);
  });

  it('ends what is left when the session ends, and nothing twice', () => {
    const state = createTracker(settingsWith());
    const frames = film([{ class: 'car', at: () => CAR }], evenTimes(10, 2), detector(1));
    for (const frame of frames) stepTracker(state, frame);
    expect(finishTracker(state).ended).toHaveLength(1);
    expect(finishTracker(state).ended).toHaveLength(0);
  });

  it.each([1, 2, 3, 4, 5])(
    'a parked vehicle keeps its number through long and short covers, bit by bit (seed %i)',
    (seed) => {
      // Something as wide as the car passes in front of it, twice, and stays in front for 12 seconds the second time.
      const cover = (now: number) => {
        if (now > 5 && now < 8) return (now - 5) / 3 - 0.5;
        if (now > 15 && now < 28.5)
          return now < 15.75 ? (now - 15) / 3 - 0.5 : now > 27.75 ? (now - 28.5) / 3 + 0.5 : 0;
        return null;
      };
      const parked: Vehicle = {
        class: 'car',
        at: (now) => {
          const shift = cover(now);
          if (shift === null) return CAR;
          const hiddenShare = 1 - Math.min(1, Math.abs(shift) * 2.2);
          if (hiddenShare > 0.6) return null;
          const width = CAR.width * (1 - hiddenShare);
          const side = shift < 0 ? 1 : -1;
          return { ...CAR, width, x: CAR.x + (side * (CAR.width - width)) / 2 };
        },
      };
      const steps = trackAll(film([parked], evenTimes(10, 35), detector(seed)));
      expect(confirmedNumbers(steps)).toHaveLength(1);
      expect(endedTracks(steps)[0]?.lastMediaUs).toBe(35_000_000);
    },
  );

  it('does not give the number of a hidden parked car to the lorry in front of it', () => {
    const lorry: Vehicle = {
      class: 'truck',
      at: driving({ x: 0.01, bottom: 0.3, width: 0.2, height: 0.3 }, { x: 0.25 }, 3),
    };
    const car: Vehicle = { class: 'car', at: (now) => (Math.abs(0.01 + 0.25 * (now - 3) - 0.5) < 0.12 ? null : CAR) };
    const steps = trackAll(film([car, lorry], evenTimes(12, 9), detector(4)));
    expect(
      endedTracks(steps)
        .map((track) => track.class)
        .sort(),
    ).toEqual(['car', 'truck']);
    const path = [...pathsOf(steps).values()][0] ?? [];
    const centres = path.map(({ box }) => (box[0] + box[2]) / 2 / 65_535);
    expect(Math.max(...centres) - Math.min(...centres)).toBeLessThan(0.02);
  });

  it.each([1, 2, 3, 4, 5])(
    'a car of the same size that passes in front of a parked one keeps its own number (seed %i)',
    (seed) => {
      const hidden = (now: number) => now > 3 && Math.abs(0.3 + 0.08 * (now - 3) - 0.5) < 0.05;
      const parked: Vehicle = { class: 'car', at: (now) => (hidden(now) ? null : CAR) };
      const passing: Vehicle = { class: 'car', at: driving({ ...CAR, x: 0.3, bottom: 0.21 }, { x: 0.08 }, 3) };
      const steps = trackAll(film([parked, passing], evenTimes(12, 8), detector(seed)));
      const spans = [...pathsOf(steps).values()].map((path) => {
        const centres = path.map(({ box }) => (box[0] + box[2]) / 2 / 65_535);
        return Math.max(...centres) - Math.min(...centres);
      });
      expect(spans).toHaveLength(2);
      expect(spans[0]).toBeLessThan(0.02);
      expect(spans[1]).toBeGreaterThan(0.35);
    },
  );

  it('does not look for a vehicle that stood and vanished beside its place', () => {
    const parked: Vehicle = { class: 'car', at: (now) => (now < 4 ? CAR : null) };
    const other: Vehicle = { class: 'car', at: driving({ ...CAR, x: CAR.x + 0.1 }, { x: 0.1 }, 10) };
    const steps = trackAll(film([parked, other], evenTimes(12, 13), detector(6)));
    expect(confirmedNumbers(steps)).toHaveLength(2);
  });

  it('does not give the number of a parked car that left unseen to one that drives through its place', () => {
    const parked: Vehicle = { class: 'car', at: (now) => (now < 4 ? CAR : null) };
    const through: Vehicle = { class: 'car', at: driving({ ...CAR, x: 0.1 }, { x: 0.2 }, 8) };
    const steps = trackAll(film([parked, through], evenTimes(12, 12), detector(6)));
    expect(confirmedNumbers(steps)).toHaveLength(2);
    expect(endedTracks(steps)[1]?.lastMediaUs).toBeGreaterThan(11_900_000);
  });

  it('forgets a parked vehicle that stays hidden for longer than set', () => {
    const car: Vehicle = { class: 'car', at: (now) => (now > 4 && now < 16 ? null : CAR) };
    const frames = film([car], evenTimes(10, 20), detector(4));
    expect(confirmedNumbers(trackAll(frames, settingsWith({ standingLostUs: 10_000_000 })))).toHaveLength(2);
    expect(confirmedNumbers(trackAll(frames, settingsWith({ standingLostUs: 15_000_000 })))).toHaveLength(1);
  });

  it('never takes a pedestrian for the vehicle that was there', () => {
    const car: Vehicle = { class: 'car', at: (now) => (now < 3 ? CAR : null) };
    const walker: Vehicle = { class: 'pedestrian', at: (now) => (now > 3.2 ? CAR : null) };
    const steps = trackAll(film([car, walker], evenTimes(10, 6), detector(4)));
    expect(
      endedTracks(steps)
        .map((track) => track.class)
        .sort(),
    ).toEqual(['car', 'pedestrian']);
  });
});

describe('the class of a track', () => {
  it('is voted by score, so one sure look outweighs two faint ones', () => {
    const state = createTracker(settingsWith());
    const looks = [
      ['van', 0.5],
      ['car', 0.9],
      ['van', 0.5],
      ['car', 0.9],
      ['van', 0.5],
    ] as const;
    const box = [0.4, 0.4, 0.5, 0.5];
    const steps = looks.map(([name, score], frameId) =>
      stepTracker(state, { frameId, ...lookAt(frameId / 10, box, score, name) }),
    );
    expect(steps.map(({ observed }) => observed[0]?.classSoFar)).toEqual(['van', 'car', 'van', 'car', 'car']);
    const [ended] = finishTracker(state).ended;
    expect(ended?.class).toBe('car');
    expect(ended?.votes.van).toBeCloseTo(1.5, 5);
    expect(ended?.votes.car).toBeCloseTo(1.8, 5);
  });
});

describe('frames and times that come twice', () => {
  it('leaves everything as it was for a frame it has taken already', () => {
    const state = createTracker(settingsWith());
    const [first, second] = film([{ class: 'car', at: () => CAR }], evenTimes(10, 1), detector(1));
    if (first === undefined || second === undefined) throw new Error('the film is too short');
    stepTracker(state, first);
    stepTracker(state, second);
    const before = structuredClone(state);
    expect(stepTracker(state, second)).toEqual({ observed: [], confirmedNow: [], ended: [] });
    expect(stepTracker(state, first)).toEqual({ observed: [], confirmedNow: [], ended: [] });
    expect(state).toEqual(before);
  });

  it('goes on when the time stamp stands still', () => {
    const times = evenTimes(12, 4).flatMap((us) => [us, us, us]);
    const steps = trackAll(film([{ class: 'car', at: driving(CAR, { y: 0.2 }) }], times, detector(9)));
    expect(confirmedNumbers(steps)).toHaveLength(1);
    expect(endedTracks(steps)[0]?.points).toBe(times.filter((us) => 0.2 + (0.2 * us) / 1e6 - 0.12 <= 1).length);
  });

  it('lets time stand still rather than run backwards', () => {
    const state = createTracker(settingsWith());
    stepTracker(state, { frameId: 0, ...lookAt(5, [0.4, 0.4, 0.5, 0.5]) });
    const step = stepTracker(state, { frameId: 1, ...lookAt(4, [0.4, 0.4, 0.5, 0.5]) });
    expect(step.observed[0]?.mediaUs).toBe(5_000_000);
  });
});
