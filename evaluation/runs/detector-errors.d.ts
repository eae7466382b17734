import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Detections } from '../../domain/detection/detections.ts';
/** A road user's true box in shares of the picture. */
export interface TrueBox {
    readonly id: number;
    readonly class: RoadUserClass;
    readonly box: readonly [left: number, top: number, right: number, bottom: number];
}
/**
 * How wrong a detector is. Misses come singly and in stretches; boxes wander with a memory; false boxes stay for some
 * pictures where they are; a vehicle that is not seen for longer than the tracker waits comes back under another number.
 */
export interface DetectorErrors {
    /** Share of single sightings that are missed. */
    readonly misses: number;
    /** Stretches a minute and vehicle in which it is not seen, and how long they are. */
    readonly blindPerMinute: number;
    readonly blindSeconds: number;
    /** Standard deviation of each edge as a share of the box's extent, and how much of it is left on the next picture. */
    readonly jitter: number;
    readonly lingers: number;
    /** False boxes that begin a minute, and how long each stays. */
    readonly falsePerMinute: number;
    readonly falseSeconds: number;
    /** Share of sightings told as another class. */
    readonly wrongClass: number;
}
export declare const NO_ERRORS: DetectorErrors;
/** Worse than the shipped detector by day in every part: what holds under it holds for that one. */
export declare const USUAL_ERRORS: DetectorErrors;
/** What a detector with these errors says of one picture after another, `fps` a second. The same seed gives the same errors. */
export declare function createDetector(errors: DetectorErrors, fps: number, seed: number): (boxes: readonly TrueBox[]) => Detections;
