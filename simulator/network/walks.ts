import { nearestStation, poseAt } from './curve.ts';
import type { Curve } from './curve.ts';
import type { Lane, RoadNetwork } from './lanes.ts';

/** How somebody on foot gets onto the carriageway: by a signal, over a zebra that vehicles stop for, or without any right. */
export type WalkRight = { readonly signal: string } | 'zebra' | 'none';

/** A way for people on foot that crosses a carriageway; they walk on its right half. */
export interface Walk {
  readonly id: string;
  readonly curve: Curve;
  readonly right: WalkRight;
  /** Where the carriageway begins and ends along the way. */
  readonly kerb: number;
  readonly farKerb: number;
  readonly crossed: readonly CrossedLane[];
}

/** A lane that a walk leads over: where the walkers are on the lane, and where the lane is on their way. */
export interface CrossedLane {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly walkFrom: number;
  readonly walkTo: number;
}

/** Files of walkers to the right of the middle of their way, and half of what they need across in all. */
export const WALK_FILES = [0.45, 1.1] as const;
const HALF_BAND = 2.1;
/** A bumper so far over the edge of a crossing is still before the first walker. */
export const OVER_EDGE = 0.5;
/** From the middle of a body to its edge. Between the bodies of two lanes there is just room to stand. */
const HALF_WALKER = 0.3;
const [COARSE, FINE] = [1, 0.05];

export interface WalkDraft {
  readonly id: string;
  readonly curve: Curve;
  readonly right: WalkRight;
  readonly kerb: number;
  readonly farKerb: number;
}

export function walkOver(network: RoadNetwork, draft: WalkDraft): Walk {
  const crossed = network.lanes.flatMap((lane) => crossingOf(lane, draft));
  return { ...draft, crossed: crossed.sort((a, b) => a.walkFrom - b.walkFrom) };
}

function crossingOf(lane: Lane, { curve }: WalkDraft): CrossedLane[] {
  const walked = nearStretch(curve, lane.curve, lane.sweep + HALF_WALKER);
  if (walked === null) return [];
  const driven = nearStretch(lane.curve, curve, HALF_BAND);
  if (driven === null) return [];
  return [{ lane: lane.index, from: driven[0], to: driven[1], walkFrom: walked[0], walkTo: walked[1] }];
}

/** From where to where a curve is nearer than that to another one. */
function nearStretch(curve: Curve, other: Curve, near: number): readonly [number, number] | null {
  let [from, to] = [Infinity, -Infinity];
  for (let station = 0; station <= curve.length; station += COARSE) {
    const away = Math.abs(nearestStation(other, poseAt(curve, station)).left);
    if (away >= near + COARSE) continue;
    for (let fine = station - COARSE / 2; fine < station + COARSE / 2; fine += FINE) {
      if (fine < 0 || fine > curve.length || Math.abs(nearestStation(other, poseAt(curve, fine)).left) >= near)
        continue;
      from = Math.min(from, fine);
      to = Math.max(to, fine);
    }
  }
  return to < from ? null : [from, to];
}

/** Where zebras lead over each lane: unlike at a signal, whoever stands there is in somebody's way at any time. */
export function zebrasOn(walks: readonly Walk[]): ReadonlyMap<number, readonly CrossedLane[]> {
  const crossings = new Map<number, CrossedLane[]>();
  for (const crossed of walks.filter(({ right }) => right === 'zebra').flatMap((walk) => walk.crossed)) {
    crossings.set(crossed.lane, [...(crossings.get(crossed.lane) ?? []), crossed]);
  }
  return crossings;
}
