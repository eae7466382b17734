import type { TrackSequence } from './track-sequence.ts';
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
export declare function hotaScores(sequence: TrackSequence): HotaScores;
