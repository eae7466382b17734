import type { ActorState } from './actors.ts';
import { bodyWithId } from './bodies.ts';
import { fromPose } from './ground.ts';
import type { GroundPoint, GroundPose } from './ground.ts';

/** The outline of a rectangle around a pose: front left, rear left, rear right, front right. */
export function rectangleAround(pose: GroundPose, length: number, width: number): readonly GroundPoint[] {
  const [ahead, left] = [length / 2, width / 2];
  return [
    fromPose(pose, ahead, left),
    fromPose(pose, -ahead, left),
    fromPose(pose, -ahead, -left),
    fromPose(pose, ahead, -left),
  ];
}

/** The rectangles that an actor covers on the ground, one for each rigid part. */
export function footprints(actor: ActorState): readonly (readonly GroundPoint[])[] {
  if (actor.class === 'debris') {
    return [rectangleAround({ ...actor.position, heading: actor.heading }, actor.length, actor.width)];
  }
  const body = bodyWithId(actor.bodyId);
  return actor.parts.map((pose, at) => {
    const part = body.parts[at];
    return rectangleAround(pose, part?.length ?? actor.length, part?.width ?? actor.width);
  });
}

/** How deep two convex outlines lie in each other in metres; 0 or less where they stand apart (separating axes). */
export function overlapDepth(a: readonly GroundPoint[], b: readonly GroundPoint[]): number {
  return Math.min(leastOverlap(a, b), leastOverlap(b, a));
}

/** How deep any part of one actor lies in any part of another. */
export function actorOverlap(a: ActorState, b: ActorState): number {
  const apart = Math.hypot(a.position.x - b.position.x, a.position.y - b.position.y);
  if (apart > (a.length + b.length + a.width + b.width) / 2) return 0;
  let deepest = 0;
  for (const one of footprints(a)) {
    for (const other of footprints(b)) deepest = Math.max(deepest, overlapDepth(one, other));
  }
  return deepest;
}

function leastOverlap(sides: readonly GroundPoint[], other: readonly GroundPoint[]): number {
  let least = Infinity;
  let from = sides.at(-1) as GroundPoint;
  for (const to of sides) {
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const normal = { x: (to.y - from.y) / length, y: -(to.x - from.x) / length };
    const [lowA, highA] = spread(sides, normal);
    const [lowB, highB] = spread(other, normal);
    least = Math.min(least, highA - lowB, highB - lowA);
    from = to;
  }
  return least;
}

function spread(points: readonly GroundPoint[], axis: GroundPoint): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const { x, y } of points) {
    const along = x * axis.x + y * axis.y;
    low = Math.min(low, along);
    high = Math.max(high, along);
  }
  return [low, high];
}
