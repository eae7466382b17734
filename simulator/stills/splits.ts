/**
 * Which places, seeds and cameras serve for what. Nothing that a detector is trained or tuned on is ever measured on, and two
 * kinds of places, and cameras that hang higher or see wider than any other, are kept for the last test alone.
 */
export interface Split {
  readonly scenes: readonly string[];
  readonly seeds: readonly [first: number, last: number];
  /** Metres above the ground. */
  readonly heights: readonly [low: number, high: number];
  /** Degrees from the top of the picture to its bottom. */
  readonly views: readonly [narrow: number, wide: number];
}

const FAMILIAR = ['junction', 'arterial', 'motorway', 'mixed-street'];
const USUAL_HEIGHTS = [4.5, 14] as const;
const USUAL_VIEWS = [16, 52] as const;

export const SPLITS = {
  training: { scenes: FAMILIAR, seeds: [0, 99_999], heights: USUAL_HEIGHTS, views: USUAL_VIEWS },
  /** To choose between recipes and to set thresholds. */
  validation: { scenes: FAMILIAR, seeds: [100_000, 149_999], heights: USUAL_HEIGHTS, views: USUAL_VIEWS },
  /** To set the tracker and the counting. */
  tuning: { scenes: FAMILIAR, seeds: [150_000, 199_999], heights: USUAL_HEIGHTS, views: USUAL_VIEWS },
  /** Looked at when all is decided. */
  final: {
    scenes: [...FAMILIAR, 'roundabout', 'bridge'],
    seeds: [200_000, 299_999],
    heights: [4.5, 22],
    views: [14, 62],
  },
} as const satisfies Readonly<Record<string, Split>>;

export type SplitName = keyof typeof SPLITS;

export const SPLIT_NAMES = Object.keys(SPLITS) as readonly SplitName[];
