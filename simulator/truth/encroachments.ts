import type { ActorState } from '../world/actors.ts';
import { footprints, overlapDepth } from '../world/footprint.ts';
import { wrapAngle } from '../world/ground.ts';
import type { GroundPoint } from '../world/ground.ts';

/** Two road users took the same ground one after the other, on ways that cross or join. */
export interface TrueEncroachment {
  readonly first: number;
  readonly second: number;
  /** When the second one came onto the ground of the first. */
  readonly seconds: number;
  /** From the first leaving the way of the second to the second entering the way of the first. */
  readonly pet: number;
  readonly place: GroundPoint;
}

type Outlines = readonly (readonly GroundPoint[])[];
interface Sample {
  readonly seconds: number;
  readonly outlines: Outlines;
}
interface Trace {
  readonly samples: Sample[];
}
interface Mark {
  readonly id: number;
  readonly seconds: number;
  readonly heading: number;
}
interface Candidate {
  readonly first: number;
  readonly second: number;
  readonly resolveAt: number;
  readonly place: GroundPoint;
}

const CELL = 0.5;
const LONGEST_PET = 3;
/** Whoever drives behind another in the same direction follows. */
const LEAST_ANGLE = 0.4;
/** The second one needs so long to be through, and so much of the past is kept. */
const RESOLVE_AFTER = 4;
const REMEMBERED = 10;
const HALVINGS = 12;

/**
 * Finds encroachments on a grid of who was where last, and then measures them on the outlines themselves: the ways of both
 * are what their bodies swept, and the moments lie between two steps.
 */
export function createEncroachmentWatch(): {
  step(actors: readonly ActorState[], seconds: number): TrueEncroachment[];
} {
  const traces = new Map<number, Trace>();
  const marks = new Map<string, Mark>();
  const seen = new Set<string>();
  let candidates: Candidate[] = [];
  return {
    step(actors, seconds) {
      for (const actor of actors) {
        const trace = traces.get(actor.id) ?? { samples: [] };
        traces.set(actor.id, trace);
        trace.samples.push({ seconds, outlines: footprints(actor) });
        while ((trace.samples[0]?.seconds ?? seconds) < seconds - REMEMBERED) trace.samples.shift();
        for (const cell of cellsOf(actor)) {
          const mark = marks.get(cell);
          marks.set(cell, { id: actor.id, seconds, heading: actor.heading });
          if (mark === undefined || !isCrossing(mark, actor, seconds)) continue;
          const key = `${mark.id} ${actor.id}`;
          if (seen.has(key)) continue;
          seen.add(key);
          candidates.push({
            first: mark.id,
            second: actor.id,
            resolveAt: seconds + RESOLVE_AFTER,
            place: actor.position,
          });
        }
      }
      const due = candidates.filter(({ resolveAt }) => resolveAt <= seconds);
      if (due.length > 0) candidates = candidates.filter(({ resolveAt }) => resolveAt > seconds);
      for (const [id, { samples }] of traces) {
        if ((samples.at(-1)?.seconds ?? 0) < seconds - REMEMBERED) traces.delete(id);
      }
      return due.flatMap((candidate) => measured(candidate, traces));
    },
  };
}

function isCrossing(mark: Mark, actor: ActorState, seconds: number): boolean {
  if (mark.id === actor.id || seconds - mark.seconds > LONGEST_PET + 1 || seconds === mark.seconds) return false;
  return Math.abs(wrapAngle(mark.heading - actor.heading)) > LEAST_ANGLE;
}

/** Cells under the front and along the sides: enough to notice whoever comes later. */
function* cellsOf(actor: ActorState): Generator<string> {
  const half = actor.width / 2;
  for (let ahead = -actor.length / 2; ahead <= actor.length / 2; ahead += CELL) {
    for (const left of [-half, 0, half]) {
      const [cos, sin] = [Math.cos(actor.heading), Math.sin(actor.heading)];
      const x = actor.position.x + ahead * cos - left * sin;
      const y = actor.position.y + ahead * sin + left * cos;
      yield `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
    }
  }
}

function measured({ first, second, place }: Candidate, traces: ReadonlyMap<number, Trace>): TrueEncroachment[] {
  const [one, other] = [traces.get(first)?.samples ?? [], traces.get(second)?.samples ?? []];
  const left = lastTouch(one, other);
  const entered = lastTouch([...other].reverse(), one);
  if (left === null || entered === null) return [];
  const pet = entered - left;
  return pet < 0 || pet > LONGEST_PET ? [] : [{ first, second, seconds: entered, pet, place }];
}

/** The last moment, in the order of the samples, at which one lies in what the other sweeps. */
function lastTouch(samples: readonly Sample[], swept: readonly Sample[]): number | null {
  const touches = (outlines: Outlines): boolean => swept.some((sample) => doOverlap(outlines, sample.outlines));
  const at = samples.findLastIndex(({ outlines }) => touches(outlines));
  const [last, next] = [samples[at], samples[at + 1]];
  if (last === undefined || next === undefined) return null;
  let [touching, apart] = [0, 1];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (touching + apart) / 2;
    if (touches(outlinesBetween(last.outlines, next.outlines, middle))) touching = middle;
    else apart = middle;
  }
  return last.seconds + (next.seconds - last.seconds) * touching;
}

function doOverlap(a: Outlines, b: Outlines): boolean {
  return a.some((one) => b.some((other) => overlapDepth(one, other) > 0));
}

function outlinesBetween(a: Outlines, b: Outlines, share: number): Outlines {
  return a.map((outline, part) =>
    outline.map(({ x, y }, corner) => {
      const to = b[part]?.[corner] ?? { x, y };
      return { x: x + (to.x - x) * share, y: y + (to.y - y) * share };
    }),
  );
}
