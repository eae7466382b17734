import { toMediaUs } from '../base/time.ts';
import type { MediaUs } from '../base/time.ts';
import { pointBetween } from '../geometry/line.ts';
import { normPoint } from '../geometry/points.ts';
import { referencePoint } from '../tracking/quant-box.ts';
import type { PathPoint } from '../tracking/track-facts.ts';
import { linePosition } from './count-line.ts';
import type { PreparedLine } from './count-line.ts';
import { beginDistance, clearDistance, extentAcross, returnDistance } from './hysteresis.ts';

/** Which way a vehicle crossed: "in" is from the negative to the positive side of the line. */
export type Direction = 'in' | 'out';

/** A passage that was believed. It is recognised later than it happened and tells when and where it happened. */
export interface LineCrossing {
  /** 1 for a track's first crossing of the line, 2 for its true return, and so on. */
  readonly ordinal: number;
  readonly direction: Direction;
  /** When the reference point passed, interpolated between the two sightings around it. */
  readonly mediaUs: MediaUs;
  /** The first frame at or after the passage on which the vehicle was seen. */
  readonly frameId: number;
  /** Where it passed, in shares of the picture. */
  readonly x: number;
  readonly y: number;
}

/** A reference point at a moment: at a sighting, or interpolated between two. */
export interface Passage {
  readonly mediaUs: MediaUs;
  readonly frameId: number;
  readonly x: number;
  readonly y: number;
}

/** What is remembered of one track at one line. Plain data, changed in place. */
export interface LineMemory {
  /** The side the track was last clearly on: -1, 1, or 0 while it has only been on the line. */
  side: number;
  /** The side of the last sighting that was not exactly on the line. */
  lastSign: number;
  /** The last sighting: its reference point, time and frame. */
  last: Passage | null;
  /** Passages between the ends of the line since `side` was settled: those to the positive side less those back. */
  net: number;
  /** The last passage between the ends, to the positive and to the negative side, since `side` was settled. */
  inward: Passage | null;
  outward: Passage | null;
  crossings: number;
}

/** The memory before a track's first sighting. */
export function createLineCounter(): LineMemory {
  return { side: 0, lastSign: 0, last: null, net: 0, inward: null, outward: null, crossings: 0 };
}

/**
 * Takes the next sighting of a track. Sightings that are missing at the line do not matter: the straight way between
 * the two around the gap is what passes. A passage is believed once the reference point is clear of the line on the far
 * side; passages beyond the line's ends change sides without counting.
 */
export function stepLineCounter(memory: LineMemory, line: PreparedLine, point: PathPoint): LineCrossing | null {
  const seen = referencePoint(point.box, line.reference);
  const { across } = linePosition(line, seen);
  notePassage(memory, line, { ...seen, across }, point);
  memory.last = { mediaUs: point.mediaUs, frameId: point.frameId, x: seen.x, y: seen.y };
  const extent = extentAcross(point.box, line.directionY, line.directionX, line.aspect);
  if (memory.side === 0) {
    if (Math.abs(across) >= beginDistance(extent)) settle(memory, Math.sign(across));
    return null;
  }
  const beyond = -memory.side * across;
  const enough = memory.crossings === 0 ? clearDistance(extent) : returnDistance(extent);
  if (beyond >= enough) return settleAcross(memory);
  // Clear on its own side again: what happened on the line in between was nothing.
  if (-beyond >= clearDistance(extent)) settle(memory, memory.side);
  return null;
}

/**
 * All crossings along a stored path, exactly those that were counted while it was live. Each comes with the point at which
 * it is believed, before the next point is taken: whoever measures beside sees what was seen then.
 */
export function* crossingsAlong(line: PreparedLine, points: Iterable<PathPoint>): Generator<LineCrossing> {
  const memory = createLineCounter();
  for (const point of points) {
    const crossing = stepLineCounter(memory, line, point);
    if (crossing !== null) yield crossing;
  }
}

interface Seen {
  readonly x: number;
  readonly y: number;
  readonly across: number;
}

/** Remembers a change of sides between the last sighting and this one, if it happened between the ends of the line. */
function notePassage(memory: LineMemory, line: PreparedLine, seen: Seen, point: PathPoint): void {
  const sign = Math.sign(seen.across);
  const { last, lastSign } = memory;
  if (sign === 0) return;
  memory.lastSign = sign;
  if (last === null || lastSign === 0 || sign === lastSign) return;
  const from = normPoint(last.x, last.y);
  const before = linePosition(line, from);
  const share = before.across / (before.across - seen.across);
  const at = pointBetween(from, normPoint(seen.x, seen.y), share);
  const { along } = linePosition(line, at);
  if (along < 0 || along > line.length) return;
  const mediaUs = toMediaUs(last.mediaUs + (point.mediaUs - last.mediaUs) * share);
  const frameId = mediaUs <= last.mediaUs ? last.frameId : point.frameId;
  const passage: Passage = { mediaUs, frameId, x: at.x, y: at.y };
  memory.net += sign;
  if (sign > 0) memory.inward = passage;
  else memory.outward = passage;
}

/** The track is clear on the other side: a crossing if the way there led between the ends of the line. */
function settleAcross(memory: LineMemory): LineCrossing | null {
  const side = -memory.side;
  const passage = side > 0 ? memory.inward : memory.outward;
  const led = memory.net * side >= 1;
  settle(memory, side);
  if (!led || passage === null) return null;
  memory.crossings += 1;
  return { ordinal: memory.crossings, direction: side > 0 ? 'in' : 'out', ...passage };
}

function settle(memory: LineMemory, side: number): void {
  memory.side = side;
  memory.net = 0;
  memory.inward = null;
  memory.outward = null;
}
