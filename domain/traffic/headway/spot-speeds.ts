import { summary } from './percentiles.ts';
import type { Summary } from './percentiles.ts';

/** Speeds measured at one place. The mean of a summary is the time mean; both means are named and never mixed. */
export interface SpotSpeeds extends Summary {
  /** Harmonic: what vehicles on a stretch drive at one moment, and what flow and density are joined by. */
  readonly spaceMean: number;
  readonly standardDeviation: number;
}

/** A vehicle that hardly rolls over the line would have the harmonic mean for itself. */
const SLOWEST = 0.1;

/** The figures of speeds in metres a second; null without any. */
export function spotSpeeds(speeds: readonly number[]): SpotSpeeds | null {
  const known = summary(speeds);
  if (known === null) return null;
  const slowness = speeds.reduce((sum, speed) => sum + 1 / Math.max(SLOWEST, speed), 0);
  const squares = speeds.reduce((sum, speed) => sum + (speed - known.mean) ** 2, 0);
  const standardDeviation = known.count < 2 ? 0 : Math.sqrt(squares / (known.count - 1));
  return { ...known, spaceMean: known.count / slowness, standardDeviation };
}
