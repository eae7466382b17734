import type { NormPoint } from '../geometry/points.ts';

/** A version of a directed, finite line and the point of a vehicle's box that is held against it. */
export interface CountLine {
  readonly versionId: string;
  readonly from: NormPoint;
  readonly to: NormPoint;
  readonly reference: NormPoint;
}

/** A line made ready for counting, in picture heights. */
export interface PreparedLine {
  readonly versionId: string;
  readonly reference: NormPoint;
  readonly aspect: number;
  /** One end and the unit direction towards the other. */
  readonly x: number;
  readonly y: number;
  readonly directionX: number;
  readonly directionY: number;
  readonly length: number;
  /** 1, or -1 when the line was drawn from the other end. */
  readonly sense: 1 | -1;
}

/** How a point lies to a line: across (signed, positive is the "in" side) and along it, in picture heights. */
export interface LinePosition {
  readonly across: number;
  readonly along: number;
}

/**
 * Makes a line ready. Both ways of drawing it start from the same end, so that a line drawn backwards gives exactly the
 * same numbers and only the names of the directions change places.
 */
export function prepareLine(line: CountLine, aspect: number): PreparedLine {
  const backwards = line.to.x < line.from.x || (line.to.x === line.from.x && line.to.y < line.from.y);
  const [start, end] = backwards ? [line.to, line.from] : [line.from, line.to];
  const dx = (end.x - start.x) * aspect;
  const dy = end.y - start.y;
  const length = Math.hypot(dx, dy);
  return {
    versionId: line.versionId,
    reference: line.reference,
    aspect,
    x: start.x * aspect,
    y: start.y,
    directionX: dx / length,
    directionY: dy / length,
    length,
    sense: backwards ? -1 : 1,
  };
}

/** Where a point of the picture lies to a line. */
export function linePosition(line: PreparedLine, point: NormPoint): LinePosition {
  const px = point.x * line.aspect - line.x;
  const py = point.y - line.y;
  return {
    across: line.sense * (line.directionX * py - line.directionY * px),
    along: line.directionX * px + line.directionY * py,
  };
}
