/**
 * The value below which a share of the values lies, with straight lines between neighbours: position (n - 1) · share in
 * the sorted list. Null without values.
 */
export function percentile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * Math.min(1, Math.max(0, share));
  const below = Math.floor(position);
  const [low, high] = [sorted[below] ?? 0, sorted[Math.min(sorted.length - 1, below + 1)] ?? 0];
  return low + (high - low) * (position - below);
}

/** The arithmetic mean; null without values. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The values in order. */
export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/** How many values lie in each class; `edges` ascend, and the last class has no upper edge. */
export function distribution(values: readonly number[], edges: readonly number[]): { from: number; count: number }[] {
  const counts = edges.map((from) => ({ from, count: 0 }));
  for (const value of values) {
    const found = counts.findLast(({ from }) => value >= from);
    if (found !== undefined) found.count += 1;
  }
  return counts;
}

/** Mean, median and the percentiles that traffic engineers ask for. */
export interface Summary {
  readonly count: number;
  readonly mean: number;
  readonly p15: number;
  readonly median: number;
  readonly p85: number;
}

/** The summary of values; null without any. */
export function summary(values: readonly number[]): Summary | null {
  const inOrder = sorted(values);
  const [average, p15, median, p85] = [
    mean(inOrder),
    percentile(inOrder, 0.15),
    percentile(inOrder, 0.5),
    percentile(inOrder, 0.85),
  ];
  if (average === null || p15 === null || median === null || p85 === null) return null;
  return { count: inOrder.length, mean: average, p15, median, p85 };
}
