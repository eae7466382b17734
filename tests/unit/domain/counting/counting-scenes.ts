import { normPoint } from '../../../../domain/geometry/points.ts';
import { toMediaUs } from '../../../../domain/base/time.ts';
import type { CountLine } from '../../../../domain/counting/count-line.ts';
import { createTrackCounter, stepTrackCounter } from '../../../../domain/counting/track-counter.ts';
import type { CountingRules, TrackCrossing, TrackVisit } from '../../../../domain/counting/track-counter.ts';
import { createZoneVisits, finishZoneVisits, stepZoneVisits } from '../../../../domain/counting/zone-visits.ts';
import type { PreparedZone, VisitZone, ZoneStay } from '../../../../domain/counting/zone-visits.ts';
import { quantBox } from '../../../../domain/tracking/quant-box.ts';
import type { TrackerFrame } from '../../../../domain/tracking/tracker.ts';
import type { PathPoint, TrackerStep } from '../../../../domain/tracking/track-facts.ts';
import { trackAll } from '../tracking/synthetic-traffic.ts';

export const ASPECT = 16 / 9;
export const BOTTOM_CENTRE = normPoint(0.5, 1);

export function lineFrom(x1: number, y1: number, x2: number, y2: number, versionId = 'line'): CountLine {
  return { versionId, from: normPoint(x1, y1), to: normPoint(x2, y2), reference: BOTTOM_CENTRE };
}

export function zoneOf(corners: readonly (readonly [number, number])[], versionId = 'zone'): VisitZone {
  return { versionId, points: corners.map(([x, y]) => normPoint(x, y)), reference: BOTTOM_CENTRE };
}

export function rulesOf(lines: readonly CountLine[], zones: readonly VisitZone[] = []): CountingRules {
  return { aspect: ASPECT, lines, zones };
}

/** A point of a path by the middle of the box's lower edge; the box is 0.1 wide and 0.1 high unless given. */
export function pathPoint(frameId: number, seconds: number, x: number, bottom: number, extent = 0.1): PathPoint {
  const box = quantBox(x - extent / 2, bottom - extent, x + extent / 2, bottom);
  return { frameId, mediaUs: toMediaUs(seconds * 1e6), box };
}

/** A path through places at 10 frames a second. */
export function pathThrough(places: readonly (readonly [x: number, bottom: number])[], extent = 0.1): PathPoint[] {
  return places.map(([x, bottom], at) => pathPoint(at, at / 10, x, bottom, extent));
}

/** All stays of a track with this path, from its first sighting to its end. */
export function staysAlong(zone: PreparedZone, points: readonly PathPoint[]): ZoneStay[] {
  const memory = createZoneVisits();
  const stays = points.map((point) => stepZoneVisits(memory, zone, point));
  return [...stays, finishZoneVisits(memory)].filter((stay) => stay !== null);
}

export interface Counted {
  readonly steps: readonly TrackerStep[];
  readonly crossings: readonly TrackCrossing[];
  readonly visits: readonly TrackVisit[];
}

/** The whole chain: frames through the tracker through the counter. */
export function countFilm(frames: readonly TrackerFrame[], rules: CountingRules): Counted {
  const steps = trackAll(frames);
  const counter = createTrackCounter(rules);
  const counted = steps.map((step) => stepTrackCounter(counter, step));
  return {
    steps,
    crossings: counted.flatMap(({ crossings }) => crossings),
    visits: counted.flatMap(({ visits }) => visits),
  };
}
