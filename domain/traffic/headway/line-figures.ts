import type { Headway, Passage } from './headways.ts';
import { distribution, summary } from './percentiles.ts';
import type { Summary } from './percentiles.ts';
import { spotSpeeds } from './spot-speeds.ts';
import type { SpotSpeeds } from './spot-speeds.ts';

/** Lower edges of the classes that headways and gaps are sorted into. */
export const HEADWAY_EDGES = [0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 60] as const;
export const GAP_METRE_EDGES = [0, 5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200] as const;
/** In kilometres an hour. */
export const SPEED_EDGES = Array.from({ length: 16 }, (_, at) => at * 10);
const KMH = 3.6;

/** What passages of one line in one direction say of speeds and distances. What was not measured is null. */
export interface LineFigures {
  readonly vehicles: number;
  readonly speeds: SpotSpeeds | null;
  readonly headways: Summary | null;
  readonly gaps: Summary | null;
  readonly metres: Summary | null;
  readonly gapMetres: Summary | null;
}

/** The same sorted into classes, for charts. */
export interface LineDistributions {
  readonly speedsKmh: readonly { readonly from: number; readonly count: number }[];
  readonly headways: readonly { readonly from: number; readonly count: number }[];
  readonly gapMetres: readonly { readonly from: number; readonly count: number }[];
}

/** The figures of a stretch of time. */
export function lineFigures(passages: readonly Passage[], headways: readonly Headway[]): LineFigures {
  return {
    vehicles: passages.length,
    speeds: spotSpeeds(speedsOf(passages)),
    headways: summary(headways.map(({ seconds }) => seconds)),
    gaps: summary(known(headways.map(({ gapSeconds }) => gapSeconds))),
    metres: summary(known(headways.map(({ metres }) => metres))),
    gapMetres: summary(known(headways.map(({ gapMetres }) => gapMetres))),
  };
}

/** The distributions of a stretch of time. */
export function lineDistributions(passages: readonly Passage[], headways: readonly Headway[]): LineDistributions {
  return {
    speedsKmh: distribution(
      speedsOf(passages).map((speed) => speed * KMH),
      SPEED_EDGES,
    ),
    headways: distribution(
      headways.map(({ seconds }) => seconds),
      HEADWAY_EDGES,
    ),
    gapMetres: distribution(known(headways.map(({ gapMetres }) => gapMetres)), GAP_METRE_EDGES),
  };
}

function speedsOf(passages: readonly Passage[]): number[] {
  return known(passages.map(({ metresPerSecond }) => metresPerSecond));
}

function known(values: readonly (number | null)[]): number[] {
  return values.flatMap((value) => (value === null ? [] : [value]));
}
