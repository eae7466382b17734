import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { GroundPoint, GroundPose } from './ground.ts';

/** What lies or stands on a road and is no road user. */
export type ObjectClass = 'debris';

export type ActorClass = RoadUserClass | ObjectClass;

export type Indicator = 'none' | 'left' | 'right' | 'both';

/** One road user or object at one moment: all that a renderer needs to draw it and the truth needs to say of it. */
export interface ActorState {
  /** Counts up from 1 in order of appearance; never used again. */
  readonly id: number;
  readonly class: ActorClass;
  readonly bodyId: string;
  /** Main paint, `#rrggbb`. */
  readonly colour: string;
  /** The middle of the body's shadow, front to rear bumper; for what bends, the middle between both bumpers. */
  readonly position: GroundPoint;
  readonly heading: number;
  /** Middle and heading of each rigid part, in the order of the body's parts. */
  readonly parts: readonly GroundPose[];
  /** Metres a second along the heading, and its change. */
  readonly speed: number;
  readonly acceleration: number;
  /** The lane that the front is on; empty for whoever walks or lies about. */
  readonly lane: string;
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly braking: boolean;
  readonly indicator: Indicator;
  /** Metres travelled since appearing: turns wheels and swings legs. */
  readonly odometer: number;
}

export type SignalLight = 'red' | 'red-amber' | 'amber' | 'green';

export interface SignalState {
  readonly group: string;
  readonly light: SignalLight;
}
