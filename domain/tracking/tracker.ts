import { toMediaUs } from '../base/time.ts';
import type { MediaUs } from '../base/time.ts';
import { classOfCode } from '../detection/classes.ts';
import type { Detections } from '../detection/detections.ts';
import { overlapAt } from './box-view.ts';
import { codeDistance } from './class-kinship.ts';
import { matchTracks } from './matching.ts';
import { quantBox } from './quant-box.ts';
import { seenBoxes } from './seen-boxes.ts';
import type { SeenBoxes } from './seen-boxes.ts';
import type { TrackerSettings } from './settings.ts';
import { continueTrack, endedTrack, isCredible, isOver, startTrack } from './track.ts';
import type { Sighting, Track } from './track.ts';
import { EMPTY_STEP } from './track-facts.ts';
import type { ConfirmedTrack, EndedTrack, PathPoint, TrackPoint, TrackerStep } from './track-facts.ts';

/**
 * Everything the tracker of one session remembers; steps change it in place. Track numbers are given at birth, from 1
 * upwards, and never used again: unconfirmed tracks that die leave gaps, which costs nothing and keeps every number
 * that was ever drawn or stored unambiguous.
 */
export interface TrackerState {
  readonly settings: TrackerSettings;
  nextNumber: number;
  /** The last frame taken, -1 before the first. */
  lastFrameId: number;
  lastUs: MediaUs;
  /** In order of their numbers. */
  tracks: Track[];
}

/** One processed frame. */
export interface TrackerFrame {
  readonly frameId: number;
  readonly mediaUs: MediaUs;
  readonly detections: Detections;
}

/** The tracker at the beginning of a session. */
export function createTracker(settings: TrackerSettings): TrackerState {
  return { settings, nextNumber: 1, lastFrameId: -1, lastUs: toMediaUs(Number.MIN_SAFE_INTEGER), tracks: [] };
}

/**
 * Takes one frame. A frame that was taken before (its id is not greater than the last) changes nothing. Source time that
 * stands still is fine; time that runs backwards closes the session elsewhere and counts as standing still here.
 */
export function stepTracker(state: TrackerState, frame: TrackerFrame): TrackerStep {
  if (frame.frameId <= state.lastFrameId) return EMPTY_STEP;
  const nowUs = toMediaUs(Math.max(frame.mediaUs, state.lastUs));
  state.lastFrameId = frame.frameId;
  state.lastUs = nowUs;
  const ended = endOldTracks(state, nowUs);
  const seen = seenBoxes(frame.detections, state.settings);
  const found = matchTracks(state.tracks, frame.detections, seen, nowUs, state.settings);
  const step = { observed: [] as TrackPoint[], confirmedNow: [] as ConfirmedTrack[], ended };
  const taken: number[] = [];
  state.tracks.forEach((track, row) => {
    const detection = found[row] ?? -1;
    if (detection === -1) return;
    const sighting = sightingOf(frame, nowUs, seen, detection);
    continueTrack(track, sighting, state.settings);
    report(track, sighting, state.settings, step);
    taken.push(detection);
  });
  startNewTracks(state, frame, nowUs, seen, taken, step);
  return step;
}

/** Ends every track: the session is over. */
export function finishTracker(state: TrackerState): TrackerStep {
  const ended = state.tracks.filter((track) => track.confirmed).map(endedTrack);
  state.tracks = [];
  return { observed: [], confirmedNow: [], ended };
}

function endOldTracks(state: TrackerState, nowUs: MediaUs): EndedTrack[] {
  const over = state.tracks.filter((track) => isOver(track, nowUs, state.settings));
  if (over.length === 0) return [];
  state.tracks = state.tracks.filter((track) => !over.includes(track));
  return over.filter((track) => track.confirmed).map(endedTrack);
}

interface OpenStep {
  readonly observed: TrackPoint[];
  readonly confirmedNow: ConfirmedTrack[];
}

function report(track: Track, { point, score }: Sighting, settings: TrackerSettings, step: OpenStep): void {
  const classSoFar = classOfCode(track.classCode);
  if (!track.confirmed && isCredible(track, settings)) {
    track.confirmed = true;
    step.confirmedNow.push({ track: track.number, classSoFar, earlier: track.earlier });
    track.earlier = [];
  }
  if (!track.confirmed) track.earlier.push(point);
  step.observed.push({ ...point, track: track.number, confirmed: track.confirmed, score, classSoFar });
}

function startNewTracks(
  state: TrackerState,
  frame: TrackerFrame,
  nowUs: MediaUs,
  seen: SeenBoxes,
  taken: number[],
  step: OpenStep,
): void {
  const used = new Set(taken);
  for (const detection of seen.strong) {
    const score = frame.detections.scores[detection] ?? 0;
    if (used.has(detection) || score < state.settings.newTrackScore) continue;
    if (isDouble(detection, taken, frame.detections, seen, state.settings)) continue;
    const sighting = sightingOf(frame, nowUs, seen, detection);
    const track = startTrack(state.nextNumber, sighting, state.settings);
    state.nextNumber += 1;
    state.tracks.push(track);
    report(track, sighting, state.settings, step);
    taken.push(detection);
  }
}

/** Whether a detection is a second box on a vehicle that is followed already, such as "car" and "van" on one body. */
function isDouble(
  detection: number,
  taken: readonly number[],
  detections: Detections,
  seen: SeenBoxes,
  settings: TrackerSettings,
): boolean {
  return taken.some((other) => {
    if (overlapAt(seen.boxes, detection * 4, seen.boxes, other * 4) < settings.duplicateIou) return false;
    return codeDistance(detections.classes[detection] ?? 0, detections.classes[other] ?? 0) < Infinity;
  });
}

function sightingOf(frame: TrackerFrame, nowUs: MediaUs, seen: SeenBoxes, detection: number): Sighting {
  const { boxes, scores, classes } = frame.detections;
  const at = detection * 4;
  const box = quantBox(boxes[at] ?? 0, boxes[at + 1] ?? 0, boxes[at + 2] ?? 0, boxes[at + 3] ?? 0);
  const point: PathPoint = { frameId: frame.frameId, mediaUs: nowUs, box };
  return {
    box: { values: seen.boxes, offset: at },
    score: scores[detection] ?? 0,
    classCode: classes[detection] ?? 0,
    point,
  };
}
