/** The specification's own words for the states of a zone, written down once more and sharing nothing with the product. */
const ORDER = ['normal', 'warning', 'heavy', 'jam'] as const;
const UP = [0.3, 0.6, 0.8];
const DOWN = [0.2, 0.5, 0.7];
const WEIGHTS = [1, 0.7, 0.49, 0.343, 0.2401, 0.16807, 0.117649, 0.0823543, 0.05764801, 0.040353607];
/** A density each fourth frame at thirty frames a second. */
const SAMPLE_SECONDS = 4 / 30;

/** The true state of a zone, from the true density on every picture. */
export function createTrueState(): (density: number, seconds: number) => string {
  let at = 0;
  let newest: readonly number[] = [];
  let sampled = -Infinity;
  return (density, seconds) => {
    if (seconds - sampled >= SAMPLE_SECONDS - 0.005) {
      sampled = seconds;
      newest = [density, ...newest].slice(0, WEIGHTS.length);
      const weighed = newest.reduce((sum, value, age) => sum + value * (WEIGHTS[age] ?? 0), 0);
      const smooth = weighed / WEIGHTS.slice(0, newest.length).reduce((sum, weight) => sum + weight, 0);
      if (smooth > (UP[at] ?? Infinity)) at += 1;
      else if (smooth < (DOWN[at - 1] ?? -Infinity)) at -= 1;
    }
    return ORDER[at] ?? 'normal';
  };
}
