import { bestPairs } from './best-pairs.ts';
import type { LikenessFrame, TrackSequence } from './track-sequence.ts';

/**
 * CLEAR MOT (Bernardin and Stiefelhagen, 2008) in the form that is used today: pairs of the frame before are kept where
 * they still can be, the rest is paired at best, and a change of partner is a switch.
 */
export interface ClearScores {
  readonly mota: number;
  /** Mean likeness of the pairs. */
  readonly motp: number;
  readonly matches: number;
  readonly missed: number;
  readonly invented: number;
  readonly switches: number;
  /** How often a road user that was followed before is taken up again. */
  readonly fragmentations: number;
  /** Road users followed for more than 80 % and for less than 20 % of their frames, of all. */
  readonly mostlyTracked: number;
  readonly mostlyLost: number;
  readonly roadUsers: number;
}

const KEPT = 1000;
const HAIR = 1e-9;

export function clearScores(sequence: TrackSequence, minLikeness = 0.5): ClearScores {
  const count = createClearCount(sequence);
  for (const frame of sequence.frames) count.take(frame, minLikeness);
  return count.scores();
}

function createClearCount({ truths, truthFrames }: TrackSequence) {
  const partner = new Int32Array(truths).fill(-1);
  let partnerBefore = new Int32Array(truths).fill(-1);
  const matchedFrames = new Int32Array(truths);
  const takenUp = new Int32Array(truths);
  const sum = { matches: 0, missed: 0, invented: 0, switches: 0, likeness: 0 };

  function pairUp({ truth, found, likeness }: LikenessFrame, minLikeness: number): void {
    const pairs = bestPairs(truth.length, found.length, (row, column) => {
      const alike = likeness(row, column);
      if (alike < minLikeness - HAIR) return 0;
      return alike + (partnerBefore[truth[row] ?? 0] === found[column] ? KEPT : 0);
    });
    const now = new Int32Array(truths).fill(-1);
    for (const { row, column } of pairs) {
      const [one, track] = [truth[row] ?? 0, found[column] ?? 0];
      if (partner[one] !== -1 && partner[one] !== track) sum.switches += 1;
      if (partnerBefore[one] === -1) takenUp[one] = (takenUp[one] ?? 0) + 1;
      partner[one] = track;
      now[one] = track;
      matchedFrames[one] = (matchedFrames[one] ?? 0) + 1;
      sum.likeness += likeness(row, column);
    }
    partnerBefore = now;
    sum.matches += pairs.length;
    sum.missed += truth.length - pairs.length;
    sum.invented += found.length - pairs.length;
  }

  return {
    take(frame: LikenessFrame, minLikeness: number): void {
      // Frames where one side is empty end no partnership: so does the reference implementation.
      if (frame.truth.length === 0) sum.invented += frame.found.length;
      else if (frame.found.length === 0) sum.missed += frame.truth.length;
      else pairUp(frame, minLikeness);
    },
    scores(): ClearScores {
      const share = [...matchedFrames].map((frames, one) => frames / (truthFrames[one] ?? 1));
      const { matches, missed, invented, switches, likeness } = sum;
      return {
        mota: (matches - invented - switches) / Math.max(1, matches + missed),
        motp: likeness / Math.max(1, matches),
        ...{ matches, missed, invented, switches },
        fragmentations: [...takenUp].reduce((all, times) => all + Math.max(0, times - 1), 0),
        mostlyTracked: share.filter((of) => of > 0.8).length,
        mostlyLost: share.filter((of) => of < 0.2).length,
        roadUsers: truths,
      };
    },
  };
}
