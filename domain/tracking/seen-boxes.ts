import type { Detections } from '../detection/detections.ts';
import type { TrackerSettings } from './settings.ts';

/** The detections of one frame as the tracker judges them. */
export interface SeenBoxes {
  /** Centre x, centre y, width, height of each detection, in picture heights. */
  readonly boxes: Float64Array;
  /** Indices of the detections that are matched first. */
  readonly strong: readonly number[];
  /** Indices of the detections that only keep tracks alive. */
  readonly weak: readonly number[];
}

/** Converts and sorts a frame's detections; boxes without extent and scores below every bound are left out. */
export function seenBoxes(detections: Detections, settings: TrackerSettings): SeenBoxes {
  const boxes = new Float64Array(detections.count * 4);
  const strong: number[] = [];
  const weak: number[] = [];
  for (let index = 0; index < detections.count; index += 1) {
    const at = index * 4;
    const x1 = (detections.boxes[at] ?? 0) * settings.aspect;
    const y1 = detections.boxes[at + 1] ?? 0;
    const x2 = (detections.boxes[at + 2] ?? 0) * settings.aspect;
    const y2 = detections.boxes[at + 3] ?? 0;
    if (!(x2 > x1 && y2 > y1) || !Number.isFinite(x1 + y1 + x2 + y2)) continue;
    boxes[at] = (x1 + x2) / 2;
    boxes[at + 1] = (y1 + y2) / 2;
    boxes[at + 2] = x2 - x1;
    boxes[at + 3] = y2 - y1;
    const score = detections.scores[index] ?? 0;
    if (score >= settings.highScore) strong.push(index);
    else if (score >= settings.lowScore) weak.push(index);
  }
  return { boxes, strong, weak };
}
