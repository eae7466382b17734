import { bestPairs } from '../metrics/best-pairs.ts';
import type { ClearScores } from '../metrics/clear.ts';
import { clearScores } from '../metrics/clear.ts';
import { overlap } from '../metrics/boxes.ts';
import type { PixelBox } from '../metrics/boxes.ts';
import type { HotaScores } from '../metrics/hota.ts';
import { hotaScores } from '../metrics/hota.ts';
import type { IdentityScores } from '../metrics/identity.ts';
import { identityScores } from '../metrics/identity.ts';
import { sequenceOf } from '../metrics/track-sequence.ts';
import type { NumberedBox, TrackFrame } from '../metrics/track-sequence.ts';
import type { TrackedBox } from '../runs/replay-demo.ts';
import type { ClipTruth, TrueObject } from '../../bench/support/clip-truth.ts';
import { isAskedFor } from './detection.ts';

export interface TrackingScores {
  readonly hota: HotaScores;
  readonly clear: ClearScores;
  readonly identity: IdentityScores;
}

const SAME = 0.5;

/** How well road users are followed. Whoever follows one that is too small or too hidden is neither praised nor blamed. */
export function trackingScores(truth: ClipTruth, boxes: readonly TrackedBox[]): TrackingScores {
  const { width, height } = truth.clip;
  const found: NumberedBox[][] = truth.frames.map(() => []);
  for (const { frame, track, box } of boxes) {
    const [left, top, right, bottom] = box;
    const inPixels: PixelBox = [left * width, top * height, right * width, bottom * height];
    found[frame]?.push({ id: track, box: inPixels });
  }
  const sequence = sequenceOf(truth.frames.map((there, frame) => askedFor(there, found[frame] ?? [])));
  return { hota: hotaScores(sequence), clear: clearScores(sequence), identity: identityScores(sequence) };
}

function askedFor(there: readonly TrueObject[], found: readonly NumberedBox[]): TrackFrame {
  const pairs = bestPairs(there.length, found.length, (row, column) => {
    const [a, b] = [there[row], found[column]];
    const shared = a === undefined || b === undefined ? 0 : overlap(a.box, b.box);
    return shared < SAME ? 0 : shared;
  });
  const forgiven = new Set(
    pairs.flatMap(({ row, column }) => {
      const one = there[row];
      return one !== undefined && !isAskedFor(one) ? [column] : [];
    }),
  );
  return { truth: there.filter(isAskedFor), found: found.filter((_, at) => !forgiven.has(at)) };
}
