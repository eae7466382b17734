import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Detector } from '../../workers/inference/detector.ts';
import type { ModelFile } from '../../workers/inference/model-folder.ts';
import type { PixelBox } from '../metrics/boxes.ts';
/** Something that a detector saw, in pixels of the picture that was analysed. */
export interface SeenObject {
    readonly class: RoadUserClass;
    readonly score: number;
    readonly box: PixelBox;
}
export interface SeenClip {
    readonly frames: readonly (readonly SeenObject[])[];
    readonly width: number;
    readonly height: number;
    /** Median time that the detector took for a picture. */
    readonly medianMs: number;
}
/** A model as the product loads it, on the processor. */
export declare function detectorFor(file: ModelFile): Promise<Detector>;
/** What a detector sees on every frame of a clip. */
export declare function detectClip(detector: Detector, file: string): Promise<SeenClip>;
