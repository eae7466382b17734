import { describe, expect, it } from 'vitest';
import { createTracker, finishTracker, stepTracker } from '../../../../domain/tracking/tracker.ts';
import type { TrackerState } from '../../../../domain/tracking/tracker.ts';
import { restoreTracker, serializeTracker } from '../../../../domain/tracking/tracker-snapshot.ts';
import { detector, driving, evenTimes, film, seededRandom, settingsWith } from './synthetic-traffic.ts';
import type { Vehicle } from './synthetic-traffic.ts';

const SETTINGS = settingsWith();

function scene(seed: number) {
  const random = seededRandom(seed);
  const vehicles = Array.from({ length: 8 }, (_, at): Vehicle => {
    const place = { x: 0.1 + 0.1 * at, bottom: 0.2, width: 0.07, height: 0.1 };
    const standing = at % 4 === 0;
    return {
      class: 'car',
      mistakenFor: 'van',
      at: standing ? () => place : driving(place, { y: 0.1 + random() * 0.2 }, random() * 4),
    };
  });
  return film(vehicles, evenTimes(11, 9), detector(seed, { miss: 0.15, faint: 0.2, ghosts: 0.2 }));
}

function throughText(state: TrackerState): TrackerState {
  const outcome = restoreTracker(JSON.parse(JSON.stringify(serializeTracker(state))), SETTINGS);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

describe('a tracker that is stored and restored', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('goes on bit for bit from any frame (seed %i)', (seed) => {
    const frames = scene(seed);
    const random = seededRandom(seed * 31);
    const cut = Math.floor(random() * frames.length);
    const whole = createTracker(SETTINGS);
    let cutUp = createTracker(SETTINGS);
    frames.forEach((frame, at) => {
      if (at === cut || random() < 0.1) cutUp = throughText(cutUp);
      expect(stepTracker(cutUp, frame)).toEqual(stepTracker(whole, frame));
    });
    expect(serializeTracker(cutUp)).toEqual(serializeTracker(whole));
    expect(finishTracker(cutUp)).toEqual(finishTracker(whole));
  });

  it('can be stored before its first frame', () => {
    expect(throughText(createTracker(SETTINGS))).toEqual(createTracker(SETTINGS));
  });

  it('is refused when anything of it is missing or of another kind', () => {
    const state = createTracker(SETTINGS);
    for (const frame of scene(1).slice(0, 30)) stepTracker(state, frame);
    const sound = serializeTracker(state);
    const [track] = sound.tracks;
    const damaged: unknown[] = [
      null,
      'text',
      { ...sound, version: 2 },
      { ...sound, nextNumber: 'many' },
      { ...sound, lastUs: null },
      { ...sound, tracks: {} },
      { ...sound, tracks: [{ ...track, motion: [1, 2] }] },
      { ...sound, tracks: [{ ...track, confirmed: 1 }] },
      { ...sound, tracks: [{ ...track, facts: [99, 1, 1, 1, 1, 1, 1, 1] }] },
      { ...sound, tracks: [{ ...track, earlier: [[1, 2]] }] },
      { ...sound, tracks: [null] },
    ];
    expect(restoreTracker(sound, SETTINGS).ok).toBe(true);
    for (const stored of damaged) {
      const outcome = restoreTracker(stored, SETTINGS);
      expect(outcome.ok, JSON.stringify(stored).slice(0, 80)).toBe(false);
      if (!outcome.ok) expect(outcome.failure.code).toBe('state-unreadable');
    }
  });
});
