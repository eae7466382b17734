import { fromMiddle, straightened } from './lens.ts';
import { robustFit } from './robust-fit.ts';
import type { RobustFit } from './robust-fit.ts';
import type { CalibrationDraft } from './types.ts';

/** A homography together with the bend of the lens that it was found for. */
export interface LensFit {
  readonly fit: RobustFit;
  readonly k1: number;
}

/** Lenses of traffic cameras bend less: per squared picture height. */
export const MOST_BENT = 0.3;
const COARSE = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The homography under the lens that was given, or under the one that leaves the least error. */
export function fitWithLens(draft: CalibrationDraft): LensFit | null {
  if (draft.lens !== 'find') return under(draft, draft.lens);
  const tried = Array.from({ length: COARSE + 1 }, (_, at) => -MOST_BENT + (2 * MOST_BENT * at) / COARSE);
  const fits = tried.flatMap((k1) => under(draft, k1) ?? []);
  const best = fits.reduce<LensFit | null>((least, one) => (costOf(one) < costOf(least) ? one : least), null);
  if (best === null) return null;
  const step = (2 * MOST_BENT) / COARSE;
  return narrowed(draft, Math.max(-MOST_BENT, best.k1 - step), Math.min(MOST_BENT, best.k1 + step)) ?? best;
}

/** Golden section: the error has one least value between the two. */
function narrowed(draft: CalibrationDraft, from: number, to: number): LensFit | null {
  let [low, high] = [from, to];
  let [a, b] = [under(draft, high - GOLDEN * (high - low)), under(draft, low + GOLDEN * (high - low))];
  while (high - low > 1e-5) {
    if (costOf(a) < costOf(b)) {
      high = b?.k1 ?? high - GOLDEN * (high - low) * 0.5;
      [a, b] = [under(draft, high - GOLDEN * (high - low)), a];
    } else {
      low = a?.k1 ?? low + GOLDEN * (high - low) * 0.5;
      [a, b] = [b, under(draft, low + GOLDEN * (high - low))];
    }
  }
  return costOf(a) < costOf(b) ? a : b;
}

function costOf(fit: LensFit | null): number {
  return fit?.fit.cost ?? Number.POSITIVE_INFINITY;
}

function under({ points, picture }: CalibrationDraft, k1: number): LensFit | null {
  const aspect = picture.width / picture.height;
  const straight = points.map((point) => straightened(k1, fromMiddle(point.picture, aspect)));
  if (straight.some(({ x, y }) => Number.isNaN(x + y))) return null;
  const fit = robustFit(points, straight);
  return fit === null ? null : { fit, k1 };
}
