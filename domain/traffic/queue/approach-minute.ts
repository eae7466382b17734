import type { RoadUserClass } from '../../detection/classes.ts';
import type { MetresState } from './approach-plane.ts';

/** What one approach did in one minute of universal time, as far as it was watched. */
export interface ApproachMinute {
  readonly zoneVersionId: string;
  readonly lineVersionId: string;
  readonly startUtcUs: number;
  watchedUs: number;
  /** Vehicles in the queue times microseconds: by the time watched it is the mean queue. */
  queueUs: number;
  queueUsByClass: Partial<Record<RoadUserClass, number>>;
  maxVehicles: number;
  /** The queue when it was longest for the first time, by class. */
  maxByClass: Partial<Record<RoadUserClass, number>>;
  /** The furthest back of the queue; null where metres are not measured. */
  maxMetres: number | null;
  metres: MetresState;
  arrivals: number;
  departures: number;
  /** Vehicles that came to stand in the queue, and those who left it over the stop line. */
  joined: number;
  discharged: number;
  /** Over the vehicles that left and whose delay could be measured. */
  delayUs: number;
  delayed: number;
  saturationUs: number;
  saturationHeadways: number;
  spillbackUs: number;
}

/** A minute in which nothing has happened yet. */
export function emptyMinute(
  of: Pick<ApproachMinute, 'zoneVersionId' | 'lineVersionId' | 'startUtcUs' | 'metres'>,
): ApproachMinute {
  return {
    ...of,
    watchedUs: 0,
    queueUs: 0,
    queueUsByClass: {},
    maxVehicles: 0,
    maxByClass: {},
    maxMetres: of.metres === 'measured' ? 0 : null,
    ...{ arrivals: 0, departures: 0, joined: 0, discharged: 0 },
    ...{ delayUs: 0, delayed: 0, saturationUs: 0, saturationHeadways: 0, spillbackUs: 0 },
  };
}

/** Whether there is anything in a minute that somebody would miss. */
export function isWorthTelling({ watchedUs, arrivals, departures }: ApproachMinute): boolean {
  return watchedUs > 0 || arrivals > 0 || departures > 0;
}
