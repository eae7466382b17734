import { toMediaUs } from '../base/time.ts';
import type { MediaUs } from '../base/time.ts';
import { normPoint } from '../geometry/points.ts';
import type { NormPoint } from '../geometry/points.ts';
import { distanceToBoundary, pointInPolygon } from '../geometry/polygon.ts';
import type { Polygon } from '../geometry/polygon.ts';
import { segmentMeeting } from '../geometry/segments.ts';
import { referencePoint } from '../tracking/quant-box.ts';
import type { PathPoint } from '../tracking/track-facts.ts';
import { clearDistance, extentAcross } from './hysteresis.ts';

/** A version of an area and the point of a vehicle's box that is held against it. */
export interface VisitZone {
  readonly versionId: string;
  readonly points: readonly NormPoint[];
  readonly reference: NormPoint;
  /** A vehicle that is not seen for longer has left with its last sighting; absent: as long as its track lasts. */
  readonly lostAfterUs?: number;
}

/** An area made ready for judging, its corners in picture heights. */
export interface PreparedZone {
  readonly versionId: string;
  readonly reference: NormPoint;
  readonly aspect: number;
  readonly polygon: Polygon;
  readonly lostAfterUs: number;
}

/** A stay in an area, from the passage of its boundary to the passage back. */
export interface ZoneStay {
  /** 1 for a track's first stay in the area, 2 for the next. */
  readonly ordinal: number;
  readonly enterMediaUs: MediaUs;
  readonly exitMediaUs: MediaUs;
}

/** What is remembered of one track at one area. Plain data, changed in place. */
export interface ZoneMemory {
  /** Whether a stay is going on, as far as it is believed. */
  inside: boolean;
  enterUs: MediaUs;
  /** When the reference point went to the side that is not believed yet; null while it is where it is believed to be. */
  pendingUs: MediaUs | null;
  last: { readonly x: number; readonly y: number; readonly mediaUs: MediaUs; readonly within: boolean } | null;
  stays: number;
}

/** Near the boundary, inside for this long is a stay … */
const ENTERED_AFTER_US = 500_000;
/** … and outside for this long is its end. Clear of the boundary both are believed at once. */
const LEFT_AFTER_US = 1_000_000;

/** Makes an area ready. */
export function prepareZone(zone: VisitZone, aspect: number): PreparedZone {
  const polygon = zone.points.map(({ x, y }) => normPoint(x * aspect, y));
  const { versionId, reference, lostAfterUs = Infinity } = zone;
  return { versionId, reference, aspect, polygon, lostAfterUs };
}

/** The memory before a track's first sighting. */
export function createZoneVisits(): ZoneMemory {
  return { inside: false, enterUs: toMediaUs(0), pendingUs: null, last: null, stays: 0 };
}

/**
 * Takes the next sighting of a track and gives the stay that ended, if one did. Missing sightings end nothing, unless they
 * miss for longer than the area waits; a stay needs at least one sighting inside, so a vehicle that jumps over a corner between two frames was not there.
 */
export function stepZoneVisits(memory: ZoneMemory, zone: PreparedZone, point: PathPoint): ZoneStay | null {
  const lost = endLostStay(memory, zone, point.mediaUs);
  const { x, y } = referencePoint(point.box, zone.reference);
  const seen = normPoint(x * zone.aspect, y);
  const within = pointInPolygon(zone.polygon, seen);
  notePending(memory, zone, seen, within, point.mediaUs);
  memory.last = { x: seen.x, y: seen.y, mediaUs: point.mediaUs, within };
  if (memory.pendingUs === null || !isBelieved(memory.pendingUs, zone, seen, within, point)) return lost;
  const passedUs = memory.pendingUs;
  memory.pendingUs = null;
  memory.inside = within;
  if (!within) return closeStay(memory, passedUs);
  memory.enterUs = passedUs;
  return lost;
}

/** Whoever was out of sight for too long is not believed to have been there all the while: its next stay is another one. */
function endLostStay(memory: ZoneMemory, { lostAfterUs }: PreparedZone, nowUs: MediaUs): ZoneStay | null {
  if (!memory.inside || memory.last === null || nowUs - memory.last.mediaUs <= lostAfterUs) return null;
  const stay = closeStay(memory, memory.pendingUs ?? memory.last.mediaUs);
  Object.assign(memory, { inside: false, pendingUs: null, last: null });
  return stay;
}

/** Ends the stay that is going on when a track is over: its last sighting inside was the end. */
export function finishZoneVisits(memory: ZoneMemory): ZoneStay | null {
  if (!memory.inside || memory.last === null) return null;
  memory.inside = false;
  return closeStay(memory, memory.pendingUs ?? memory.last.mediaUs);
}

/** All stays of a stored path, exactly those that were told while it was live. */
export function visitsOfStoredPath(zone: PreparedZone, points: readonly PathPoint[]): ZoneStay[] {
  const memory = createZoneVisits();
  const stays: ZoneStay[] = [];
  for (const point of points) {
    const stay = stepZoneVisits(memory, zone, point);
    if (stay !== null) stays.push(stay);
  }
  const last = finishZoneVisits(memory);
  return last === null ? stays : [...stays, last];
}

function closeStay(memory: ZoneMemory, exitMediaUs: MediaUs): ZoneStay {
  memory.stays += 1;
  return { ordinal: memory.stays, enterMediaUs: memory.enterUs, exitMediaUs };
}

function notePending(memory: ZoneMemory, zone: PreparedZone, seen: NormPoint, within: boolean, nowUs: MediaUs): void {
  if (within === memory.inside) memory.pendingUs = null;
  else if (memory.pendingUs === null) memory.pendingUs = passageUs(memory, zone, seen, within, nowUs);
}

/** When the boundary was passed on the straight way from the last sighting; a track's beginning passes nothing. */
function passageUs(memory: ZoneMemory, zone: PreparedZone, seen: NormPoint, within: boolean, nowUs: MediaUs): MediaUs {
  const { last } = memory;
  if (last === null || last.within === within) return nowUs;
  const shares: number[] = [];
  zone.polygon.forEach((corner, at) => {
    const next = zone.polygon[(at + 1) % zone.polygon.length] ?? corner;
    const meeting = segmentMeeting(normPoint(last.x, last.y), seen, corner, next);
    if (meeting !== null) shares.push(meeting.alongFirst);
  });
  if (shares.length === 0) return nowUs;
  // The way may pass several edges: the last of them leads in, the first of them leads out.
  const share = within ? Math.max(...shares) : Math.min(...shares);
  return toMediaUs(last.mediaUs + (nowUs - last.mediaUs) * share);
}

function isBelieved(
  pendingUs: MediaUs,
  zone: PreparedZone,
  seen: NormPoint,
  within: boolean,
  point: PathPoint,
): boolean {
  if (point.mediaUs - pendingUs >= (within ? ENTERED_AFTER_US : LEFT_AFTER_US)) return true;
  const extent = extentAcross(point.box, 0.5, 0.5, zone.aspect);
  return distanceToBoundary(zone.polygon, seen) >= clearDistance(extent);
}
