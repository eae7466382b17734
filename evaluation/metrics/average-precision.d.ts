import type { PixelBox } from './boxes.ts';
/**
 * Average precision as COCO defines it: found boxes in order of their score, each to the best true box that is still
 * free; precision made monotonous and read at 101 steps of recall.
 */
export interface TrueBox {
    readonly box: PixelBox;
    /** Too small or too hidden to be asked for: finding it is no merit and no fault, and it may swallow several boxes. */
    readonly ignored: boolean;
}
export interface FoundBox {
    readonly box: PixelBox;
    readonly score: number;
}
/** What is there and what was found in one picture, of one class. */
export interface Picture {
    readonly truth: readonly TrueBox[];
    readonly found: readonly FoundBox[];
}
export interface Precision {
    /** Null where there is nothing to find: that is no zero. */
    readonly averagePrecision: number | null;
    /** The greatest share of the true boxes that any score finds. */
    readonly recall: number | null;
    readonly trueBoxes: number;
}
export declare function averagePrecision(pictures: readonly Picture[], minOverlap: number): Precision;
/** The mean over overlaps from 0.50 to 0.95 in steps of 0.05. */
export declare function averagePrecisionOverOverlaps(pictures: readonly Picture[]): number | null;
