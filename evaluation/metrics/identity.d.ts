import type { TrackSequence } from './track-sequence.ts';
/** Identity measures (Ristani and others, 2016): each road user is given one track for the whole clip, at best. */
export interface IdentityScores {
    readonly idf1: number;
    readonly precision: number;
    readonly recall: number;
}
export declare function identityScores(sequence: TrackSequence, minLikeness?: number): IdentityScores;
