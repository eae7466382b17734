/** A place on the ground in metres: x to the east, y to the north. */
export interface GroundPoint {
  readonly x: number;
  readonly y: number;
}

/** A place and the direction it looks in, in radians counter-clockwise from east. */
export interface GroundPose extends GroundPoint {
  readonly heading: number;
}

/** The point `ahead` metres before a pose and `left` metres to its left. */
export function fromPose(pose: GroundPose, ahead: number, left = 0): GroundPoint {
  const cos = Math.cos(pose.heading);
  const sin = Math.sin(pose.heading);
  return { x: pose.x + ahead * cos - left * sin, y: pose.y + ahead * sin + left * cos };
}

export function distance(a: GroundPoint, b: GroundPoint): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

export function directionTo(a: GroundPoint, b: GroundPoint): number {
  return Math.atan2(b.y - a.y, b.x - a.x);
}

/** An angle brought into (-π, π]. */
export function wrapAngle(angle: number): number {
  const turns = Math.round(angle / (2 * Math.PI));
  const wrapped = angle - turns * 2 * Math.PI;
  return wrapped <= -Math.PI ? wrapped + 2 * Math.PI : wrapped;
}

/** A point the share `t` of the way from a to b. */
export function between(a: GroundPoint, b: GroundPoint, t: number): GroundPoint {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/** Where the lines through two poses meet, as the distance ahead of each; null when they run alike. */
export function meetingOf(
  a: GroundPose,
  b: GroundPose,
): { readonly aheadOfA: number; readonly aheadOfB: number } | null {
  const ax = Math.cos(a.heading);
  const ay = Math.sin(a.heading);
  const bx = Math.cos(b.heading);
  const by = Math.sin(b.heading);
  const cross = ax * by - ay * bx;
  if (Math.abs(cross) < 1e-9) return null;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  return { aheadOfA: (dx * by - dy * bx) / cross, aheadOfB: (dx * ay - dy * ax) / cross };
}
