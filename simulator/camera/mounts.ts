import type { GroundPoint } from '../world/ground.ts';
import { directionTo, distance } from '../world/ground.ts';
import type { Camera, SpacePoint } from './camera.ts';

/** Where a camera of a scene hangs and how it looks; the picture's size and its lens are chosen by whoever takes pictures. */
export interface CameraMount {
  readonly name: string;
  readonly position: SpacePoint;
  readonly yaw: number;
  readonly pitch: number;
  readonly verticalFov: number;
}

export interface PictureFormat {
  readonly width: number;
  readonly height: number;
  readonly k1?: number;
  readonly roll?: number;
}

/** A mount at a place that looks at a point on the ground. */
export function mountLookingAt(
  name: string,
  position: SpacePoint,
  target: GroundPoint,
  verticalFov: number,
): CameraMount {
  const pitch = Math.atan2(position.z, distance(position, target));
  return { name, position, yaw: directionTo(position, target), pitch, verticalFov };
}

export function cameraAt(
  { position, yaw, pitch, verticalFov }: CameraMount,
  { width, height, k1 = 0, roll = 0 }: PictureFormat,
): Camera {
  return { position, yaw, pitch, roll, verticalFov, k1, width, height };
}
