import { bestPairs } from './best-pairs.ts';
import type { Pair } from './best-pairs.ts';

/** Whoever crossed a line, in truth or as counted. Two may be the same only where `where` (line, direction, class) is. */
export interface Crossed {
  readonly where: string;
  readonly seconds: number;
  /** Nobody asks for it: to count it is no merit and no fault, and so it is not to. */
  readonly ignored?: boolean;
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

export interface CrossingTally {
  readonly matched: number;
  readonly missed: number;
  readonly invented: number;
}

/** Each true crossing to one counted crossing at most, no further apart in time than `withinSeconds`, nearest first. */
export function crossingScores(
  truth: readonly Crossed[],
  counted: readonly Crossed[],
  withinSeconds: number,
): CrossingScores {
  const tallies = [...crossingTallies(truth, counted, withinSeconds).values()];
  const sum = (read: (tally: CrossingTally) => number): number => tallies.reduce((all, one) => all + read(one), 0);
  const [matched, missed, invented] = [sum((one) => one.matched), sum((one) => one.missed), sum((one) => one.invented)];
  const [inTruth, inCount] = [matched + missed, matched + invented];
  return {
    ...{ matched, missed, invented },
    precision: inCount === 0 ? null : matched / inCount,
    recall: inTruth === 0 ? null : matched / inTruth,
    f1: inTruth + inCount === 0 ? null : (2 * matched) / (inTruth + inCount),
    totalError: inTruth === 0 ? null : (inCount - inTruth) / inTruth,
  };
}

/** The same, told apart by where. */
export function crossingTallies(
  truth: readonly Crossed[],
  counted: readonly Crossed[],
  withinSeconds: number,
): ReadonlyMap<string, CrossingTally> {
  const places = new Set([...truth, ...counted].map(({ where }) => where));
  return new Map(
    [...places].map((place) => {
      const here = (list: readonly Crossed[]): readonly Crossed[] => list.filter(({ where }) => where === place);
      return [place, tallyOf(here(truth), here(counted), withinSeconds)] as const;
    }),
  );
}

function tallyOf(truth: readonly Crossed[], counted: readonly Crossed[], withinSeconds: number): CrossingTally {
  const pairs = pairsInTime(truth, counted, withinSeconds);
  const matched = pairs.filter(({ row }) => truth[row]?.ignored !== true).length;
  const paired = new Set(pairs.map(({ column }) => column));
  return {
    matched,
    missed: truth.filter(({ ignored }) => ignored !== true).length - matched,
    invented: counted.filter(({ ignored }, at) => ignored !== true && !paired.has(at)).length,
  };
}

/** As many pairs as possible come first, those that are asked for before others, small differences last. */
function pairsInTime(truth: readonly Crossed[], counted: readonly Crossed[], withinSeconds: number): readonly Pair[] {
  return bestPairs(truth.length, counted.length, (row, column) => {
    const apart = Math.abs((truth[row]?.seconds ?? 0) - (counted[column]?.seconds ?? 0));
    if (apart > withinSeconds) return 0;
    // One more pair is worth more than any saving of time among the others, and one asked for more than two that are not.
    const pair = (truth.length + 1) * (truth[row]?.ignored === true ? 2 : 5);
    return pair - apart / Math.max(withinSeconds, 1e-9);
  });
}
