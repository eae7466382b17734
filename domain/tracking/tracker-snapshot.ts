import type { Result } from '../base/result.ts';
import { toMediaUs } from '../base/time.ts';
import { asNumber, asNumbers, asRecord, readEach, readOrFail } from '../base/plain-data.ts';
import { ROAD_USER_CLASSES } from '../detection/classes.ts';
import { MOTION_LENGTH } from './motion.ts';
import type { TrackerSettings } from './settings.ts';
import type { Track } from './track.ts';
import type { PathPoint } from './track-facts.ts';
import type { TrackerState } from './tracker.ts';

const VERSION = 1;

/** A track as JSON-safe data. */
export interface TrackSnapshot {
  readonly number: number;
  readonly confirmed: boolean;
  /** classCode, strongMatches, points, firstFrameId, firstUs, lastFrameId, lastUs, rest since. */
  readonly facts: readonly number[];
  readonly motion: readonly number[];
  readonly rest: readonly number[];
  readonly votes: readonly number[];
  /** frameId, mediaUs, x1, y1, x2, y2 for each point. */
  readonly earlier: readonly (readonly number[])[];
}

/** A tracker's whole state as JSON-safe data. Doubles survive JSON exactly, so what is restored goes on bit for bit. */
export interface TrackerSnapshot {
  readonly version: number;
  readonly nextNumber: number;
  readonly lastFrameId: number;
  readonly lastUs: number;
  readonly tracks: readonly TrackSnapshot[];
}

/** The state as data for a checkpoint. Settings are not part of it: they belong to the run. */
export function serializeTracker(state: TrackerState): TrackerSnapshot {
  const { nextNumber, lastFrameId, lastUs, tracks } = state;
  return { version: VERSION, nextNumber, lastFrameId, lastUs, tracks: tracks.map(trackSnapshot) };
}

/** The tracker that a checkpoint holds, under the settings of the run. */
export function restoreTracker(stored: unknown, settings: TrackerSettings): Result<TrackerState> {
  return readOrFail('tracker', readState(stored, settings));
}

function trackSnapshot(track: Track): TrackSnapshot {
  return {
    number: track.number,
    confirmed: track.confirmed,
    facts: [
      track.classCode,
      track.strongMatches,
      track.points,
      track.firstFrameId,
      track.firstUs,
      track.lastFrameId,
      track.lastUs,
      track.rest.sinceUs,
    ],
    motion: [...track.motion],
    rest: [...track.rest.box],
    votes: [...track.votes],
    earlier: track.earlier.map(({ frameId, mediaUs, box }) => [frameId, mediaUs, ...box]),
  };
}

function readState(stored: unknown, settings: TrackerSettings): TrackerState | null {
  const record = asRecord(stored);
  if (record === null || record['version'] !== VERSION) return null;
  const nextNumber = asNumber(record['nextNumber']);
  const lastFrameId = asNumber(record['lastFrameId']);
  const lastUs = asNumber(record['lastUs']);
  const tracks = readEach(record['tracks'], readTrack);
  if (nextNumber === null || lastFrameId === null || lastUs === null || tracks === null) return null;
  return { settings, nextNumber, lastFrameId, lastUs: toMediaUs(lastUs), tracks: [...tracks] };
}

function readTrack(stored: unknown): Track | null {
  const record = asRecord(stored);
  if (record === null) return null;
  const number = asNumber(record['number']);
  const confirmed = record['confirmed'];
  const facts = asNumbers(record['facts'], 8);
  const motion = asNumbers(record['motion'], MOTION_LENGTH);
  const rest = asNumbers(record['rest'], 4);
  const votes = asNumbers(record['votes'], ROAD_USER_CLASSES.length);
  const earlier = readEach(record['earlier'], readPoint);
  if (number === null || typeof confirmed !== 'boolean' || facts === null) return null;
  if (motion === null || rest === null || votes === null || earlier === null) return null;
  const [classCode = -1, strongMatches = 0, points = 0, firstFrameId = 0, firstUs = 0, lastFrameId = 0] = facts;
  const [lastUs = 0, restSinceUs = 0] = facts.slice(6);
  if (ROAD_USER_CLASSES[classCode] === undefined) return null;
  return {
    number,
    confirmed,
    classCode,
    strongMatches,
    points,
    firstFrameId,
    firstUs: toMediaUs(firstUs),
    lastFrameId,
    lastUs: toMediaUs(lastUs),
    motion: Float64Array.from(motion),
    rest: { box: Float64Array.from(rest), sinceUs: restSinceUs },
    votes: Float64Array.from(votes),
    earlier: [...earlier],
  };
}

function readPoint(stored: unknown): PathPoint | null {
  const numbers = asNumbers(stored, 6);
  if (numbers === null) return null;
  const [frameId = 0, mediaUs = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers;
  return { frameId, mediaUs: toMediaUs(mediaUs), box: [x1, y1, x2, y2] };
}
