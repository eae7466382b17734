import type { CalibrationDraft, CalibrationPoint } from '../../../../domain/calibration/types.ts';
import { normPoint } from '../../../../domain/geometry/points.ts';
import { focalLength, toGround, toPicture } from '../../../../simulator/camera/camera.ts';
import type { Camera } from '../../../../simulator/camera/camera.ts';

/** A camera eight metres up on the side of a road, as exact as a camera can be. */
export function roadCamera(change: Partial<Camera> = {}): Camera {
  return {
    position: { x: -3, y: -6, z: 8 },
    yaw: 0.7,
    pitch: 0.42,
    roll: 0.02,
    verticalFov: 0.75,
    k1: 0,
    width: 1280,
    height: 720,
    ...change,
  };
}

/** Places of the picture, spread over the road before the camera. */
export const PLACES: readonly (readonly [number, number])[] = [
  [0.1, 0.9],
  [0.9, 0.92],
  [0.85, 0.35],
  [0.15, 0.33],
  [0.5, 0.6],
  [0.3, 0.45],
  [0.7, 0.75],
  [0.05, 0.6],
  [0.95, 0.55],
  [0.5, 0.95],
];

/** The point of the road that a camera shows at a place of its picture. */
export function pointAt(camera: Camera, [x, y]: readonly [number, number]): CalibrationPoint {
  const ground = toGround(camera, { u: x * camera.width, v: y * camera.height });
  if (ground === null) throw new Error('there is sky');
  return { picture: normPoint(x, y), ground };
}

/** Where a camera shows a place on the road. */
export function seenAt(camera: Camera, ground: { readonly x: number; readonly y: number }) {
  const seen = toPicture(camera, { ...ground, z: 0 });
  if (seen === null) throw new Error('it lies behind the camera');
  return normPoint(seen.u / camera.width, seen.v / camera.height);
}

/** What a careful person would give of a camera. */
export function draftOf(camera: Camera, count = 4, change: Partial<CalibrationDraft> = {}): CalibrationDraft {
  return {
    picture: { width: camera.width, height: camera.height },
    points: PLACES.slice(0, count).map((place) => pointAt(camera, place)),
    lens: 0,
    region: { kind: 'around-points', factor: 1.1 },
    checkLine: null,
    ...change,
  };
}

/** The bend of a lens per squared picture height. */
export function bendOf(camera: Camera): number {
  return camera.k1 * (camera.height / focalLength(camera)) ** 2;
}
