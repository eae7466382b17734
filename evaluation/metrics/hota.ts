import { bestPairs } from './best-pairs.ts';
import { createPairCounts } from './track-sequence.ts';
import type { LikenessFrame, TrackSequence } from './track-sequence.ts';

/**
 * HOTA (Luiten and others, 2021): how well is found, and how well what was found is kept together, in equal shares and
 * over all limits of likeness from 0.05 to 0.95.
 */
export interface HotaScores {
  readonly hota: number;
  readonly detection: number;
  readonly association: number;
  readonly location: number;
}

const LIMITS = Array.from({ length: 19 }, (_, at) => 0.05 * (at + 1));
const HAIR = 1e-9;

interface MatchedPair {
  readonly truth: number;
  readonly track: number;
  readonly likeness: number;
}

export function hotaScores(sequence: TrackSequence): HotaScores {
  const alignment = globalAlignment(sequence);
  const pairs = sequence.frames.flatMap((frame) => matchFrame(frame, alignment));
  const wanted = sequence.truthFrames.reduce((sum, count) => sum + count, 0);
  const given = sequence.trackFrames.reduce((sum, count) => sum + count, 0);
  const each = LIMITS.map((limit) => scoresAt(sequence, pairs, { limit, wanted, given }));
  const mean = (read: (scores: HotaScores) => number): number =>
    each.reduce((sum, scores) => sum + read(scores), 0) / each.length;
  return {
    hota: mean(({ hota }) => hota),
    detection: mean(({ detection }) => detection),
    association: mean(({ association }) => association),
    location: mean(({ location }) => location),
  };
}

/** How well a road user and a track agree over the whole clip: the pairing of a frame is decided by this first. */
function globalAlignment({ frames, tracks, truthFrames, trackFrames }: TrackSequence) {
  const together = createPairCounts(tracks);
  for (const frame of frames) {
    const rows = frame.truth.map((_, row) => sumOf(frame.found, (column) => frame.likeness(row, column)));
    const columns = frame.found.map((_, column) => sumOf(frame.truth, (row) => frame.likeness(row, column)));
    for (const [row, one] of frame.truth.entries()) {
      for (const [column, track] of frame.found.entries()) {
        const alike = frame.likeness(row, column);
        const all = (rows[row] ?? 0) + (columns[column] ?? 0) - alike;
        if (all > HAIR) together.add(one, track, alike / all);
      }
    }
  }
  return (one: number, track: number): number => {
    const shared = together.of(one, track);
    return shared / ((truthFrames[one] ?? 0) + (trackFrames[track] ?? 0) - shared);
  };
}

function matchFrame(
  { truth, found, likeness }: LikenessFrame,
  alignment: (one: number, track: number) => number,
): MatchedPair[] {
  const worth = (row: number, column: number): number =>
    alignment(truth[row] ?? 0, found[column] ?? 0) * likeness(row, column);
  return bestPairs(truth.length, found.length, worth).map(({ row, column }) => ({
    truth: truth[row] ?? 0,
    track: found[column] ?? 0,
    likeness: likeness(row, column),
  }));
}

function scoresAt(
  { tracks, truthFrames, trackFrames }: TrackSequence,
  pairs: readonly MatchedPair[],
  { limit, wanted, given }: { limit: number; wanted: number; given: number },
): HotaScores {
  const right = pairs.filter(({ likeness }) => likeness >= limit - HAIR);
  const together = createPairCounts(tracks);
  for (const { truth, track } of right) together.add(truth, track, 1);
  let kept = 0;
  for (const [key, count] of together.entries()) {
    const all = (truthFrames[together.truthOf(key)] ?? 0) + (trackFrames[together.trackOf(key)] ?? 0) - count;
    kept += (count * count) / Math.max(1, all);
  }
  const hits = right.length;
  const detection = hits / Math.max(1, wanted + given - hits);
  const association = kept / Math.max(1, hits);
  // A clip in which nothing is found at this limit has no misplaced box.
  const location = hits === 0 ? 1 : right.reduce((sum, { likeness }) => sum + likeness, 0) / hits;
  return { hota: Math.sqrt(detection * association), detection, association, location };
}

function sumOf(list: readonly number[], read: (at: number) => number): number {
  return list.reduce((sum, _, at) => sum + read(at), 0);
}
