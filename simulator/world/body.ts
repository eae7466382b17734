import type { RoadUserClass } from '../../domain/detection/classes.ts';

/** A rigid part of a road user. Lengths are metres behind the front bumper of the whole, on a straight road. */
export interface BodyPart {
  readonly from: number;
  readonly length: number;
  readonly width: number;
  readonly height: number;
  /** The two points that follow the path: steered axle or coupling, and the middle of the rear axles. */
  readonly frontPivot: number;
  readonly rearPivot: number;
  readonly axles: readonly number[];
}

/** One make of road user, as the traffic moves it and the renderer draws it. */
export interface Body {
  readonly id: string;
  readonly class: RoadUserClass;
  /** Over everything, all parts in line. */
  readonly length: number;
  readonly width: number;
  readonly height: number;
  /** One for what is rigid, two for what bends in the middle. */
  readonly parts: readonly BodyPart[];
  /** Paints that this make is seen in, with how often. */
  readonly colours: readonly (readonly [string, number])[];
  /** How often it is seen among its class. */
  readonly share: number;
}
