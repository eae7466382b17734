import type { Detections } from '../detection/detections.ts';
import { assign, noPairs } from './assignment.ts';
import type { CandidatePairs } from './assignment.ts';
import { overlapAt } from './box-view.ts';
import { codeDistance } from './class-kinship.ts';
import { PREDICTION_LENGTH, boxSize, predictMotion } from './motion.ts';
import type { SeenBoxes } from './seen-boxes.ts';
import type { TrackerSettings } from './settings.ts';
import { fitsPlace, isStanding } from './standing.ts';
import { unseenSeconds } from './track.ts';
import type { Track } from './track.ts';

/**
 * The cost of a pair is 1 minus the overlap, plus half for the distance at the edge of the gate, plus what the classes
 * differ. Two tracks or detections left alone cost as much as one pair that only just passes every gate.
 */
const COST_ALONE = 2;
const COST_OF_DISTANCE = 0.5;
/** A vehicle that waits unseen at its place gives way to one that was seen a moment ago. */
const COST_OF_WAITING = 0.2;
/** Without overlap a box must at least be of a similar area. */
const MOST_AREA_RATIO = 2;
/** Weak detections are too often nothing at all to revive a track that was not seen for longer. */
const WEAK_WITHIN_SECONDS = 0.5;
/** Other families of vehicles do not reappear in a standing vehicle's place: they pass in front of it. */
const KIN_IN_PLACE = 0.2;

/** Which detection each track was seen as, -1 for none. Strong detections are matched first, weak ones to what is left. */
export function matchTracks(
  tracks: readonly Track[],
  detections: Detections,
  seen: SeenBoxes,
  nowUs: number,
  settings: TrackerSettings,
): Int32Array {
  const predictions = predictAll(tracks, nowUs, settings);
  const scene: Scene = { tracks, detections, seen, predictions, nowUs, settings };
  const found = assign(tracks.length, detections.count, strongPairs(scene), COST_ALONE);
  if (seen.weak.length === 0) return found;
  const late = assign(tracks.length, detections.count, weakPairs(scene, found), COST_ALONE);
  return found.map((detection, row) => (detection === -1 ? (late[row] ?? -1) : detection));
}

interface Scene {
  readonly tracks: readonly Track[];
  readonly detections: Detections;
  readonly seen: SeenBoxes;
  readonly predictions: Float64Array;
  readonly nowUs: number;
  readonly settings: TrackerSettings;
}

function predictAll(tracks: readonly Track[], nowUs: number, settings: TrackerSettings): Float64Array {
  const predictions = new Float64Array(tracks.length * PREDICTION_LENGTH);
  tracks.forEach((track, row) => {
    predictMotion(track.motion, unseenSeconds(track, nowUs), settings, predictions, row * PREDICTION_LENGTH);
  });
  return predictions;
}

function strongPairs(scene: Scene): CandidatePairs {
  const pairs = noPairs();
  scene.tracks.forEach((track, row) => {
    const waits = waitsInPlace(track, scene);
    // After the usual time only its own place counts: a prediction that old points anywhere.
    const onlyInPlace = waits && scene.nowUs - track.lastUs > scene.settings.lostUs;
    for (const detection of scene.seen.strong) {
      const moving = onlyInPlace ? Infinity : costOfMoving(scene, row, detection);
      const cost = waits ? Math.min(moving, costInPlace(scene, track, detection)) : moving;
      if (cost < COST_ALONE) addPair(pairs, row, detection, cost);
    }
  });
  return pairs;
}

function weakPairs(scene: Scene, found: Int32Array): CandidatePairs {
  const { tracks, detections, seen, predictions, nowUs, settings } = scene;
  const pairs = noPairs();
  tracks.forEach((track, row) => {
    if (found[row] !== -1 || unseenSeconds(track, nowUs) > WEAK_WITHIN_SECONDS) return;
    for (const detection of seen.weak) {
      const overlap = overlapAt(predictions, row * PREDICTION_LENGTH, seen.boxes, detection * 4);
      const cost = 1 - overlap + codeDistance(track.classCode, detections.classes[detection] ?? 0);
      if (overlap >= settings.lowMatchIou && cost < COST_ALONE) addPair(pairs, row, detection, cost);
    }
  });
  return pairs;
}

function addPair(pairs: CandidatePairs, row: number, column: number, cost: number): void {
  pairs.rows.push(row);
  pairs.columns.push(column);
  pairs.costs.push(cost);
}

/** Standing vehicles that were hidden for a moment are looked for where they stood as well as where the filter points. */
function waitsInPlace(track: Track, { nowUs, settings }: Scene): boolean {
  const standing = track.confirmed && isStanding(track.rest, track.lastUs, settings);
  return standing && nowUs - track.lastUs > settings.tentativeLostUs;
}

function costInPlace({ detections, seen }: Scene, track: Track, detection: number): number {
  const kinship = codeDistance(track.classCode, detections.classes[detection] ?? 0);
  if (kinship > KIN_IN_PLACE) return Infinity;
  const overlap = fitsPlace(track.rest, { values: seen.boxes, offset: detection * 4 });
  return overlap === null ? Infinity : 1 - overlap + kinship + COST_OF_WAITING;
}

function costOfMoving(
  { tracks, detections, seen, predictions, nowUs, settings }: Scene,
  row: number,
  detection: number,
): number {
  const p = row * PREDICTION_LENGTH;
  const d = detection * 4;
  const { boxes } = seen;
  const size = boxSize(predictions, p);
  const dx = (boxes[d] ?? 0) - (predictions[p] ?? 0);
  const dy = (boxes[d + 1] ?? 0) - (predictions[p + 1] ?? 0);
  const reach = settings.maxJumpSizes * size;
  const width = ((boxes[d + 2] ?? 0) + (predictions[p + 2] ?? 0)) / 2;
  const height = ((boxes[d + 3] ?? 0) + (predictions[p + 3] ?? 0)) / 2;
  // Most pairs of a busy picture end here.
  if (Math.abs(dx) > Math.max(width, reach) || Math.abs(dy) > Math.max(height, reach)) return Infinity;
  const kinship = codeDistance(tracks[row]?.classCode ?? 0, detections.classes[detection] ?? 0);
  const noise = (settings.boxNoise * size) ** 2;
  const far2 = (dx * dx) / ((predictions[p + 4] ?? 0) + noise) + (dy * dy) / ((predictions[p + 5] ?? 0) + noise);
  const gate2 = settings.gateSigmas ** 2;
  const overlap = overlapAt(predictions, p, boxes, d);
  if (overlap < settings.matchIou) {
    // A vehicle that was away for a while comes back as what it was: another class there is the next vehicle.
    if (kinship > 0 && nowUs - (tracks[row]?.lastUs ?? nowUs) > settings.tentativeLostUs) return Infinity;
    const growth = boxSize(boxes, d) / size;
    const similar = growth * growth <= MOST_AREA_RATIO && growth * growth >= 1 / MOST_AREA_RATIO;
    if (!similar || far2 > gate2 || dx * dx + dy * dy > reach * reach) return Infinity;
  }
  return 1 - overlap + COST_OF_DISTANCE * Math.min(1, far2 / gate2) + kinship;
}
