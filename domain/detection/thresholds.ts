import { ROAD_USER_CLASSES } from './classes.ts';
import type { RoadUserClass } from './classes.ts';

/** Least score for each class code. */
export type ThresholdTable = Float32Array;

type PerClass = Readonly<Partial<Record<RoadUserClass, number>>>;

/** The least scores: the camera's word for a class goes before the model's, and that before the model's default. */
export function thresholdTable(modelDefault: number, ofModel: PerClass = {}, ofCamera: PerClass = {}): ThresholdTable {
  return Float32Array.from(ROAD_USER_CLASSES, (name) => ofCamera[name] ?? ofModel[name] ?? modelDefault);
}
