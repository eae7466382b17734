import type { CrossingScores } from '../metrics/crossings.ts';
import type { VolumeScores } from '../metrics/volumes.ts';
import type { CountedCrossing } from '../runs/replay-demo.ts';
import type { ClipTruth } from '../../bench/support/clip-truth.ts';
export interface CountingScores {
    /** By line and direction. */
    readonly crossings: CrossingScores;
    /** The same, and the class must be right as well. */
    readonly classified: CrossingScores;
    /** By line and direction, scaled to the hour as GEH demands. */
    readonly volumes: VolumeScores | null;
}
export declare function countingScores(truth: ClipTruth, counted: readonly CountedCrossing[]): CountingScores;
