import type { MediaUs } from '../base/time.ts';
import { US_PER_SECOND } from '../base/time.ts';
import { ROAD_USER_CLASSES, classOfCode } from '../detection/classes.ts';
import type { RoadUserClass } from '../detection/classes.ts';
import type { BoxView } from './box-view.ts';
import { MOTION_LENGTH, startMotion, updateMotion } from './motion.ts';
import type { Motion } from './motion.ts';
import { isStanding, noteRest, startRest } from './standing.ts';
import type { Rest } from './standing.ts';
import type { TrackerSettings } from './settings.ts';
import type { EndedTrack, PathPoint } from './track-facts.ts';

/** One vehicle being followed. The tracker owns it and changes it in place. */
export interface Track {
  readonly number: number;
  confirmed: boolean;
  /** Wire code of the class that leads the vote. */
  classCode: number;
  /** Matches with a high score; only these make a track credible. */
  strongMatches: number;
  points: number;
  readonly firstFrameId: number;
  readonly firstUs: MediaUs;
  lastFrameId: number;
  lastUs: MediaUs;
  readonly motion: Motion;
  readonly rest: Rest;
  /** Sum of the scores for each class code. */
  readonly votes: Float64Array;
  /** The points seen before confirmation, empty afterwards. */
  earlier: PathPoint[];
}

/** What was seen of a vehicle on one frame. */
export interface Sighting {
  readonly box: BoxView;
  readonly score: number;
  readonly classCode: number;
  readonly point: PathPoint;
}

/** A track born from its first sighting. */
export function startTrack(number: number, sighting: Sighting, settings: TrackerSettings): Track {
  const { frameId, mediaUs } = sighting.point;
  const track: Track = {
    number,
    confirmed: false,
    classCode: sighting.classCode,
    strongMatches: 1,
    points: 1,
    firstFrameId: frameId,
    firstUs: mediaUs,
    lastFrameId: frameId,
    lastUs: mediaUs,
    motion: new Float64Array(MOTION_LENGTH),
    rest: startRest(sighting.box, mediaUs),
    votes: new Float64Array(ROAD_USER_CLASSES.length),
    earlier: [],
  };
  startMotion(track.motion, sighting.box, settings);
  vote(track, sighting);
  return track;
}

/** The track after it was seen once more. */
export function continueTrack(track: Track, sighting: Sighting, settings: TrackerSettings): void {
  const { frameId, mediaUs } = sighting.point;
  const seconds = unseenSeconds(track, mediaUs);
  updateMotion(track.motion, seconds, sighting.box, settings);
  noteRest(track.rest, sighting.box, seconds, mediaUs, isStanding(track.rest, track.lastUs, settings));
  if (sighting.score >= settings.highScore) track.strongMatches += 1;
  track.points += 1;
  track.lastFrameId = frameId;
  track.lastUs = mediaUs;
  vote(track, sighting);
}

/** How long a track was not seen, in seconds; never negative. */
export function unseenSeconds(track: Track, nowUs: number): number {
  return Math.max(0, nowUs - track.lastUs) / US_PER_SECOND;
}

/** Whether a track has been seen often and long enough to be believed. */
export function isCredible(track: Track, settings: TrackerSettings): boolean {
  return track.strongMatches >= settings.confirmFrames && track.lastUs - track.firstUs >= settings.confirmUs;
}

/** Whether a track has not been seen for too long to go on: standing vehicles are waited for longest. */
export function isOver(track: Track, nowUs: number, settings: TrackerSettings): boolean {
  const unseenUs = nowUs - track.lastUs;
  if (!track.confirmed) return unseenUs > settings.tentativeLostUs || nowUs - track.firstUs > settings.tentativeUs;
  return unseenUs > (isStanding(track.rest, track.lastUs, settings) ? settings.standingLostUs : settings.lostUs);
}

/** What is said of a confirmed track when it is over. */
export function endedTrack(track: Track): EndedTrack {
  const votes: Partial<Record<RoadUserClass, number>> = {};
  ROAD_USER_CLASSES.forEach((name, code) => {
    const sum = track.votes[code] ?? 0;
    if (sum > 0) votes[name] = sum;
  });
  return {
    track: track.number,
    class: classOfCode(track.classCode),
    votes,
    firstFrameId: track.firstFrameId,
    lastFrameId: track.lastFrameId,
    firstMediaUs: track.firstUs,
    lastMediaUs: track.lastUs,
    points: track.points,
  };
}

function vote(track: Track, { classCode, score }: Sighting): void {
  track.votes[classCode] = (track.votes[classCode] ?? 0) + score;
  // On a tie the class that led goes on leading.
  if ((track.votes[classCode] ?? 0) > (track.votes[track.classCode] ?? 0)) track.classCode = classCode;
}
