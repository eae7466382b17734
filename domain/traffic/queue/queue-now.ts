import type { RoadUserClass } from '../../detection/classes.ts';
import type { QueueNow } from './approach-memory.ts';
import type { ApproachVehicle } from './approach-vehicle.ts';
import type { PreparedApproach } from './prepared-approach.ts';
import { laneQueue } from './queue-row.ts';
import type { QueueSettings } from './settings.ts';

/** Who moves and is not seen for longer is not there any more, as far as the queue goes. */
const MOVING_HELD_US = 1_000_000;

/** The queue of an approach out of the vehicles on it, lane by lane. */
export function queueNow(
  vehicles: readonly ApproachVehicle[],
  { plan, plane }: Pick<PreparedApproach, 'plan' | 'plane'>,
  settings: QueueSettings,
  nowUs: number,
): QueueNow {
  const heldUs = settings.heldSeconds * 1e6;
  const there = vehicles.filter(({ queued, lastUs }) => nowUs - lastUs <= (queued ? heldUs : MOVING_HELD_US));
  const lanes = Array.from({ length: plan.lanes }, (_, lane) => laneQueue(lane, there, plane.farEnd, settings));
  const queued = lanes.flatMap((lane) => lane.queued);
  const byClass: Partial<Record<RoadUserClass, number>> = {};
  for (const { className } of queued) byClass[className] = (byClass[className] ?? 0) + 1;
  return {
    vehicles: queued.length,
    byClass,
    standingFromLine: lanes.reduce((sum, lane) => sum + lane.standingFromLine, 0),
    metres: plane.metres === 'measured' ? Math.max(0, ...lanes.map(({ backMetres }) => backMetres)) : null,
    spillsBack: lanes.some(({ toFarEndMetres }) => toFarEndMetres <= settings.spillbackMetres),
    backs: lanes.map(({ back }) => back),
  };
}
