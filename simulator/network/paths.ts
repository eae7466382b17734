import { directionTo, distance, fromPose, meetingOf, wrapAngle } from '../world/ground.ts';
import type { GroundPoint, GroundPose } from '../world/ground.ts';
import { curveThrough } from './curve.ts';
import type { Curve } from './curve.ts';

/** Arcs are cut this fine, so that headings and swept areas stay smooth to the eye. */
const ARC_STEP = 0.5;

export function straight(from: GroundPoint, to: GroundPoint): Curve {
  return curveThrough([from, to]);
}

/**
 * A way through a junction: straight on, one even arc of at most `radius`, straight on again; where the two directions
 * hardly differ, a gentle double bend.
 */
export function turn(from: GroundPose, to: GroundPose, radius: number): Curve {
  const angle = wrapAngle(to.heading - from.heading);
  const meeting = meetingOf(from, to);
  if (Math.abs(angle) < 0.6 || meeting === null || meeting.aheadOfA <= 0 || meeting.aheadOfB >= 0) {
    return doubleBend(from, to);
  }
  const room = Math.min(meeting.aheadOfA, -meeting.aheadOfB);
  const half = Math.tan(Math.abs(angle) / 2);
  const used = Math.min(radius, room / half);
  const arcStart = { ...fromPose(from, meeting.aheadOfA - used * half), heading: from.heading };
  return curveThrough([from, ...arc(arcStart, used, angle), to]);
}

/** Points on an arc that begins at a pose and turns by an angle (positive to the left). */
export function arc(from: GroundPose, radius: number, angle: number): readonly GroundPoint[] {
  const count = Math.max(2, Math.ceil((radius * Math.abs(angle)) / ARC_STEP));
  const side = Math.sign(angle);
  return Array.from({ length: count + 1 }, (_, at) => {
    const turned = (Math.abs(angle) * at) / count;
    return fromPose(from, radius * Math.sin(turned), side * radius * (1 - Math.cos(turned)));
  });
}

/** A cubic Bézier curve: leaves and arrives along the given headings. */
export function doubleBend(from: GroundPose, to: GroundPose): Curve {
  const reach = distance(from, to) * 0.4;
  const leave = fromPose(from, reach);
  const arrive = fromPose(to, -reach);
  const straightOn = Math.abs(wrapAngle(directionTo(from, to) - from.heading)) < 1e-6;
  if (straightOn && Math.abs(wrapAngle(to.heading - from.heading)) < 1e-6) return straight(from, to);
  const count = Math.max(4, Math.ceil(distance(from, to) / (2 * ARC_STEP)));
  return curveThrough(
    Array.from({ length: count + 1 }, (_, at) => {
      const t = at / count;
      const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
      return {
        x: a * from.x + b * leave.x + c * arrive.x + d * to.x,
        y: a * from.y + b * leave.y + c * arrive.y + d * to.y,
      };
    }),
  );
}
