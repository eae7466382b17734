import { toMediaUs } from '../../../../domain/base/time.ts';
import type { MediaUs } from '../../../../domain/base/time.ts';
import { classCode } from '../../../../domain/detection/classes.ts';
import type { RoadUserClass } from '../../../../domain/detection/classes.ts';
import type { Detections } from '../../../../domain/detection/detections.ts';
import { createTracker, finishTracker, stepTracker } from '../../../../domain/tracking/tracker.ts';
import type { TrackerFrame } from '../../../../domain/tracking/tracker.ts';
import { DEFAULT_TRACKER_SETTINGS } from '../../../../domain/tracking/settings.ts';
import type { TrackerSettings } from '../../../../domain/tracking/settings.ts';
import type { PathPoint, TrackerStep } from '../../../../domain/tracking/track-facts.ts';

/** A generator of numbers in 0..1 that gives the same numbers for the same seed. */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A normally distributed number with mean 0 and deviation 1. */
export function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Where a vehicle truly is: the middle of its lower edge and its extent, in shares of the picture; null: not in sight. */
export interface TruePlace {
  readonly x: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

export interface Vehicle {
  readonly class: RoadUserClass;
  readonly at: (seconds: number) => TruePlace | null;
  /** What the detector says at times instead of the class, if it is unsure. */
  readonly mistakenFor?: RoadUserClass;
}

export interface Detector {
  readonly random: Random;
  /** Deviation of each edge, in shares of the box. */
  readonly noise: number;
  /** Share of sightings that are missed altogether. */
  readonly miss: number;
  /** Share of sightings with a low score. */
  readonly faint: number;
  /** False alarms a frame. */
  readonly ghosts: number;
}

export function detector(seed: number, over: Partial<Omit<Detector, 'random'>> = {}): Detector {
  return { random: seededRandom(seed), noise: 0.02, miss: 0, faint: 0, ghosts: 0, ...over };
}

interface RawDetection {
  readonly box: readonly number[];
  readonly score: number;
  readonly class: RoadUserClass;
}

export function detections(raw: readonly RawDetection[]): Detections {
  return {
    count: raw.length,
    boxes: Float32Array.from(raw.flatMap(({ box }) => box)),
    scores: Float32Array.from(raw.map(({ score }) => score)),
    classes: Uint8Array.from(raw.map((item) => classCode(item.class))),
  };
}

/** What a noisy detector sees of the vehicles at a moment. */
export function look(vehicles: readonly Vehicle[], seconds: number, eye: Detector): Detections {
  const { random } = eye;
  const raw: RawDetection[] = [];
  for (const vehicle of vehicles) {
    const place = vehicle.at(seconds);
    if (place === null || random() < eye.miss) continue;
    const { x, bottom, width, height } = place;
    const edge = (value: number, extent: number) => value + gaussian(random) * eye.noise * extent;
    const box = [
      edge(x - width / 2, width),
      edge(bottom - height, height),
      edge(x + width / 2, width),
      edge(bottom, height),
    ].map((value) => Math.min(1, Math.max(0, value)));
    const score = random() < eye.faint ? 0.2 + random() * 0.15 : 0.6 + random() * 0.35;
    const name = vehicle.mistakenFor !== undefined && random() < 0.3 ? vehicle.mistakenFor : vehicle.class;
    raw.push({ box, score, class: name });
  }
  if (random() < eye.ghosts) {
    const [x, y] = [random() * 0.9, random() * 0.9];
    raw.push({ box: [x, y, x + 0.05, y + 0.08], score: 0.6, class: 'car' });
  }
  return detections(raw);
}

/** Moments of frames: evenly `fps` a second from 0 to `seconds`. */
export function evenTimes(fps: number, seconds: number): MediaUs[] {
  return Array.from({ length: Math.floor(fps * seconds) + 1 }, (_, at) => toMediaUs((at * 1_000_000) / fps));
}

/** The frames that a detector gives of a scene at these moments, numbered from 0. */
export function film(vehicles: readonly Vehicle[], times: readonly MediaUs[], eye: Detector): TrackerFrame[] {
  return times.map((mediaUs, frameId) => ({ frameId, mediaUs, detections: look(vehicles, mediaUs / 1e6, eye) }));
}

/** Settings that differ from the defaults in what is given. */
export function settingsWith(own: Partial<TrackerSettings> = {}): TrackerSettings {
  return { ...DEFAULT_TRACKER_SETTINGS, ...own };
}

/** Every step of a tracker over these frames, the one that ends the session last. */
export function trackAll(frames: readonly TrackerFrame[], settings: TrackerSettings = settingsWith()): TrackerStep[] {
  const state = createTracker(settings);
  const steps = frames.map((frame) => stepTracker(state, frame));
  return [...steps, finishTracker(state)];
}

/** The whole paths of the confirmed tracks, unconfirmed beginnings included, by track number. */
export function pathsOf(steps: readonly TrackerStep[]): Map<number, PathPoint[]> {
  const paths = new Map<number, PathPoint[]>();
  for (const step of steps) {
    for (const { track, earlier } of step.confirmedNow) paths.set(track, [...earlier]);
    for (const { track, confirmed, frameId, mediaUs, box } of step.observed) {
      if (confirmed) paths.get(track)?.push({ frameId, mediaUs, box });
    }
  }
  return paths;
}

/** A place that moves evenly: in sight from `from` to `until` seconds. */
export function driving(
  start: TruePlace,
  speed: { readonly x?: number; readonly y?: number },
  from = 0,
  until = Infinity,
): Vehicle['at'] {
  return (seconds) => {
    if (seconds < from || seconds > until) return null;
    const place = {
      ...start,
      x: start.x + (speed.x ?? 0) * (seconds - from),
      bottom: start.bottom + (speed.y ?? 0) * (seconds - from),
    };
    const outside = place.x < 0 || place.x > 1 || place.bottom < 0 || place.bottom - place.height > 1;
    return outside ? null : place;
  };
}
