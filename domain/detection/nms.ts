import type { Candidates } from './candidates.ts';
import type { Detections } from './detections.ts';

/** How doubles are removed. */
export interface SuppressionRule {
  /** Of two boxes of one class that overlap by more than this (intersection over union), the better one stays. */
  readonly iou: number;
  /** Of two boxes of any class where more than this share of the smaller lies in the other, the better one stays. null: off. */
  readonly nested: number | null;
  /** At most this many boxes leave a frame. */
  readonly maxDetections: number;
}

/** More candidates than this cost time without changing a result: the weakest are left out first. */
const MAX_CANDIDATES = 2000;

/**
 * The indices of the candidates that stay, best first. Equal scores keep the order in which the model gave them,
 * so the same output always gives the same boxes. `rule` null only sorts and cuts: the model removes doubles itself.
 */
export function suppress(from: Candidates, rule: SuppressionRule | null, maxDetections = 300): number[] {
  const order = byScore(from);
  if (rule === null) return order.slice(0, maxDetections);
  const distinct = keepGreedily(from, order, rule.iou, sameClassOverlap);
  const outermost = rule.nested === null ? distinct : keepGreedily(from, distinct, rule.nested, shareOfSmaller);
  return outermost.slice(0, rule.maxDetections);
}

/** The chosen candidates as detections; boxes are still in pixels of the model's input. */
export function pickDetections(from: Candidates, kept: readonly number[]): Detections {
  const boxes = new Float32Array(kept.length * 4);
  const scores = new Float32Array(kept.length);
  const classes = new Uint8Array(kept.length);
  kept.forEach((index, at) => {
    boxes.set(from.boxes.subarray(index * 4, index * 4 + 4), at * 4);
    scores[at] = from.scores[index] ?? 0;
    classes[at] = from.classes[index] ?? 0;
  });
  return { count: kept.length, boxes, scores, classes };
}

function byScore(from: Candidates): number[] {
  const order = Array.from({ length: from.count }, (_, index) => index);
  const { scores } = from;
  order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  return order.slice(0, MAX_CANDIDATES);
}

function keepGreedily(
  from: Candidates,
  order: readonly number[],
  limit: number,
  overlap: (from: Candidates, a: number, b: number) => number,
): number[] {
  const kept: number[] = [];
  for (const index of order) {
    if (!kept.some((better) => overlap(from, better, index) > limit)) kept.push(index);
  }
  return kept;
}

function sameClassOverlap(from: Candidates, a: number, b: number): number {
  if (from.classes[a] !== from.classes[b]) return 0;
  const shared = intersection(from.boxes, a, b);
  return shared === 0 ? 0 : shared / (area(from.boxes, a) + area(from.boxes, b) - shared);
}

function shareOfSmaller(from: Candidates, a: number, b: number): number {
  const shared = intersection(from.boxes, a, b);
  return shared === 0 ? 0 : shared / Math.min(area(from.boxes, a), area(from.boxes, b));
}

function area(boxes: Float32Array, index: number): number {
  const at = index * 4;
  return ((boxes[at + 2] ?? 0) - (boxes[at] ?? 0)) * ((boxes[at + 3] ?? 0) - (boxes[at + 1] ?? 0));
}

function intersection(boxes: Float32Array, a: number, b: number): number {
  const p = a * 4;
  const q = b * 4;
  const width = Math.min(boxes[p + 2] ?? 0, boxes[q + 2] ?? 0) - Math.max(boxes[p] ?? 0, boxes[q] ?? 0);
  if (width <= 0) return 0;
  const height = Math.min(boxes[p + 3] ?? 0, boxes[q + 3] ?? 0) - Math.max(boxes[p + 1] ?? 0, boxes[q + 1] ?? 0);
  return height <= 0 ? 0 : width * height;
}
