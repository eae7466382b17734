import type { GroundPoint } from '../world/ground.ts';
import { toPicture } from './camera.ts';
import type { Camera } from './camera.ts';

/** A point of the picture from 0 to 1 in both directions, as the product keeps its drawings. */
export interface RelativePoint {
  readonly x: number;
  readonly y: number;
}

/** Ground points as they are drawn over the picture; null where one lies behind the camera. They may lie outside the picture. */
export function inPicture(camera: Camera, points: readonly GroundPoint[]): readonly RelativePoint[] | null {
  const seen = points.map(({ x, y }) => toPicture(camera, { x, y, z: 0 }));
  const drawn = seen.flatMap((point) => {
    return point === null ? [] : [{ x: point.u / camera.width, y: point.v / camera.height }];
  });
  return drawn.length === points.length ? drawn : null;
}

export function isInsidePicture({ x, y }: RelativePoint): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}
