/**
 * What a decoder read from a model's output before suppression: boxes in pixels of the model's input.
 * The arrays are reused from frame to frame and grow when a frame needs it.
 */
export interface Candidates {
  count: number;
  /** x1, y1, x2, y2 for each candidate. */
  boxes: Float32Array;
  scores: Float32Array;
  /** Codes of ROAD_USER_CLASSES. */
  classes: Uint8Array;
}

/** An empty list with room for some. */
export function createCandidates(capacity = 256): Candidates {
  return {
    count: 0,
    boxes: new Float32Array(capacity * 4),
    scores: new Float32Array(capacity),
    classes: new Uint8Array(capacity),
  };
}

/** Adds one candidate; boxes without an area or with values that are no numbers are left out. */
export function addCandidate(
  into: Candidates,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  score: number,
  classCode: number,
): void {
  if (!(x2 > x1 && y2 > y1) || !Number.isFinite(x1 + y1 + x2 + y2) || !(score > 0)) return;
  if (into.count === into.scores.length) grow(into);
  const at = into.count;
  into.boxes[at * 4] = x1;
  into.boxes[at * 4 + 1] = y1;
  into.boxes[at * 4 + 2] = x2;
  into.boxes[at * 4 + 3] = y2;
  into.scores[at] = Math.min(score, 1);
  into.classes[at] = classCode;
  into.count = at + 1;
}

function grow(list: Candidates): void {
  const capacity = Math.max(16, list.scores.length * 2);
  const { boxes, scores, classes } = list;
  list.boxes = new Float32Array(capacity * 4);
  list.scores = new Float32Array(capacity);
  list.classes = new Uint8Array(capacity);
  list.boxes.set(boxes);
  list.scores.set(scores);
  list.classes.set(classes);
}
