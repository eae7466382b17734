import { toMediaUs, US_PER_SECOND } from '../../domain/base/time.ts';
import { createTrackCounter, stepTrackCounter } from '../../domain/counting/track-counter.ts';
import { classCode } from '../../domain/detection/classes.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import { normPoint } from '../../domain/geometry/points.ts';
import { QUANT_MAX } from '../../domain/tracking/quant-box.ts';
import { DEFAULT_TRACKER_SETTINGS } from '../../domain/tracking/settings.ts';
import { createTracker, stepTracker } from '../../domain/tracking/tracker.ts';
import { isAskedFor } from '../judge/detection.ts';
import type { ClipTruth, TrueObject } from '../../bench/support/clip-truth.ts';
import type { DemoCamera } from '../../bench/support/demo-clips.ts';
import type { CountedCrossing, ReplayedClip, TrackedBox } from './replay-demo.ts';

/** A detector that is never wrong is still not certain. */
const SCORE = 0.9;
/** Where the product holds a box against a line when nobody says otherwise: the middle of its lower edge. */
const REFERENCE = normPoint(0.5, 1);

/**
 * The true boxes of a clip through the product's tracker and counter: what is wrong then is theirs and not the
 * detector's.
 */
export function trackTruth({ clip, frames }: ClipTruth, { lines }: Pick<DemoCamera, 'lines'>): ReplayedClip {
  const tracker = createTracker({ ...DEFAULT_TRACKER_SETTINGS });
  const counter = createTrackCounter({
    aspect: clip.width / clip.height,
    zones: [],
    lines: lines.map(({ name, from, to }) => ({
      versionId: name,
      from: normPoint(from.x, from.y),
      to: normPoint(to.x, to.y),
      reference: REFERENCE,
    })),
  });
  const boxes: TrackedBox[] = [];
  const counted: CountedCrossing[] = [];
  for (const [frame, there] of frames.entries()) {
    const mediaUs = toMediaUs(Math.round((frame * US_PER_SECOND) / clip.fps));
    const step = stepTracker(tracker, { frameId: frame, mediaUs, detections: detectionsOf(there, clip) });
    const seen = [...step.observed, ...step.confirmedNow.flatMap(earlierPoints)];
    for (const { track, frameId, box } of seen.filter(({ confirmed }) => confirmed)) {
      const [left, top, right, bottom] = box;
      const shares = [left / QUANT_MAX, top / QUANT_MAX, right / QUANT_MAX, bottom / QUANT_MAX] as const;
      boxes.push({ track, frame: frameId, box: shares });
    }
    for (const { lineVersionId, direction, classSoFar, frameId } of stepTrackCounter(counter, step).crossings) {
      counted.push({ line: lineVersionId, direction, class: classSoFar, frame: frameId });
    }
  }
  return { crossings: counted, boxes };
}

type Confirmed = ReturnType<typeof stepTracker>['confirmedNow'][number];

/** What a track was before it became credible is stored as well. */
function earlierPoints({ track, earlier }: Confirmed) {
  return earlier.map((point) => ({ ...point, track, confirmed: true }));
}

function detectionsOf(there: readonly TrueObject[], { width, height }: ClipTruth['clip']): Detections {
  const seen = there.filter(isAskedFor);
  const boxes = new Float32Array(seen.length * 4);
  for (const [at, { box }] of seen.entries()) {
    boxes.set([box[0] / width, box[1] / height, box[2] / width, box[3] / height], at * 4);
  }
  return {
    count: seen.length,
    boxes,
    scores: new Float32Array(seen.length).fill(SCORE),
    classes: Uint8Array.from(seen, ({ class: kind }) => classCode(kind)),
  };
}
