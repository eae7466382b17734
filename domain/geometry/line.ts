import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { normPoint } from './points.ts';
import type { NormPoint } from './points.ts';

/** A finite line with a direction. */
export interface DirectedLine {
  readonly from: NormPoint;
  readonly to: NormPoint;
}

/** Shorter lines have no reliable direction: the hand that drew one only clicked. */
export const MIN_LINE_LENGTH = 0.01;

/** A line between two points of the picture, refused when it has no length or leaves the picture. */
export function createDirectedLine(from: NormPoint, to: NormPoint): Result<DirectedLine> {
  if (![from.x, from.y, to.x, to.y].every((value) => value >= 0 && value <= 1)) {
    return fail('line-outside', 'The line leaves the picture.', 'Draw both ends of the line inside the picture.');
  }
  if (Math.hypot(to.x - from.x, to.y - from.y) < MIN_LINE_LENGTH) {
    return fail(
      'line-too-short',
      'The line begins and ends at the same place, so nothing can cross it.',
      'Drag from one edge of the lane to the other.',
    );
  }
  return ok({ from, to });
}

/**
 * On which side of a line a point lies, in picture heights: the distance from the line, with the sign of
 * (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x). Going from negative to positive is "in".
 * On a line drawn from left to right, below (nearer to the camera) is positive.
 * `aspect` is the width of the picture over its height: without it a slanted line's distances would be skewed.
 */
export function signedDistance(line: DirectedLine, point: NormPoint, aspect: number): number {
  const dx = (line.to.x - line.from.x) * aspect;
  const dy = line.to.y - line.from.y;
  const cross = dx * (point.y - line.from.y) - dy * (point.x - line.from.x) * aspect;
  return cross / Math.hypot(dx, dy);
}

/** The same line drawn the other way round. */
export function reversedLine(line: DirectedLine): DirectedLine {
  return { from: line.to, to: line.from };
}

/** The point a share `t` of the way from `a` to `b`. */
export function pointBetween(a: NormPoint, b: NormPoint, t: number): NormPoint {
  return normPoint(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
}
