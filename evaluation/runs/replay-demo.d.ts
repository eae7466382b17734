import type { DemoCamera } from '../../bench/support/demo-clips.ts';
export interface CountedCrossing {
    readonly line: string;
    readonly direction: 'in' | 'out';
    readonly class: string;
    readonly frame: number;
}
/** A box of a track on a frame; in 0 to 1 of the picture. */
export interface TrackedBox {
    readonly track: number;
    readonly frame: number;
    readonly box: readonly [number, number, number, number];
}
/** What the product has stored of the replay of one clip. */
export interface ReplayedClip {
    readonly crossings: readonly CountedCrossing[];
    readonly boxes: readonly TrackedBox[];
}
/**
 * Replays the clips through the whole built product, lossless and with its usual settings, and reads what was counted
 * and followed from its store.
 */
export declare function replayDemo(cameras: readonly DemoCamera[], options: {
    readonly folder: string;
    readonly model: string;
}): Promise<ReadonlyMap<string, ReplayedClip>>;
