import type { CrossingScores } from '../metrics/crossings.ts';
import { crossingScores, crossingTallies } from '../metrics/crossings.ts';
import type { VolumeScores } from '../metrics/volumes.ts';
import { volumeScores } from '../metrics/volumes.ts';
import type { CountedCrossing } from '../runs/replay-demo.ts';
import type { ClipTruth } from '../../bench/support/clip-truth.ts';
import { sizeOf, SMALLEST_PX } from './detection.ts';

/** A box that is a little off is over the line a little sooner or later than the vehicle: so much is allowed. */
const WITHIN_SECONDS = 1;
const HOUR = 3600;

export interface CountingScores {
  /** By line and direction. */
  readonly crossings: CrossingScores;
  /** The same, and the class must be right as well. */
  readonly classified: CrossingScores;
  /** By line and direction, scaled to the hour as GEH demands. */
  readonly volumes: VolumeScores | null;
}

export function countingScores(truth: ClipTruth, counted: readonly CountedCrossing[]): CountingScores {
  const { clip, crossings } = truth;
  const movement = (one: { line: string; direction: string }): string => `${one.line} ${one.direction}`;
  const withClass = (one: { line: string; direction: string; class: string }): string =>
    `${movement(one)} ${one.class}`;
  const seconds = (frame: number): number => frame / clip.fps;
  // Whoever crosses as the clip ends is not seen behind the line: that is no crossing yet.
  const isCutOff = (frame: number): boolean => seconds(frame) > seconds(clip.frames) - WITHIN_SECONDS;
  const placedTruth = (where: (one: CountedCrossing) => string) =>
    crossings.map((one) => ({
      ...{ where: where(one), seconds: seconds(one.frame) },
      ignored: isCutOff(one.frame) || isTooSmall(truth, one),
    }));
  const placedCount = (where: (one: CountedCrossing) => string) =>
    counted.map((one) => ({ where: where(one), seconds: seconds(one.frame), ignored: isCutOff(one.frame) }));
  const scores = (where: (one: CountedCrossing) => string): CrossingScores =>
    crossingScores(placedTruth(where), placedCount(where), WITHIN_SECONDS);
  const perHour = HOUR / seconds(clip.frames);
  const tallies = crossingTallies(placedTruth(movement), placedCount(movement), WITHIN_SECONDS);
  return {
    crossings: scores(movement),
    classified: scores(withClass),
    volumes: volumeScores(
      [...tallies.values()].map(({ matched, missed, invented }) => ({
        counted: (matched + invented) * perHour,
        truth: (matched + missed) * perHour,
      })),
    ),
  };
}

/** Whether a road user is smaller than any that is asked for where it crosses. */
function isTooSmall({ frames }: ClipTruth, { frame, id }: ClipTruth['crossings'][number]): boolean {
  const there = frames[frame]?.find((one) => one.id === id);
  return there !== undefined && sizeOf(there.box) < SMALLEST_PX;
}
