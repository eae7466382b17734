/**
 * The mean of the newest values, each weighing `decay` times the next newer one: Σ decay^age · value / Σ decay^age, the newest
 * of age 0. Without values it is 0.
 */
export function smoothed(oldestFirst: readonly number[], decay: number): number {
  let weight = 1;
  let sum = 0;
  let weights = 0;
  for (let at = oldestFirst.length - 1; at >= 0; at -= 1) {
    sum += weight * (oldestFirst[at] ?? 0);
    weights += weight;
    weight *= decay;
  }
  return weights === 0 ? 0 : sum / weights;
}

/** Adds a value and drops the oldest ones beyond `most`. */
export function remember(oldestFirst: number[], value: number, most: number): void {
  oldestFirst.push(value);
  if (oldestFirst.length > most) oldestFirst.splice(0, oldestFirst.length - most);
}
