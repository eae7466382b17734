/** What was counted against what was there, per movement or line, for one interval of an hour or scaled to it. */
export interface VolumePair {
    readonly counted: number;
    readonly truth: number;
}
export interface VolumeScores {
    /** Mean absolute error in vehicles. */
    readonly mae: number;
    /** Sum of absolute errors over the sum of true volumes; null without any traffic. */
    readonly wape: number | null;
    /** Share of the pairs with a GEH under 5, the usual demand on traffic models and counts. */
    readonly gehUnder5: number;
    readonly worstGeh: number;
}
/** The statistic of Geoffrey E. Havers: a difference of hourly volumes, between absolute and relative. */
export declare function geh({ counted, truth }: VolumePair): number;
export declare function volumeScores(pairs: readonly VolumePair[]): VolumeScores | null;
