import { bestPairs } from '../metrics/best-pairs.ts';
import { boxArea, overlap } from '../metrics/boxes.ts';
import type { PixelBox } from '../metrics/boxes.ts';
import { SMALLEST_PX } from '../judge/detection.ts';
import type { SeenObject } from '../runs/detect-clip.ts';

/**
 * Two detectors on the same pictures, where nobody knows the truth: how much of what the reference is sure of does the
 * other one find, and how much of what it finds does the reference at least suspect? The reference errs too.
 */
export interface Limits {
  /** The examined detector's own threshold. */
  readonly examined: number;
  /** From here on the reference is sure … */
  readonly sure: number;
  /** … and from here on it suspects something. */
  readonly suspected: number;
}

export const SURE = 0.5;
export const SUSPECTED = 0.2;
const SAME = 0.5;

/** One picture, box by box. */
export interface FrameAgreement {
  readonly matched: readonly { readonly examined: SeenObject; readonly reference: SeenObject }[];
  /** The reference is sure and the other one saw nothing. */
  readonly missed: readonly SeenObject[];
  /** The other one saw something that the reference does not even suspect. */
  readonly invented: readonly SeenObject[];
}

export interface Agreement {
  readonly recall: number | null;
  readonly precision: number | null;
  /** Of matched buses and lorries those that were not called a car, and of matched cars those that were not called heavy. */
  readonly heavyTold: number | null;
  readonly carsTold: number | null;
  readonly sureBoxes: number;
  readonly examinedBoxes: number;
}

const HEAVY: readonly string[] = ['bus', 'truck', 'trailer', 'construction_vehicle', 'emergency_vehicle'];

export function compareFrame(
  examined: readonly SeenObject[],
  reference: readonly SeenObject[],
  limits: Limits,
): FrameAgreement {
  const found = examined.filter(({ score, box }) => score >= limits.examined && isLargeEnough(box));
  const suspected = reference.filter(({ score, box }) => score >= limits.suspected && isLargeEnough(box));
  const pairs = bestPairs(suspected.length, found.length, (row, column) => {
    const [a, b] = [suspected[row], found[column]];
    const shared = a === undefined || b === undefined ? 0 : overlap(a.box, b.box);
    // What the reference is sure of goes first: a neighbour that it only suspects must not take its box away.
    return shared < SAME ? 0 : shared + (a !== undefined && a.score >= limits.sure ? 1 : 0);
  });
  const [rows, columns] = [new Set(pairs.map(({ row }) => row)), new Set(pairs.map(({ column }) => column))];
  return {
    matched: pairs.flatMap(({ row, column }) => {
      const [one, other] = [suspected[row], found[column]];
      return one === undefined || other === undefined ? [] : [{ examined: other, reference: one }];
    }),
    missed: suspected.filter(({ score }, row) => score >= limits.sure && !rows.has(row)),
    invented: found.filter((_, column) => !columns.has(column)),
  };
}

export function agreementOf(frames: readonly FrameAgreement[], { sure }: Pick<Limits, 'sure'>): Agreement {
  const matched = frames.flatMap((frame) => frame.matched);
  const missed = frames.reduce((sum, frame) => sum + frame.missed.length, 0);
  const invented = frames.reduce((sum, frame) => sum + frame.invented.length, 0);
  const certain = matched.filter(({ reference }) => reference.score >= sure);
  const isHeavy = ({ class: kind }: SeenObject): boolean => HEAVY.includes(kind);
  const heavy = certain.filter(({ reference }) => isHeavy(reference));
  const cars = certain.filter(({ reference }) => reference.class === 'car');
  return {
    recall: shareOf(certain.length, certain.length + missed),
    precision: shareOf(matched.length, matched.length + invented),
    heavyTold: shareOf(heavy.filter(({ examined }) => isHeavy(examined)).length, heavy.length),
    carsTold: shareOf(cars.filter(({ examined }) => !isHeavy(examined)).length, cars.length),
    sureBoxes: certain.length + missed,
    examinedBoxes: matched.length + invented,
  };
}

function isLargeEnough(box: PixelBox): boolean {
  return Math.sqrt(boxArea(box)) >= SMALLEST_PX;
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
