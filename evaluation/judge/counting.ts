import type { CrossingScores } from '../metrics/crossings.ts';
import { crossingScores } from '../metrics/crossings.ts';
import type { VolumeScores } from '../metrics/volumes.ts';
import { volumeScores } from '../metrics/volumes.ts';
import type { CountedCrossing } from '../runs/replay-demo.ts';
import type { ClipTruth } from '../../bench/support/clip-truth.ts';

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

export function countingScores({ clip, crossings }: ClipTruth, counted: readonly CountedCrossing[]): CountingScores {
  const movement = (one: { line: string; direction: string }): string => `${one.line} ${one.direction}`;
  const seconds = ({ frame }: { frame: number }): number => frame / clip.fps;
  const placed = (list: readonly Omit<CountedCrossing, 'id'>[], where: (one: CountedCrossing) => string) =>
    list.map((one) => ({ where: where(one), seconds: seconds(one) }));
  const withClass = (one: CountedCrossing): string => `${movement(one)} ${one.class}`;
  const movements = [...new Set([...crossings, ...counted].map(movement))];
  const perHour = HOUR / (clip.frames / clip.fps);
  const volumeOf = (list: readonly { line: string; direction: string }[], name: string): number =>
    list.filter((one) => movement(one) === name).length * perHour;
  return {
    crossings: crossingScores(placed(crossings, movement), placed(counted, movement), WITHIN_SECONDS),
    classified: crossingScores(placed(crossings, withClass), placed(counted, withClass), WITHIN_SECONDS),
    volumes: volumeScores(
      movements.map((name) => ({ counted: volumeOf(counted, name), truth: volumeOf(crossings, name) })),
    ),
  };
}
