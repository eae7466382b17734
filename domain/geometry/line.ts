import { normPoint } from './points.ts';
import type { NormPoint } from './points.ts';

/** The point a share `t` of the way from `a` to `b`. */
export function pointBetween(a: NormPoint, b: NormPoint, t: number): NormPoint {
  return normPoint(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
}
