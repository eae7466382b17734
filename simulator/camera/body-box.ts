import type { ActorState } from '../world/actors.ts';
import { bodyWithId } from '../world/bodies.ts';
import { footprints } from '../world/footprint.ts';
import { toPicture } from './camera.ts';
import type { Camera } from './camera.ts';

/** Left, top, right and bottom in pixels. */
export type PictureBox = readonly [left: number, top: number, right: number, bottom: number];

/** The box around the blocks that a road user fits in, whether hidden or not, clipped to the picture; null outside it. */
export function bodyBox(camera: Camera, actor: ActorState): PictureBox | null {
  const outlines = footprints(actor);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [part, outline] of outlines.entries()) {
    const height = heightOf(actor, part);
    for (const { x, y } of outline) {
      for (const z of [0, height]) {
        const seen = toPicture(camera, { x, y, z });
        // Partly behind the camera: nobody can draw a box around that.
        if (seen === null) return null;
        left = Math.min(left, seen.u);
        right = Math.max(right, seen.u);
        top = Math.min(top, seen.v);
        bottom = Math.max(bottom, seen.v);
      }
    }
  }
  if (right <= 0 || bottom <= 0 || left >= camera.width || top >= camera.height) return null;
  return [Math.max(0, left), Math.max(0, top), Math.min(camera.width, right), Math.min(camera.height, bottom)];
}

function heightOf(actor: ActorState, part: number): number {
  if (actor.class === 'debris') return actor.height;
  return bodyWithId(actor.bodyId).parts[part]?.height ?? actor.height;
}
