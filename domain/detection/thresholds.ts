import { ROAD_USER_CLASSES } from './classes.ts';
import type { RoadUserClass } from './classes.ts';
import type { Detections } from './detections.ts';
import { selectDetections } from './select.ts';

/** Least score for each class code. */
export type ThresholdTable = Float32Array;

type PerClass = Readonly<Partial<Record<RoadUserClass, number>>>;

/** The least scores: the camera's word for a class goes before the model's, and that before the model's default. */
export function thresholdTable(modelDefault: number, ofModel: PerClass = {}, ofCamera: PerClass = {}): ThresholdTable {
  return Float32Array.from(ROAD_USER_CLASSES, (name) => ofCamera[name] ?? ofModel[name] ?? modelDefault);
}

/** Whether a detection is sure enough for its class. */
export function meetsThreshold(table: ThresholdTable, classCode: number, score: number): boolean {
  return score >= (table[classCode] ?? 1);
}

/** The detections that are sure enough, in their order. */
export function applyThresholds(detections: Detections, table: ThresholdTable): Detections {
  return selectDetections(detections, (index) =>
    meetsThreshold(table, detections.classes[index] ?? 0, detections.scores[index] ?? 0),
  );
}
