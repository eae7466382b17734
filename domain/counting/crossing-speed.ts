import type { RoadUserClass } from '../detection/classes.ts';
import type { PathPoint } from '../tracking/track-facts.ts';

/** Why there is no speed although the camera is calibrated. */
export type SpeedRefusal = 'outside-region' | 'too-few-sightings' | 'too-uncertain' | 'implausible';

/** A measured speed with its ± (two standard deviations). What could not be measured is null; a refusal says why. */
export interface MeasuredSpeed {
  readonly metresPerSecond: number | null;
  readonly plusMinus: number | null;
  /** Along the way, in m/s²; null where the sightings were too few for it. */
  readonly acceleration: number | null;
  readonly accelerationPlusMinus: number | null;
  /** How long the vehicle looks on the ground, in metres; null where the view does not tell. */
  readonly length: number | null;
  readonly refusal: SpeedRefusal | null;
}

/**
 * Whoever measures vehicles while they are counted. It sees every sighting before it is held against the lines, so that a
 * speed depends on the path up to its crossing alone, live as over stored paths.
 */
export interface Speedometer {
  readonly see: (track: number, point: PathPoint) => void;
  readonly read: (track: number, className: RoadUserClass, atUs: number) => MeasuredSpeed;
  readonly forget: (track: number) => void;
}
