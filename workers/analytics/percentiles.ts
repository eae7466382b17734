/** The newest values of something that is measured, for its median and its 95th percentile. */
export interface Percentiles {
  add(value: number): void;
  at(share: number): number;
}

/** Keeps the last `size` values. */
export function createPercentiles(size = 256): Percentiles {
  const values = new Float64Array(size);
  let count = 0;
  return {
    add(value) {
      values[count % size] = value;
      count += 1;
    },
    at(share) {
      const known = Math.min(count, size);
      if (known === 0) return 0;
      const sorted = values.slice(0, known).sort();
      return sorted[Math.min(known - 1, Math.floor(share * known))] ?? 0;
    },
  };
}
