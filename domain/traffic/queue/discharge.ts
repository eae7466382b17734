/** The vehicles that leave a lane one after another out of its queue. Plain data, changed in place. */
export interface Discharge {
  /** Vehicles so far; 0 while the lane waits. */
  count: number;
  lastUs: number;
}

/** One headway at saturation. */
export type SaturationHeadway = number | null;

/** Highway Capacity Manual: the first four vehicles react and gather speed, from the fifth on the lane flows at saturation. */
export const START_UP_VEHICLES = 4;
/** After a longer pause, in microseconds, the next vehicle begins another green. */
export const LONGEST_HEADWAY_US = 6_000_000;

/** A lane out of which nobody has come yet. */
export function newDischarge(): Discharge {
  return { count: 0, lastUs: 0 };
}

/**
 * Takes the next passage of the stop line of a lane and gives the headway in microseconds, if it is one of saturation.
 * A vehicle that did not stand in the queue ends the row: from there on the lane is not saturated.
 */
export function stepDischarge(discharge: Discharge, hasQueued: boolean, nowUs: number): SaturationHeadway {
  const headway = nowUs - discharge.lastUs;
  if (!hasQueued) {
    discharge.count = 0;
    return null;
  }
  const goesOn = discharge.count > 0 && headway > 0 && headway <= LONGEST_HEADWAY_US;
  discharge.count = goesOn ? discharge.count + 1 : 1;
  discharge.lastUs = nowUs;
  return goesOn && discharge.count > START_UP_VEHICLES ? headway : null;
}

/** Vehicles an hour and lane of green at a mean headway in seconds. */
export function saturationFlow(meanHeadwaySeconds: number): number {
  return 3600 / meanHeadwaySeconds;
}
