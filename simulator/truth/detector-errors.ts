import { classCode } from '../../domain/detection/classes.ts';
import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import { randomStream } from '../world/random.ts';

/** A road user's true box in shares of the picture. */
export interface TrueBox {
  readonly id: number;
  readonly class: RoadUserClass;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

/**
 * How wrong a detector is. Misses come singly and in stretches; boxes wander with a memory; false boxes stay for some
 * pictures where they are; a vehicle that is not seen for longer than the tracker waits comes back under another number.
 */
export interface DetectorErrors {
  /** Share of single sightings that are missed. */
  readonly misses: number;
  /** Stretches a minute and vehicle in which it is not seen, and how long they are. */
  readonly blindPerMinute: number;
  readonly blindSeconds: number;
  /** Standard deviation of each edge as a share of the box's extent, and how much of it is left on the next picture. */
  readonly jitter: number;
  readonly lingers: number;
  /** False boxes that begin a minute, and how long each stays. */
  readonly falsePerMinute: number;
  readonly falseSeconds: number;
  /** Share of sightings told as another class. */
  readonly wrongClass: number;
}

export const NO_ERRORS: DetectorErrors = {
  ...{ misses: 0, blindPerMinute: 0, blindSeconds: 0, jitter: 0, lingers: 0, falsePerMinute: 0, falseSeconds: 0 },
  wrongClass: 0,
};

/** Worse than the shipped detector by day in every part: what holds under it holds for that one. */
export const USUAL_ERRORS: DetectorErrors = {
  ...{ misses: 0.05, blindPerMinute: 0.6, blindSeconds: 2.5, jitter: 0.02, lingers: 0.6 },
  ...{ falsePerMinute: 4, falseSeconds: 0.6, wrongClass: 0.03 },
};

interface Seen {
  jitter: number[];
  blindUntil: number;
}

interface FalseBox {
  readonly until: number;
  readonly class: RoadUserClass;
  readonly box: TrueBox['box'];
}

const SCORE = 0.9;
const FALSE_SCORE = 0.6;
const MISTAKEN_FOR: Partial<Record<RoadUserClass, RoadUserClass>> = {
  car: 'van',
  van: 'car',
  truck: 'bus',
  bus: 'truck',
};

/** What a detector with these errors says of one picture after another, `fps` a second. The same seed gives the same errors. */
export function createDetector(
  errors: DetectorErrors,
  fps: number,
  seed: number,
): (boxes: readonly TrueBox[]) => Detections {
  const random = randomStream(seed, 'detector errors');
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  const seen = new Map<number, Seen>();
  let wrong: FalseBox[] = [];
  let picture = 0;
  const look = ({ id, class: name, box }: TrueBox, now: number): FalseBox | null => {
    const memory = seen.get(id) ?? { jitter: [0, 0, 0, 0].map(normal), blindUntil: 0 };
    seen.set(id, memory);
    const { lingers, jitter } = errors;
    memory.jitter = memory.jitter.map((off) => lingers * off + Math.sqrt(1 - lingers ** 2) * normal());
    if (random.next() < errors.blindPerMinute / 60 / fps) memory.blindUntil = now + errors.blindSeconds;
    if (now < memory.blindUntil || random.next() < errors.misses) return null;
    const [left, top, right, bottom] = box;
    const off = (edge: number, extent: number): number => jitter * extent * (memory.jitter[edge] ?? 0);
    const [width, height] = [right - left, bottom - top];
    const moved = [left + off(0, width), top + off(1, height), right + off(2, width), bottom + off(3, height)] as const;
    return { until: now, class: random.next() < errors.wrongClass ? (MISTAKEN_FOR[name] ?? name) : name, box: moved };
  };
  return (boxes) => {
    const now = picture / fps;
    picture += 1;
    if (random.next() < errors.falsePerMinute / 60 / fps) wrong.push(falseBox(random, now + errors.falseSeconds));
    wrong = wrong.filter(({ until }) => until > now);
    const found = boxes.flatMap((one) => look(one, now) ?? []);
    return detectionsOf([
      ...found.map((one) => ({ ...one, score: SCORE })),
      ...wrong.map((one) => ({ ...one, score: FALSE_SCORE })),
    ]);
  };
}

function falseBox(random: ReturnType<typeof randomStream>, until: number): FalseBox {
  const [x, y] = [random.between(0.02, 0.9), random.between(0.25, 0.85)];
  const size = random.between(0.015, 0.06);
  const name = random.pick<RoadUserClass>(['car', 'pedestrian', 'motorcycle']);
  return { until, class: name, box: [x, y, x + size, y + 1.5 * size] };
}

function detectionsOf(found: readonly (FalseBox & { readonly score: number })[]): Detections {
  const boxes = new Float32Array(found.length * 4);
  for (const [at, { box }] of found.entries())
    boxes.set(
      box.map((edge) => Math.min(1, Math.max(0, edge))),
      at * 4,
    );
  return {
    count: found.length,
    boxes,
    scores: Float32Array.from(found, ({ score }) => score),
    classes: Uint8Array.from(found, ({ class: name }) => classCode(name)),
  };
}
