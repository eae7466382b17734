/**
 * The Intelligent Driver Model (Treiber, Hennecke and Helbing, Phys. Rev. E 62, 2000): acceleration from the own speed, the gap
 * to the vehicle ahead and how fast one comes nearer.
 */
export interface FollowingStyle {
  /** Wished speed on a free road, m/s. */
  readonly wishedSpeed: number;
  /** Time gap that is kept, seconds. */
  readonly timeGap: number;
  /** Gap at a standstill, metres. */
  readonly standingGap: number;
  /** Greatest acceleration and comfortable deceleration, m/s². */
  readonly acceleration: number;
  readonly deceleration: number;
}

/** Nobody brakes harder than tyres can. */
export const HARDEST_BRAKING = 8;
const EXPONENT = 4;

export function freeAcceleration({ acceleration, wishedSpeed }: FollowingStyle, speed: number): number {
  const free = acceleration * (1 - (speed / wishedSpeed) ** EXPONENT);
  // Above the wished speed the model would brake hard; people let the car roll.
  return Math.max(free, -1.5);
}

/** Acceleration behind something `gap` metres ahead that moves with `speedAhead`. */
export function followingAcceleration(style: FollowingStyle, speed: number, gap: number, speedAhead: number): number {
  const wished = wishedGap(style, speed, speed - speedAhead);
  const room = Math.max(gap, 0.05);
  const pulled = freeAcceleration(style, speed) - style.acceleration * (wished / room) ** 2;
  return Math.max(pulled, -HARDEST_BRAKING);
}

export function wishedGap(style: FollowingStyle, speed: number, closing: number): number {
  const { standingGap, timeGap, acceleration, deceleration } = style;
  const dynamic = speed * timeGap + (speed * closing) / (2 * Math.sqrt(acceleration * deceleration));
  return standingGap + Math.max(0, dynamic);
}
