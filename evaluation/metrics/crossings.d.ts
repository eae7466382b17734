/** Whoever crossed a line, in truth or as counted. Two may be the same only where `where` (line, direction, class) is. */
export interface Crossed {
    readonly where: string;
    readonly seconds: number;
    /** Nobody asks for it: to count it is no merit and no fault, and so it is not to. */
    readonly ignored?: boolean;
}
export interface CrossingScores {
    readonly matched: number;
    readonly missed: number;
    readonly invented: number;
    /** Null where nothing crossed and nothing was counted: that is neither good nor bad. */
    readonly precision: number | null;
    readonly recall: number | null;
    readonly f1: number | null;
    /** Counted against true, as a share of the true ones: plus and minus may cancel, which is why it does not stand alone. */
    readonly totalError: number | null;
}
export interface CrossingTally {
    readonly matched: number;
    readonly missed: number;
    readonly invented: number;
}
/** Each true crossing to one counted crossing at most, no further apart in time than `withinSeconds`, nearest first. */
export declare function crossingScores(truth: readonly Crossed[], counted: readonly Crossed[], withinSeconds: number): CrossingScores;
/** The same, told apart by where. */
export declare function crossingTallies(truth: readonly Crossed[], counted: readonly Crossed[], withinSeconds: number): ReadonlyMap<string, CrossingTally>;
