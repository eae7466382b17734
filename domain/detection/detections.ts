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

export const NO_DETECTIONS: Detections = {
  count: 0,
  boxes: new Float32Array(0),
  scores: new Float32Array(0),
  classes: new Uint8Array(0),
};
