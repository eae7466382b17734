import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { PixelBox } from '../metrics/boxes.ts';
import type { SeenObject } from '../runs/detect-clip.ts';
import type { TrueObject } from '../../bench/support/clip-truth.ts';
/** Smaller ones, by the root of their area in pixels, are not asked for. */
export declare const SMALLEST_PX = 12;
/** Where less can be seen of something, nobody could say what it is. */
export declare const LEAST_VISIBLE = 0.33;
/** One frame: what is there and what was seen. */
export interface JudgedFrame {
    readonly truth: readonly TrueObject[];
    readonly seen: readonly SeenObject[];
}
export interface DetectionScores {
    readonly ap50: number | null;
    readonly ap50To95: number | null;
    readonly recall: number | null;
    readonly trueBoxes: number;
}
/** By class, and all classes taken as one under `any`. */
export declare function detectionScores(frames: readonly JudgedFrame[], classes: readonly RoadUserClass[]): ReadonlyMap<RoadUserClass | 'any', DetectionScores>;
export declare function isAskedFor({ box, visible }: Pick<TrueObject, 'box' | 'visible'>): boolean;
/** The root of the area. */
export declare function sizeOf(box: PixelBox): number;
