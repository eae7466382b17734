import { boxOverlap, boxShareInside } from './box-view.ts';
import type { BoxView } from './box-view.ts';
import type { TrackerSettings } from './settings.ts';

/** Where a vehicle stays, and since when: centre x, centre y, width and height of its resting box. */
export interface Rest {
  readonly box: Float64Array;
  sinceUs: number;
}

/** Below this overlap with its resting box a vehicle has moved. Detector noise alone stays well above it. */
const SAME_PLACE = 0.7;
/** A standing vehicle that is being hidden shows less and less of itself, but that rest lies in its resting box. */
const HIDDEN_PART_INSIDE = 0.7;
/** The resting box follows the seen box with this time constant, so a vehicle that creeps is still moving. */
const FOLLOW_SECONDS = 2;
/** Reappearing at its place: this much overlap … */
const BACK_IN_PLACE = 0.4;
/** … or a part of it, nearly all of which lies in the resting box and which is not tiny. */
const PART_INSIDE = 0.8;
const LEAST_PART = 0.25;

/** Rest as it is for a vehicle that was just seen first. */
export function startRest(box: BoxView, nowUs: number): Rest {
  return { box: box.values.slice(box.offset, box.offset + 4), sinceUs: nowUs };
}

/** Whether a vehicle had kept its place long enough when it was last seen. */
export function isStanding(rest: Rest, lastSeenUs: number, settings: TrackerSettings): boolean {
  return lastSeenUs - rest.sinceUs >= settings.standingAfterUs;
}

/** Takes one more sighting, `seconds` after the one before, into account. */
export function noteRest(rest: Rest, seen: BoxView, seconds: number, nowUs: number, standing: boolean): void {
  const place = { values: rest.box, offset: 0 };
  if (boxOverlap(place, seen) >= SAME_PLACE) {
    const share = 1 - Math.exp(-seconds / FOLLOW_SECONDS);
    for (let axis = 0; axis < 4; axis += 1) {
      const was = rest.box[axis] ?? 0;
      rest.box[axis] = was + share * ((seen.values[seen.offset + axis] ?? 0) - was);
    }
    return;
  }
  if (standing && boxShareInside(seen, place) >= HIDDEN_PART_INSIDE) return;
  for (let axis = 0; axis < 4; axis += 1) rest.box[axis] = seen.values[seen.offset + axis] ?? 0;
  rest.sinceUs = nowUs;
}

/** How well a sighting fits a standing vehicle's place: its overlap, or null when it is something else. */
export function fitsPlace(rest: Rest, seen: BoxView): number | null {
  const place = { values: rest.box, offset: 0 };
  const overlap = boxOverlap(place, seen);
  if (overlap >= BACK_IN_PLACE) return overlap;
  const part = areaOf(seen) / areaOf(place);
  return part <= 1 && part >= LEAST_PART && boxShareInside(seen, place) >= PART_INSIDE ? overlap : null;
}

function areaOf(box: BoxView): number {
  return (box.values[box.offset + 2] ?? 0) * (box.values[box.offset + 3] ?? 0);
}
