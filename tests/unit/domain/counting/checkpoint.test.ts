import { describe, expect, it } from 'vitest';
import { restoreTrackCounter, serializeTrackCounter } from '../../../../domain/counting/counter-snapshot.ts';
import { createTrackCounter, stepTrackCounter } from '../../../../domain/counting/track-counter.ts';
import type { CounterStep, TrackCounter } from '../../../../domain/counting/track-counter.ts';
import { createTracker, finishTracker, stepTracker } from '../../../../domain/tracking/tracker.ts';
import type { TrackerFrame, TrackerState } from '../../../../domain/tracking/tracker.ts';
import { restoreTracker, serializeTracker } from '../../../../domain/tracking/tracker-snapshot.ts';
import { detector, driving, evenTimes, film, seededRandom, settingsWith } from '../tracking/synthetic-traffic.ts';
import type { Vehicle } from '../tracking/synthetic-traffic.ts';
import { lineFrom, rulesOf, zoneOf } from './counting-scenes.ts';

const SETTINGS = settingsWith();
const RULES = rulesOf(
  [lineFrom(0, 0.5, 1, 0.5, 'first'), lineFrom(0, 0.7, 1, 0.7, 'second')],
  [
    zoneOf([
      [0, 0.5],
      [1, 0.5],
      [1, 0.7],
      [0, 0.7],
    ]),
  ],
);

/** The state of one camera, as a checkpoint keeps it. */
interface Camera {
  readonly tracker: TrackerState;
  readonly counter: TrackCounter;
}

const freshCamera = (): Camera => ({ tracker: createTracker(SETTINGS), counter: createTrackCounter(RULES) });

function throughText(camera: Camera): Camera {
  const text = JSON.stringify([serializeTracker(camera.tracker), serializeTrackCounter(camera.counter)]);
  const stored: unknown[] = JSON.parse(text);
  const tracker = restoreTracker(stored[0], SETTINGS);
  const counter = restoreTrackCounter(stored[1], RULES);
  if (!tracker.ok || !counter.ok) throw new Error('the checkpoint cannot be read');
  return { tracker: tracker.value, counter: counter.value };
}

/** What is counted when the process dies after the frames in `deaths` and goes on from its checkpoint each time. */
function countWithDeaths(frames: readonly TrackerFrame[], deaths: ReadonlySet<number>): CounterStep[] {
  let camera = freshCamera();
  const counted = frames.map((frame) => {
    const step = stepTrackCounter(camera.counter, stepTracker(camera.tracker, frame));
    if (deaths.has(frame.frameId)) camera = throughText(camera);
    return step;
  });
  return [...counted, stepTrackCounter(camera.counter, finishTracker(camera.tracker))];
}

function street(seed: number): TrackerFrame[] {
  const random = seededRandom(seed);
  const vehicles = Array.from({ length: 10 }, (_, at): Vehicle => {
    const place = { x: 0.08 + 0.09 * at, bottom: 0.2, width: 0.07, height: 0.1 };
    return { class: 'car', mistakenFor: 'van', at: driving(place, { y: 0.12 + random() * 0.15 }, random() * 3) };
  });
  return film(vehicles, evenTimes(10, 9), detector(seed, { miss: 0.1, faint: 0.2, ghosts: 0.2 }));
}

describe('a camera that dies and goes on from its checkpoint', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('counts what it would have counted without dying (seed %i)', (seed) => {
    const frames = street(seed);
    const random = seededRandom(seed + 100);
    const deaths = new Set(Array.from({ length: 6 }, () => Math.floor(random() * frames.length)));
    const undisturbed = countWithDeaths(frames, new Set());
    expect(countWithDeaths(frames, deaths)).toEqual(undisturbed);
    expect(undisturbed.flatMap(({ crossings }) => crossings)).toHaveLength(20);
    expect(undisturbed.flatMap(({ visits }) => visits)).toHaveLength(10);
  });

  it('counts the same when it dies after every single frame', () => {
    const frames = street(9);
    const everywhere = new Set(frames.map(({ frameId }) => frameId));
    expect(countWithDeaths(frames, everywhere)).toEqual(countWithDeaths(frames, new Set()));
  });
});
