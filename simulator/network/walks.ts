import { sharedGround } from './conflicts.ts';
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
const HALF_BAND = 1.7;
/** From the middle of a body to its edge, in any direction. */
const HALF_WALKER = 0.45;

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
  const walked = sharedGround(curve, lane.curve, lane.sweep + HALF_WALKER);
  if (walked === null) return [];
  const driven = sharedGround(lane.curve, curve, HALF_BAND);
  if (driven === null) return [];
  return [{ lane: lane.index, from: driven.from, to: driven.to, walkFrom: walked.from, walkTo: walked.to }];
}
