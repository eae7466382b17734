/** How speeds are measured and when they are believed. */
export interface SpeedSettings {
  /** Seconds of source time that a speed is measured over. */
  readonly windowSeconds: number;
  /** A speed whose ± is over both of these bounds is refused. */
  readonly mostUncertainKmh: number;
  readonly mostUncertainShare: number;
  /** So many times the greatest usual speed of its class is implausible. */
  readonly implausibleFactor: number;
  /** How far a detector's box wanders around a vehicle, as a share of its extent (standard deviation). */
  readonly boxNoiseShare: number;
}

export const DEFAULT_SPEED_SETTINGS: SpeedSettings = {
  windowSeconds: 1,
  mostUncertainKmh: 5,
  mostUncertainShare: 0.15,
  implausibleFactor: 1.5,
  boxNoiseShare: 0.02,
};

export const KMH_PER_METRE_PER_SECOND = 3.6;
