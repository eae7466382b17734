import type { RoadUserClass } from '../../domain/detection/classes.ts';
import { averagePrecision, averagePrecisionOverOverlaps } from '../metrics/average-precision.ts';
import type { Picture } from '../metrics/average-precision.ts';
import type { PixelBox } from '../metrics/boxes.ts';
import type { SeenObject } from '../runs/detect-clip.ts';
import type { LabelledStill } from '../runs/labelled-stills.ts';
import { looksLike } from './class-groups.ts';
import { LEAST_VISIBLE, sizeOf, SMALLEST_PX } from './detection.ts';
import type { DetectionScores } from './detection.ts';

/** One picture with what a detector saw in it, both in pixels of the picture as it was drawn. */
export interface JudgedStill {
  readonly still: Pick<LabelledStill, 'scene' | 'light' | 'weather' | 'objects'>;
  readonly seen: readonly SeenObject[];
}

export const STILL_CLASSES = ['car', 'van', 'bus', 'truck', 'motorcycle', 'bicycle', 'pedestrian'] as const;
export type StillClass = (typeof STILL_CLASSES)[number];

/** Sizes by the root of the area in pixels. */
export const SIZES = { small: [SMALLEST_PX, 24], medium: [24, 64], large: [64, Infinity] } as const;

interface Question {
  /** Null: any class is right. */
  readonly kind: RoadUserClass | null;
  readonly sizes?: readonly [least: number, below: number];
}

/** How well a detector finds one class, or all taken as one. */
export function stillScores(judged: readonly JudgedStill[], { kind, sizes = [SMALLEST_PX, Infinity] }: Question) {
  const pictures = judged.map((one) => pictureOf(one, kind, sizes));
  const { averagePrecision: ap50, recall, trueBoxes } = averagePrecision(pictures, 0.5);
  const scores: DetectionScores = { ap50, recall, trueBoxes, ap50To95: averagePrecisionOverOverlaps(pictures) };
  return scores;
}

function pictureOf(
  { still, seen }: JudgedStill,
  kind: RoadUserClass | null,
  [least, below]: readonly [number, number],
) {
  const truth = still.objects.flatMap(({ class: own, box, visibleShare }) => {
    if (own === 'debris') return [];
    const looks = looksLike(own);
    if (kind !== null && looks !== null && looks !== kind) return [];
    const size = sizeOf(box);
    const isAskedFor =
      visibleShare >= LEAST_VISIBLE && size >= least && size < below && (kind === null || looks === kind);
    return [{ box, ignored: !isAskedFor }];
  });
  const found = seen.filter((one) => (kind === null || one.class === kind) && fits(one.box, least, below));
  return { truth, found } satisfies Picture;
}

/** A box that is a little off may fall out of its size: between half of the least and twice the most it can be wrong. */
function fits(box: PixelBox, least: number, below: number): boolean {
  const size = sizeOf(box);
  return size >= least / 2 && size < below * 2;
}
