/** What the lengths of cars say of a calibration: they are known, and a camera that was moved shows them longer or shorter. */
export interface LengthCheck {
  readonly cars: number;
  readonly medianMetres: number | null;
  /** Two standard deviations of the median. */
  readonly plusMinus: number | null;
  readonly expectedMetres: number;
  readonly offPercent: number | null;
  readonly verdict: 'too-few' | 'agrees' | 'drifted';
}

/** The median of fewer says too little. */
export const LEAST_CARS = 30;
/** Cars whose lengths are looked at: the newest, so that a camera that was moved today is noticed today. */
export const NEWEST_CARS = 200;
const MOST_OFF_PERCENT = 10;

/** Holds the lengths of cars against what cars are long. It warns where they are off by more than the bound and their ±. */
export function checkLengths(lengths: readonly number[], expectedMetres: number): LengthCheck {
  const cars = lengths.length;
  if (cars < LEAST_CARS) {
    return { cars, medianMetres: null, plusMinus: null, expectedMetres, offPercent: null, verdict: 'too-few' };
  }
  const medianMetres = middle(lengths);
  // Of normal errors the median's standard deviation is 1.253 σ / √n, and σ is 1.4826 times the middle distance.
  const sigma = 1.4826 * middle(lengths.map((length) => Math.abs(length - medianMetres)));
  const plusMinus = (2 * 1.253 * sigma) / Math.sqrt(cars);
  const offPercent = (100 * (medianMetres - expectedMetres)) / expectedMetres;
  const bound = (MOST_OFF_PERCENT / 100) * expectedMetres + plusMinus;
  const verdict = Math.abs(medianMetres - expectedMetres) > bound ? 'drifted' : 'agrees';
  return { cars, medianMetres, plusMinus, expectedMetres, offPercent, verdict };
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2;
}
