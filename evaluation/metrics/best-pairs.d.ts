export interface Pair {
    readonly row: number;
    readonly column: number;
}
/** The one-to-one pairing with the greatest sum of worth. A pair of no worth is none. */
export declare function bestPairs(rows: number, columns: number, worth: (row: number, column: number) => number): Pair[];
