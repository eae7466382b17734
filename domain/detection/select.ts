import type { Detections } from './detections.ts';

/** The detections for which `keep` says yes, in their order; the same object when all stay. */
export function selectDetections(detections: Detections, keep: (index: number) => boolean): Detections {
  const kept: number[] = [];
  for (let index = 0; index < detections.count; index += 1) if (keep(index)) kept.push(index);
  if (kept.length === detections.count) return detections;
  const boxes = new Float32Array(kept.length * 4);
  kept.forEach((index, at) => boxes.set(detections.boxes.subarray(index * 4, index * 4 + 4), at * 4));
  return {
    count: kept.length,
    boxes,
    scores: Float32Array.from(kept, (index) => detections.scores[index] ?? 0),
    classes: Uint8Array.from(kept, (index) => detections.classes[index] ?? 0),
  };
}
