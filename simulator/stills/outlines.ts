import type { Outline } from '../world/ground-plan.ts';
import type { GroundPoint } from '../world/ground.ts';

/** Whether a point lies within an outline, by the crossings of a ray to the east. */
export function isInside(outline: Outline, { x, y }: GroundPoint): boolean {
  let inside = false;
  outline.forEach((from, at) => {
    const to = outline[(at + 1) % outline.length];
    if (to === undefined || from.y > y === to.y > y) return;
    if (x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) inside = !inside;
  });
  return inside;
}
