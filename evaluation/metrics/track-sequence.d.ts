import type { PixelBox } from './boxes.ts';
/** A box with the number of the road user, or of the track, that it belongs to. */
export interface NumberedBox {
    readonly id: number;
    readonly box: PixelBox;
}
/** Truth and result of one frame. */
export interface TrackFrame {
    readonly truth: readonly NumberedBox[];
    readonly found: readonly NumberedBox[];
}
/** One frame as the measures want it: places in the lists of all ids, and how alike each two boxes are. */
export interface LikenessFrame {
    readonly truth: readonly number[];
    readonly found: readonly number[];
    readonly likeness: (row: number, column: number) => number;
}
/** A whole clip. How alike two things are lies between 0 and 1. */
export interface TrackSequence {
    readonly frames: readonly LikenessFrame[];
    readonly truths: number;
    readonly tracks: number;
    /** In how many frames each true one, and each track, is there. */
    readonly truthFrames: readonly number[];
    readonly trackFrames: readonly number[];
}
export declare function sequenceOf(frames: readonly TrackFrame[]): TrackSequence;
/** The same for anything that can be likened, by ids as they come. */
export declare function sequenceFrom(frames: readonly LikenessFrame[]): TrackSequence;
/** Counts of pairs of truth and track, few of the many possible ones. */
export declare function createPairCounts(tracks: number): {
    readonly add: (truth: number, track: number, by: number) => void;
    readonly of: (truth: number, track: number) => number;
    readonly entries: () => IterableIterator<[number, number]>;
    readonly truthOf: (key: number) => number;
    readonly trackOf: (key: number) => number;
};
