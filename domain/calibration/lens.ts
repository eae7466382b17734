import type { NormPoint } from '../geometry/points.ts';
import { normPoint } from '../geometry/points.ts';

/** A place of the picture in picture heights from its middle, x to the right and y down. */
export interface MiddlePoint {
  readonly x: number;
  readonly y: number;
}

/** A point of the picture, seen from its middle. */
export function fromMiddle({ x, y }: NormPoint, aspect: number): MiddlePoint {
  return { x: (x - 0.5) * aspect, y: y - 0.5 };
}

/** The point of the picture that lies there from its middle. */
export function ofPicture({ x, y }: MiddlePoint, aspect: number): NormPoint {
  return normPoint(x / aspect + 0.5, y + 0.5);
}

/** Bends a straight picture as the lens does: outwards by 1 + k1 r². */
export function bent(k1: number, { x, y }: MiddlePoint): MiddlePoint {
  const scale = 1 + k1 * (x * x + y * y);
  return { x: x * scale, y: y * scale };
}

/** How far from the middle a bent point lies in the straight picture, by Newton's steps; NaN where the lens shows nothing. */
export function straightRadius(k1: number, radius: number): number {
  if (k1 === 0 || radius === 0) return radius;
  let r = radius;
  for (let step = 0; step < 12; step += 1) {
    const slope = 1 + 3 * k1 * r * r;
    if (slope <= 0.05) return Number.NaN;
    r -= (r * (1 + k1 * r * r) - radius) / slope;
  }
  return r;
}

/** Takes the bend of the lens back. */
export function straightened(k1: number, point: MiddlePoint): MiddlePoint {
  if (k1 === 0) return point;
  const radius = Math.hypot(point.x, point.y);
  const scale = radius === 0 ? 1 : straightRadius(k1, radius) / radius;
  return { x: point.x * scale, y: point.y * scale };
}
