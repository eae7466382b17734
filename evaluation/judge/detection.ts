import type { RoadUserClass } from '../../domain/detection/classes.ts';
import { averagePrecision, averagePrecisionOverOverlaps } from '../metrics/average-precision.ts';
import type { Picture } from '../metrics/average-precision.ts';
import type { PixelBox } from '../metrics/boxes.ts';
import { boxArea } from '../metrics/boxes.ts';
import type { SeenObject } from '../runs/detect-clip.ts';
import type { TrueObject } from '../../bench/support/clip-truth.ts';

/** Smaller ones, by the root of their area in pixels, are not asked for. */
export const SMALLEST_PX = 12;
/** Where less can be seen of something, nobody could say what it is. */
export const LEAST_VISIBLE = 0.33;

/** One frame: what is there and what was seen. */
export interface JudgedFrame {
  readonly truth: readonly TrueObject[];
  readonly seen: readonly SeenObject[];
}

export interface DetectionScores {
  readonly ap50: number | null;
  readonly ap50To95: number | null;
  readonly recall: number | null;
  readonly trueBoxes: number;
}

/** By class, and all classes taken as one under `any`. */
export function detectionScores(
  frames: readonly JudgedFrame[],
  classes: readonly RoadUserClass[],
): ReadonlyMap<RoadUserClass | 'any', DetectionScores> {
  const scores = new Map<RoadUserClass | 'any', DetectionScores>([['any', scoresOf(frames, () => true)]]);
  for (const kind of classes)
    scores.set(
      kind,
      scoresOf(frames, (one) => one === kind),
    );
  return scores;
}

export function isAskedFor({ box, visible }: Pick<TrueObject, 'box' | 'visible'>): boolean {
  return visible >= LEAST_VISIBLE && sizeOf(box) >= SMALLEST_PX;
}

/** The root of the area. */
export function sizeOf(box: PixelBox): number {
  return Math.sqrt(boxArea(box));
}

function scoresOf(frames: readonly JudgedFrame[], isOfClass: (kind: RoadUserClass) => boolean): DetectionScores {
  const pictures = frames.map(({ truth, seen }): Picture => {
    return {
      truth: truth.filter((one) => isOfClass(one.class)).map((one) => ({ box: one.box, ignored: !isAskedFor(one) })),
      // What is smaller than anything that is asked for can be neither right nor wrong.
      found: seen.filter((one) => isOfClass(one.class) && sizeOf(one.box) >= SMALLEST_PX / 2),
    };
  });
  const { averagePrecision: ap50, recall, trueBoxes } = averagePrecision(pictures, 0.5);
  return { ap50, ap50To95: averagePrecisionOverOverlaps(pictures), recall, trueBoxes };
}
