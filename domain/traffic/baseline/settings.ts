/** What counts as normal, and what as a departure from it. */
export interface BaselineSettings {
  /** Normal is what the last so many days had. */
  readonly windowDays: number;
  /** A bin watched for less of its time tells nothing. */
  readonly leastWatched: number;
  /** Whether time that was watched at too few pictures a second counts as watched. */
  readonly countDegraded: boolean;
  /** So many values make a normal; a weekday with fewer takes those of its kind of day. */
  readonly leastValues: number;
  /** How many spreads away from normal a bin departs. */
  readonly departureBound: number;
  /** How many bins in a row must depart before it is called one, and return before it is over. */
  readonly departureQuarters: number;
}

export const DEFAULT_BASELINE: BaselineSettings = {
  windowDays: 56,
  leastWatched: 0.9,
  countDegraded: false,
  leastValues: 3,
  departureBound: 3.5,
  departureQuarters: 2,
};
