import { bestPairs } from './best-pairs.ts';

/** Whoever crossed a line, in truth or as counted. Two may be the same only where `where` (line, direction, class) is. */
export interface Crossed {
  readonly where: string;
  readonly seconds: number;
}

export interface CrossingScores {
  readonly matched: number;
  readonly missed: number;
  readonly invented: number;
  /** Null where nothing crossed and nothing was counted: that is neither good nor bad. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Counted against true, as a share of the true ones: plus and minus may cancel, which is why it does not stand alone. */
  readonly totalError: number | null;
}

/** Each true crossing to one counted crossing at most, no further apart in time than `withinSeconds`, nearest first. */
export function crossingScores(
  truth: readonly Crossed[],
  counted: readonly Crossed[],
  withinSeconds: number,
): CrossingScores {
  const places = new Set([...truth, ...counted].map(({ where }) => where));
  let matched = 0;
  for (const place of places) {
    const [a, b] = [truth, counted].map((list) => list.filter(({ where }) => where === place));
    matched += pairsInTime(a ?? [], b ?? [], withinSeconds);
  }
  const [missed, invented] = [truth.length - matched, counted.length - matched];
  return {
    ...{ matched, missed, invented },
    precision: counted.length === 0 ? null : matched / counted.length,
    recall: truth.length === 0 ? null : matched / truth.length,
    f1: truth.length + counted.length === 0 ? null : (2 * matched) / (truth.length + counted.length),
    totalError: truth.length === 0 ? null : (counted.length - truth.length) / truth.length,
  };
}

/** As many pairs as possible come first, small differences second. */
function pairsInTime(truth: readonly Crossed[], counted: readonly Crossed[], withinSeconds: number): number {
  return bestPairs(truth.length, counted.length, (row, column) => {
    const apart = Math.abs((truth[row]?.seconds ?? 0) - (counted[column]?.seconds ?? 0));
    // One more pair is worth more than any saving of time among the others.
    return apart > withinSeconds ? 0 : (truth.length + 1) * 2 - apart / Math.max(withinSeconds, 1e-9);
  }).length;
}
