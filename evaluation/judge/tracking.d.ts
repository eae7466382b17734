import type { ClearScores } from '../metrics/clear.ts';
import type { HotaScores } from '../metrics/hota.ts';
import type { IdentityScores } from '../metrics/identity.ts';
import type { TrackedBox } from '../runs/replay-demo.ts';
import type { ClipTruth } from '../../bench/support/clip-truth.ts';
export interface TrackingScores {
    readonly hota: HotaScores;
    readonly clear: ClearScores;
    readonly identity: IdentityScores;
}
/** How well road users are followed. Whoever follows one that is too small or too hidden is neither praised nor blamed. */
export declare function trackingScores(truth: ClipTruth, boxes: readonly TrackedBox[]): TrackingScores;
