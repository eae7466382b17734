import type { RoadUserClass } from '../../detection/classes.ts';
import { QUANT_MAX } from '../../tracking/quant-box.ts';
import type { QuantBox } from '../../tracking/quant-box.ts';
import type { TrackPoint } from '../../tracking/track-facts.ts';

/** A vehicle that is taken to be on the road, where it was seen last. */
export interface PresentVehicle {
  readonly track: number;
  readonly classSoFar: RoadUserClass;
  readonly box: QuantBox;
  readonly seenUs: number;
}

/** The vehicles of a session by their tracks. Changed in place. */
export type PresentVehicles = Map<number, PresentVehicle>;

/**
 * Takes the vehicles of a frame. One that is followed and was just not seen has not left the road: it stays where it was for
 * a while, unless the edge of the picture cut it, for then it most likely left.
 */
export function stepPresent(
  present: PresentVehicles,
  frame: { readonly mediaUs: number; readonly observed: readonly TrackPoint[]; readonly ended: readonly number[] },
  holdSeconds: number,
): void {
  for (const { track, classSoFar, box, confirmed } of frame.observed) {
    if (confirmed && classSoFar !== 'pedestrian') present.set(track, { track, classSoFar, box, seenUs: frame.mediaUs });
    else present.delete(track);
  }
  for (const track of frame.ended) present.delete(track);
  for (const { track, box, seenUs } of present.values()) {
    const missing = frame.mediaUs - seenUs;
    if (missing > holdSeconds * 1e6 || (missing > 0 && touchesEdge(box))) present.delete(track);
  }
}

function touchesEdge([left, top, right, bottom]: QuantBox): boolean {
  return left <= 0 || top <= 0 || right >= QUANT_MAX || bottom >= QUANT_MAX;
}
