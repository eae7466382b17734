/**
 * What a detector saw on one frame, as parallel arrays so that the hot path allocates once per frame.
 * Boxes are normalised to the analysed picture (0..1): x1, y1, x2, y2 for each detection.
 */
export interface Detections {
  readonly count: number;
  readonly boxes: Float32Array;
  readonly scores: Float32Array;
  /** Codes of ROAD_USER_CLASSES. */
  readonly classes: Uint8Array;
}
