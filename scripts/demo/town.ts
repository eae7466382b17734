import type { Mood } from '../../simulator/render/light/mood.ts';
import type { Sensor } from '../../simulator/render/picture/wishes.ts';

/** The cameras of the demo: one town that does not exist, by the mouth of a river. */
export interface TownCamera {
  readonly id: string;
  readonly name: string;
  readonly scene: string;
  readonly seed: number;
  /** The name of the scene's camera. */
  readonly mount: string;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly mood: Omit<Mood, 'seed'>;
  readonly k1: number;
  readonly shakeMilliradians: number;
  readonly sensor: Omit<Sensor, 'seed'>;
  readonly crf: number;
  readonly latitude: number;
  readonly longitude: number;
  /** What the scene's lines are called here, and their two directions. */
  readonly lines: Readonly<Record<string, readonly [name: string, into: string, out: string]>>;
  readonly zones: Readonly<Record<string, string>>;
}

const NEW_CAMERA: Omit<Sensor, 'seed'> = { gain: 1.25, noise: 0.06, vignette: 0.12, softness: 0.1, dirt: 0, paleness: 0.05 };
const OLD_CAMERA: Omit<Sensor, 'seed'> = { gain: 1.3, noise: 0.18, vignette: 0.3, softness: 0.3, dirt: 0.25, paleness: 0.25 };

export const TOWN: readonly TownCamera[] = [];
export { NEW_CAMERA, OLD_CAMERA };
