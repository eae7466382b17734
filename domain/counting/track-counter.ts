import type { RoadUserClass } from '../detection/classes.ts';
import type { PathPoint, TrackerStep } from '../tracking/track-facts.ts';
import type { MeasuredSpeed, Speedometer } from './crossing-speed.ts';
import { prepareLine } from './count-line.ts';
import type { CountLine, PreparedLine } from './count-line.ts';
import { createLineCounter, stepLineCounter } from './line-counter.ts';
import type { LineCrossing, LineMemory } from './line-counter.ts';
import { createZoneVisits, finishZoneVisits, prepareZone, stepZoneVisits } from './zone-visits.ts';
import type { PreparedZone, VisitZone, ZoneMemory, ZoneStay } from './zone-visits.ts';

/** All that is counted on a camera. `aspect` is the width of its picture over its height. */
export interface CountingRules {
  readonly aspect: number;
  readonly lines: readonly CountLine[];
  readonly zones: readonly VisitZone[];
}

/** What is remembered of one track, by line version and by zone version. */
export interface TrackMemory {
  readonly lines: Map<string, LineMemory>;
  readonly zones: Map<string, ZoneMemory>;
}

/** The lines and areas of one camera and what is remembered of its live tracks; steps change it in place. */
export interface TrackCounter {
  lines: readonly PreparedLine[];
  zones: readonly PreparedZone[];
  readonly tracks: Map<number, TrackMemory>;
}

/** A crossing of a confirmed track. */
export interface TrackCrossing extends LineCrossing {
  readonly track: number;
  readonly lineVersionId: string;
  readonly classSoFar: RoadUserClass;
  /** Null on a camera that is not calibrated. */
  readonly speed: MeasuredSpeed | null;
}

/** A stay of a confirmed track, told when it is over. */
export interface TrackVisit extends ZoneStay {
  readonly track: number;
  readonly zoneVersionId: string;
  readonly classSoFar: RoadUserClass;
}

/** What one frame counted, in order of track numbers and then of the rules. */
export interface CounterStep {
  readonly crossings: readonly TrackCrossing[];
  readonly visits: readonly TrackVisit[];
}

/** A counter without any track yet. */
export function createTrackCounter(rules: CountingRules): TrackCounter {
  return { ...prepared(rules), tracks: new Map() };
}

/**
 * Other rules from now on. Versions that stay keep their memory; a new line counts what passes from here on, and what
 * passed before is counted from the stored paths.
 */
export function replaceRules(counter: TrackCounter, rules: CountingRules): void {
  Object.assign(counter, prepared(rules));
  const lineIds = new Set(counter.lines.map((line) => line.versionId));
  const zoneIds = new Set(counter.zones.map((zone) => zone.versionId));
  for (const memory of counter.tracks.values()) {
    for (const id of memory.lines.keys()) if (!lineIds.has(id)) memory.lines.delete(id);
    for (const id of memory.zones.keys()) if (!zoneIds.has(id)) memory.zones.delete(id);
  }
}

/**
 * Takes one step of the tracker. Unconfirmed tracks are left out; when a track is confirmed, the points it had before
 * come first, so that what it crossed at its very beginning counts.
 */
export function stepTrackCounter(
  counter: TrackCounter,
  step: TrackerStep,
  speedometer: Speedometer | null = null,
): CounterStep {
  const found: OpenStep = { crossings: [], visits: [], speedometer };
  for (const { track, classSoFar, earlier } of step.confirmedNow) {
    for (const point of earlier) countPoint(counter, track, classSoFar, point, found);
  }
  for (const point of step.observed) {
    if (point.confirmed) countPoint(counter, point.track, point.classSoFar, point, found);
  }
  for (const { track, class: finalClass } of step.ended) {
    closeVisits(counter, track, finalClass, found);
    counter.tracks.delete(track);
    speedometer?.forget(track);
  }
  return found;
}

interface OpenStep {
  readonly crossings: TrackCrossing[];
  readonly visits: TrackVisit[];
  readonly speedometer: Speedometer | null;
}

function prepared({ aspect, lines, zones }: CountingRules): Pick<TrackCounter, 'lines' | 'zones'> {
  return {
    lines: lines.map((line) => prepareLine(line, aspect)),
    zones: zones.map((zone) => prepareZone(zone, aspect)),
  };
}

function countPoint(
  counter: TrackCounter,
  track: number,
  classSoFar: RoadUserClass,
  point: PathPoint,
  found: OpenStep,
): void {
  const memory = memoryOf(counter.tracks, track, () => ({ lines: new Map(), zones: new Map() }));
  found.speedometer?.see(track, point);
  for (const line of counter.lines) {
    const crossing = stepLineCounter(memoryOf(memory.lines, line.versionId, createLineCounter), line, point);
    if (crossing === null) continue;
    const speed = found.speedometer?.read(track, classSoFar, crossing.mediaUs) ?? null;
    found.crossings.push({ ...crossing, track, lineVersionId: line.versionId, classSoFar, speed });
  }
  for (const zone of counter.zones) {
    const stay = stepZoneVisits(memoryOf(memory.zones, zone.versionId, createZoneVisits), zone, point);
    if (stay !== null) found.visits.push({ ...stay, track, zoneVersionId: zone.versionId, classSoFar });
  }
}

function closeVisits(counter: TrackCounter, track: number, classSoFar: RoadUserClass, found: OpenStep): void {
  for (const [zoneVersionId, memory] of counter.tracks.get(track)?.zones ?? []) {
    const stay = finishZoneVisits(memory);
    if (stay !== null) found.visits.push({ ...stay, track, zoneVersionId, classSoFar });
  }
}

function memoryOf<K, T>(memories: Map<K, T>, key: K, create: () => T): T {
  const known = memories.get(key);
  if (known !== undefined) return known;
  const fresh = create();
  memories.set(key, fresh);
  return fresh;
}
