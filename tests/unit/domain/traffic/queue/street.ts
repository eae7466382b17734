import { toMediaUs } from '../../../../../domain/base/time.ts';
import { createTrackCounter, stepTrackCounter } from '../../../../../domain/counting/track-counter.ts';
import type { RoadUserClass } from '../../../../../domain/detection/classes.ts';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { quantBox } from '../../../../../domain/tracking/quant-box.ts';
import type { TrackerStep, TrackPoint } from '../../../../../domain/tracking/track-facts.ts';
import { createQueueMemory } from '../../../../../domain/traffic/queue/approach-memory.ts';
import type { QueueMemory } from '../../../../../domain/traffic/queue/approach-memory.ts';
import type { ApproachMinute } from '../../../../../domain/traffic/queue/approach-minute.ts';
import { finishQueues, keepApproaches, stepQueues } from '../../../../../domain/traffic/queue/approach-watch.ts';
import { prepareApproaches } from '../../../../../domain/traffic/queue/prepared-approach.ts';
import { DEFAULT_QUEUE_SETTINGS } from '../../../../../domain/traffic/queue/settings.ts';
import type { QueueSettings } from '../../../../../domain/traffic/queue/settings.ts';
import { fromAbove } from '../speed/from-above.ts';

/** A car on a street of two lanes that runs to the right, to a stop line at 80 m; the approach begins at 10 m. */
export interface StreetCar {
  readonly track: number;
  readonly class?: RoadUserClass;
  /** From the near kerb: 0 is the lane that the stop line's first end lies at. */
  readonly lane?: 0 | 1;
  /** Where its front is, in metres; null while it is not in the picture. */
  readonly front: (seconds: number) => number | null;
}

export const STOP_LINE = 80;
const LENGTH = 4.5;
const LANE_CENTRES = [48, 52] as const;
const REFERENCE = { x: 1, y: 0.5 };

const at = (x: number, y: number) => normPoint(x / 100, 1 - y / 100);

/** The rules over a street seen from above, a metre a hundredth of the picture. */
export function street(over: { lanes?: number; settings?: Partial<QueueSettings>; calibrated?: boolean } = {}) {
  const settings = { ...DEFAULT_QUEUE_SETTINGS, ...over.settings };
  const plan = { stopLineId: 'line', lanes: over.lanes ?? 2, freeSpeedKmh: 36, lengthMetres: null };
  const zone = {
    ...{ zoneId: 'zone', versionId: 'zone', reference: REFERENCE },
    points: [at(10, 46), at(STOP_LINE + 1, 46), at(STOP_LINE + 1, 54), at(10, 54)],
    approach: { ...plan, control: 'signal' as const, delayLimits: null },
  };
  const line = { lineId: 'line', versionId: 'line', from: at(STOP_LINE, 46), to: at(STOP_LINE, 54) };
  const view = over.calibrated === false ? null : fromAbove();
  const approaches = prepareApproaches([zone], [line], { aspect: 1, view });
  let memory = createQueueMemory();
  keepApproaches(memory, approaches);
  const counter = createTrackCounter({ aspect: 1, lines: [{ ...line, reference: REFERENCE }], zones: [] });
  let before: readonly number[] = [];
  return {
    approaches,
    get memory(): QueueMemory {
      return memory;
    },
    /** Goes on from what a checkpoint would hold. */
    resume: (): void => void (memory = JSON.parse(JSON.stringify(memory)) as QueueMemory),
    now: () => memory.approaches[0]?.now,
    step(cars: readonly StreetCar[], seconds: number): ApproachMinute[] {
      const observed = cars.flatMap((car) => pointOf(car, seconds));
      const there = observed.map(({ track }) => track);
      const ended = before.filter((track) => !there.includes(track)).map(endOf);
      before = there;
      const step: TrackerStep = { observed, confirmedNow: [], ended };
      const { crossings } = stepTrackCounter(counter, step);
      const us = Math.round(seconds * 1e6);
      return stepQueues(memory, approaches, settings, { mediaUs: us, utcUs: us, step, crossings });
    },
    finish: () => finishQueues(memory),
  };
}

/** Ten pictures a second from one moment to another. */
export function play(made: ReturnType<typeof street>, cars: readonly StreetCar[], from: number, to: number) {
  const minutes: ApproachMinute[] = [];
  for (let tenth = Math.round(from * 10); tenth <= Math.round(to * 10); tenth += 1)
    minutes.push(...made.step(cars, tenth / 10));
  return minutes;
}

function pointOf({ track, class: kind = 'car', lane = 0, front }: StreetCar, seconds: number): TrackPoint[] {
  const x = front(seconds);
  if (x === null || x <= 0 || x >= 100) return [];
  const y = LANE_CENTRES[lane];
  const [from, to] = [at(Math.max(0, x - LENGTH), y + 0.9), at(x, y - 0.9)];
  const mediaUs = toMediaUs(seconds * 1e6);
  const frameId = Math.round(seconds * 10);
  const box = quantBox(from.x, from.y, to.x, to.y);
  return [{ track, classSoFar: kind, frameId, mediaUs, box, confirmed: true, score: 1 }];
}

function endOf(track: number): TrackerStep['ended'][number] {
  const moment = { firstFrameId: 0, lastFrameId: 0, firstMediaUs: toMediaUs(0), lastMediaUs: toMediaUs(0), points: 1 };
  return { track, class: 'car', votes: {}, ...moment };
}
