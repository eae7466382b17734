import type { MediaUs } from '../base/time.ts';
import type { RoadUserClass } from '../detection/classes.ts';
import type { QuantBox } from './quant-box.ts';

/** Where a vehicle was on one processed frame. A path is a list of these in frame order. */
export interface PathPoint {
  readonly frameId: number;
  readonly mediaUs: MediaUs;
  readonly box: QuantBox;
}

/** A track that was seen on a frame. The box is the detector's own for that frame, not a guess of the filter. */
export interface TrackPoint extends PathPoint {
  readonly track: number;
  /** Unconfirmed tracks are shown to nobody and counted nowhere: many of them are false alarms. */
  readonly confirmed: boolean;
  readonly score: number;
  readonly classSoFar: RoadUserClass;
}

/** A track that became credible on this frame, with the points it had before, this frame's not among them. */
export interface ConfirmedTrack {
  readonly track: number;
  readonly classSoFar: RoadUserClass;
  readonly earlier: readonly PathPoint[];
}

/** A confirmed track that is over, with its final class. */
export interface EndedTrack {
  readonly track: number;
  readonly class: RoadUserClass;
  /** Sum of the scores by class. */
  readonly votes: Readonly<Partial<Record<RoadUserClass, number>>>;
  readonly firstFrameId: number;
  readonly lastFrameId: number;
  readonly firstMediaUs: MediaUs;
  readonly lastMediaUs: MediaUs;
  readonly points: number;
}

/** What one frame changed, each list in order of track numbers. */
export interface TrackerStep {
  readonly observed: readonly TrackPoint[];
  readonly confirmedNow: readonly ConfirmedTrack[];
  readonly ended: readonly EndedTrack[];
}

/** A step in which nothing happened. */
export const EMPTY_STEP: TrackerStep = { observed: [], confirmedNow: [], ended: [] };
