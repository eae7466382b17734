import type { PictureBox } from '../../camera/body-box.ts';
import type { Camera } from '../../camera/camera.ts';
import type { ActorState, SignalState } from '../../world/actors.ts';
import type { Mood } from '../light/mood.ts';

/** What the page that draws is asked for, and what it answers: plain data, as it goes through the browser's wall. */

/** Which place is drawn, and under which sky. */
export interface TheatreWish {
  readonly scene: string;
  readonly seed: number;
  readonly mood: Mood;
}

/** Everything that can be seen at one moment. */
export interface Moment {
  readonly seconds: number;
  readonly actors: readonly ActorState[];
  readonly signals: readonly SignalState[];
}

/** What a camera makes of the light that falls into it. All but the gain from 0 (a perfect one) to 1. */
export interface Sensor {
  /** Brighter or darker than the hour asks for; 1 is as it should be. */
  readonly gain: number;
  readonly noise: number;
  /** Darker corners. */
  readonly vignette: number;
  /** Out of focus. */
  readonly softness: number;
  readonly dirt: number;
  /** How much of the colours gets lost. */
  readonly paleness: number;
  readonly seed: number;
}

export const PERFECT_SENSOR: Sensor = { gain: 1, noise: 0, vignette: 0, softness: 0, dirt: 0, paleness: 0, seed: 0 };

export interface FilmWish extends TheatreWish {
  /** Size, lens and first pose; the pose may change with every picture. */
  readonly camera: Camera;
  readonly sensor: Sensor;
  /** Pixels drawn for one that is shown, along each side. */
  readonly oversampling: number;
}

export interface PictureWish extends Moment {
  readonly frame: number;
  readonly camera: Camera;
}

/** How a picture leaves the page: as a JPEG in base64, or as bare pixels sent to an address, rows from the bottom up. */
export type Delivery = { readonly jpegQuality: number } | { readonly postTo: string };

export interface Picture {
  readonly seen: readonly SeenBody[];
  readonly jpeg: string | null;
}

/** What a picture shows of one road user. */
export interface SeenBody {
  readonly id: number;
  /** Around all of it, hidden or not, clipped to the picture. */
  readonly box: PictureBox;
  readonly visibleBox: PictureBox | null;
  /** Of the whole body, what nothing hides and no edge cuts off. */
  readonly visibleShare: number;
  /** Of the box around the whole body, what lies within the picture. */
  readonly inPicture: number;
  /** Visible pixels. */
  readonly pixels: number;
}
