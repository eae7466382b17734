import type { RoadUserClass } from '../../detection/classes.ts';
import type { ApproachMinute } from './approach-minute.ts';
import type { ApproachVehicle } from './approach-vehicle.ts';
import type { Discharge } from './discharge.ts';

/** The queue of an approach at the last frame. */
export interface QueueNow {
  readonly vehicles: number;
  readonly byClass: Partial<Record<RoadUserClass, number>>;
  readonly standingFromLine: number;
  /** The furthest back of all lanes; null where metres are not measured. */
  readonly metres: number | null;
  readonly spillsBack: boolean;
  /** By lane: where its queue ends, in units of the plane; 0 without one. */
  readonly backs: readonly number[];
}

/** Delays of vehicles that left in one minute, for the mean over the last quarter of an hour. */
export interface DelayShare {
  readonly startUtcUs: number;
  seconds: number;
  vehicles: number;
}

/** What is remembered of one approach. Plain data, changed in place. */
export interface ApproachMemory {
  readonly zoneVersionId: string;
  readonly lineVersionId: string;
  vehicles: ApproachVehicle[];
  readonly discharges: Discharge[];
  minute: ApproachMinute | null;
  now: QueueNow;
  delays: DelayShare[];
}

/** What is remembered of all approaches of a session. */
export interface QueueMemory {
  version: 1;
  lastUs: number | null;
  lastUtcUs: number;
  approaches: ApproachMemory[];
  /** Minutes of approaches that were drawn anew, to be told with the next frame. */
  told: ApproachMinute[];
}

export const NO_QUEUE: QueueNow = {
  vehicles: 0,
  byClass: {},
  standingFromLine: 0,
  metres: null,
  spillsBack: false,
  backs: [],
};

/** Before the first frame. */
export function createQueueMemory(): QueueMemory {
  return { version: 1, lastUs: null, lastUtcUs: 0, approaches: [], told: [] };
}

/** An approach that was just drawn. */
export function newApproachMemory(zoneVersionId: string, lineVersionId: string): ApproachMemory {
  return { zoneVersionId, lineVersionId, vehicles: [], discharges: [], minute: null, now: NO_QUEUE, delays: [] };
}

/** The mean delay of the vehicles of the last quarter of an hour; null while there is none. */
export function meanDelaySeconds({ delays }: Pick<ApproachMemory, 'delays'>): number | null {
  const vehicles = delays.reduce((sum, share) => sum + share.vehicles, 0);
  if (vehicles === 0) return null;
  return Math.max(0, delays.reduce((sum, share) => sum + share.seconds, 0) / vehicles);
}
