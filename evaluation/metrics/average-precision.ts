import { insideShare, overlap } from './boxes.ts';
import type { PixelBox } from './boxes.ts';

/**
 * Average precision as COCO defines it: found boxes in order of their score, each to the best true box that is still
 * free; precision made monotonous and read at 101 steps of recall.
 */

export interface TrueBox {
  readonly box: PixelBox;
  /** Too small or too hidden to be asked for: finding it is no merit and no fault, and it may swallow several boxes. */
  readonly ignored: boolean;
}

export interface FoundBox {
  readonly box: PixelBox;
  readonly score: number;
}

/** What is there and what was found in one picture, of one class. */
export interface Picture {
  readonly truth: readonly TrueBox[];
  readonly found: readonly FoundBox[];
}

export interface Precision {
  /** Null where there is nothing to find: that is no zero. */
  readonly averagePrecision: number | null;
  /** The greatest share of the true boxes that any score finds. */
  readonly recall: number | null;
  readonly trueBoxes: number;
}

const RECALL_STEPS = 101;
/** Beyond this many per picture COCO does not look; roads hold more than its 100. */
const MOST_PER_PICTURE = 300;

export function averagePrecision(pictures: readonly Picture[], minOverlap: number): Precision {
  const verdicts = pictures.flatMap((picture) => judgePicture(picture, minOverlap));
  const trueBoxes = pictures.reduce((sum, { truth }) => sum + truth.filter(({ ignored }) => !ignored).length, 0);
  if (trueBoxes === 0) return { averagePrecision: null, recall: null, trueBoxes };
  verdicts.sort((a, b) => b.score - a.score);
  const curve = precisionCurve(verdicts, trueBoxes);
  return { averagePrecision: areaUnder(curve), recall: curve.at(-1)?.recall ?? 0, trueBoxes };
}

/** The mean over overlaps from 0.50 to 0.95 in steps of 0.05. */
export function averagePrecisionOverOverlaps(pictures: readonly Picture[]): number | null {
  const each = Array.from({ length: 10 }, (_, at) => averagePrecision(pictures, 0.5 + at * 0.05).averagePrecision);
  const known = each.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

interface Verdict {
  readonly score: number;
  readonly right: boolean;
}

function judgePicture({ truth, found }: Picture, minOverlap: number): Verdict[] {
  const wanted = truth.filter(({ ignored }) => !ignored);
  const ignored = truth.filter((one) => one.ignored);
  const taken = new Set<number>();
  const best = [...found].sort((a, b) => b.score - a.score).slice(0, MOST_PER_PICTURE);
  return best.flatMap(({ box, score }): Verdict[] => {
    const at = bestFree(box, wanted, taken, minOverlap);
    if (at >= 0) {
      taken.add(at);
      return [{ score, right: true }];
    }
    return ignored.some((one) => insideShare(box, one.box) >= minOverlap) ? [] : [{ score, right: false }];
  });
}

function bestFree(box: PixelBox, truth: readonly TrueBox[], taken: ReadonlySet<number>, minOverlap: number): number {
  let best = -1;
  // As in the reference: a hair below the limit still counts, and of equals the later one is taken.
  let most = Math.min(minOverlap, 1 - 1e-10);
  for (const [at, one] of truth.entries()) {
    if (taken.has(at)) continue;
    const shared = overlap(box, one.box);
    if (shared < most) continue;
    most = shared;
    best = at;
  }
  return best;
}

interface CurvePoint {
  readonly recall: number;
  readonly precision: number;
}

function precisionCurve(verdicts: readonly Verdict[], trueBoxes: number): CurvePoint[] {
  let right = 0;
  const curve = verdicts.map((verdict, at) => {
    if (verdict.right) right += 1;
    return { recall: right / trueBoxes, precision: right / (at + 1) };
  });
  let most = 0;
  return curve
    .reverse()
    .map(({ recall, precision }) => {
      most = Math.max(most, precision);
      return { recall, precision: most };
    })
    .reverse();
}

function areaUnder(curve: readonly CurvePoint[]): number {
  let sum = 0;
  let at = 0;
  for (let step = 0; step < RECALL_STEPS; step += 1) {
    const recall = step / (RECALL_STEPS - 1);
    while (at < curve.length && (curve[at]?.recall ?? 1) < recall) at += 1;
    sum += curve[at]?.precision ?? 0;
  }
  return sum / RECALL_STEPS;
}
