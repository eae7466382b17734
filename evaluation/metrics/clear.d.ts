import type { TrackSequence } from './track-sequence.ts';
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
export declare function clearScores(sequence: TrackSequence, minLikeness?: number): ClearScores;
