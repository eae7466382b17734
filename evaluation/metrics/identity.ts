import { bestPairs } from './best-pairs.ts';
import { createPairCounts } from './track-sequence.ts';
import type { TrackSequence } from './track-sequence.ts';

/** Identity measures (Ristani and others, 2016): each road user is given one track for the whole clip, at best. */
export interface IdentityScores {
  readonly idf1: number;
  readonly precision: number;
  readonly recall: number;
}

const HAIR = 1e-9;

export function identityScores(sequence: TrackSequence, minLikeness = 0.5): IdentityScores {
  const { frames, truths, tracks, truthFrames, trackFrames } = sequence;
  const together = createPairCounts(tracks);
  for (const { truth, found, likeness } of frames) {
    for (const [row, one] of truth.entries()) {
      for (const [column, track] of found.entries()) {
        if (likeness(row, column) >= minLikeness - HAIR) together.add(one, track, 1);
      }
    }
  }
  const right = bestPairs(truths, tracks, together.of).reduce(
    (sum, { row, column }) => sum + together.of(row, column),
    0,
  );
  const wanted = truthFrames.reduce((sum, count) => sum + count, 0);
  const given = trackFrames.reduce((sum, count) => sum + count, 0);
  return {
    idf1: (2 * right) / Math.max(1, wanted + given),
    precision: right / Math.max(1, given),
    recall: right / Math.max(1, wanted),
  };
}
