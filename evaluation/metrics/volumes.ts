/** What was counted against what was there, per movement or line, for one interval of an hour or scaled to it. */
export interface VolumePair {
  readonly counted: number;
  readonly truth: number;
}

export interface VolumeScores {
  /** Mean absolute error in vehicles. */
  readonly mae: number;
  /** Sum of absolute errors over the sum of true volumes; null without any traffic. */
  readonly wape: number | null;
  /** Share of the pairs with a GEH under 5, the usual demand on traffic models and counts. */
  readonly gehUnder5: number;
  readonly worstGeh: number;
}

/** The statistic of Geoffrey E. Havers: a difference of hourly volumes, between absolute and relative. */
export function geh({ counted, truth }: VolumePair): number {
  const sum = counted + truth;
  return sum === 0 ? 0 : Math.sqrt((2 * (counted - truth) ** 2) / sum);
}

export function volumeScores(pairs: readonly VolumePair[]): VolumeScores | null {
  if (pairs.length === 0) return null;
  const errors = pairs.map(({ counted, truth }) => Math.abs(counted - truth));
  const all = pairs.reduce((sum, { truth }) => sum + truth, 0);
  const error = errors.reduce((sum, one) => sum + one, 0);
  const each = pairs.map(geh);
  return {
    mae: error / pairs.length,
    wape: all === 0 ? null : error / all,
    gehUnder5: each.filter((one) => one < 5).length / each.length,
    worstGeh: Math.max(...each),
  };
}
