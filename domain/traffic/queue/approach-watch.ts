import { pointInPolygon } from '../../geometry/polygon.ts';
import type { TrackCrossing } from '../../counting/track-counter.ts';
import type { RoadUserClass } from '../../detection/classes.ts';
import { referencePoint } from '../../tracking/quant-box.ts';
import type { PathPoint, TrackerStep } from '../../tracking/track-facts.ts';
import type { ApproachPlan } from './approach.ts';
import { newApproachMemory } from './approach-memory.ts';
import type { ApproachMemory, QueueMemory } from './approach-memory.ts';
import type { ApproachMinute } from './approach-minute.ts';
import { isWorthTelling } from './approach-minute.ts';
import { moveVehicle, newVehicle } from './approach-vehicle.ts';
import type { ApproachVehicle } from './approach-vehicle.ts';
import { controlDelay } from './control-delay.ts';
import { newDischarge, stepDischarge } from './discharge.ts';
import type { Discharge } from './discharge.ts';
import { noteDelay, noteLongest, passTime } from './minute-clock.ts';
import type { PreparedApproach } from './prepared-approach.ts';
import { queueNow } from './queue-now.ts';
import type { QueueSettings } from './settings.ts';

/** One frame, as the tracker and the counter left it. */
export interface QueueFrame {
  readonly mediaUs: number;
  readonly utcUs: number;
  readonly step: TrackerStep;
  readonly crossings: readonly Pick<TrackCrossing, 'track' | 'lineVersionId' | 'mediaUs'>[];
}

/** Gives every approach its memory; what was drawn anew begins anew, and its minute so far is told with the next frame. */
export function keepApproaches(memory: QueueMemory, approaches: readonly PreparedApproach[]): void {
  const kept = approaches.map(({ zoneVersionId, lineVersionId }) => {
    const known = memory.approaches.find(
      (one) => one.zoneVersionId === zoneVersionId && one.lineVersionId === lineVersionId,
    );
    return known ?? newApproachMemory(zoneVersionId, lineVersionId);
  });
  for (const gone of memory.approaches.filter((one) => !kept.includes(one))) memory.told.push(...openMinute(gone));
  memory.approaches = kept;
}

/** Takes a frame and gives the minutes that are over. */
export function stepQueues(
  memory: QueueMemory,
  approaches: readonly PreparedApproach[],
  settings: QueueSettings,
  frame: QueueFrame,
): ApproachMinute[] {
  const told = memory.told;
  memory.told = [];
  const mediaUs = memory.lastUs === null ? 0 : frame.mediaUs - memory.lastUs;
  const span = { fromUtcUs: memory.lastUs === null ? null : memory.lastUtcUs, toUtcUs: frame.utcUs, mediaUs };
  approaches.forEach((approach, at) => {
    const one = memory.approaches[at];
    if (one === undefined) return;
    told.push(...passTime(one, approach.plane.metres, span));
    stepApproach(one, approach, settings, frame);
  });
  memory.lastUs = frame.mediaUs;
  memory.lastUtcUs = frame.utcUs;
  return told;
}

/** The minutes that are still growing: the session is over. */
export function finishQueues(memory: QueueMemory): ApproachMinute[] {
  const told = [...memory.told, ...memory.approaches.flatMap(openMinute)];
  memory.told = [];
  memory.approaches = memory.approaches.map((one) => newApproachMemory(one.zoneVersionId, one.lineVersionId));
  memory.lastUs = null;
  return told;
}

function openMinute({ minute }: ApproachMemory): ApproachMinute[] {
  return minute !== null && isWorthTelling(minute) ? [minute] : [];
}

/** Inside for less is a corner that somebody cuts. */
const COUNTED_AFTER_US = 500_000;
/** Who has left the area and did not pass the stop line by then has gone elsewhere. */
const LEFT_AFTER_US = 4_000_000;

function stepApproach(
  memory: ApproachMemory,
  approach: PreparedApproach,
  settings: QueueSettings,
  { mediaUs, step, crossings }: QueueFrame,
): void {
  for (const { track, classSoFar, earlier } of step.confirmedNow)
    for (const point of earlier) see(memory, approach, settings, track, classSoFar, point);
  for (const point of step.observed)
    if (point.confirmed) see(memory, approach, settings, point.track, point.classSoFar, point);
  const { minute } = memory;
  if (minute === null) return;
  for (const crossing of crossings)
    if (crossing.lineVersionId === approach.lineVersionId) depart(memory, approach, settings, crossing, mediaUs);
  const ended = new Set(step.ended.map(({ track }) => track));
  memory.vehicles = memory.vehicles.filter((vehicle) => !ended.has(vehicle.track) && !hasLeft(vehicle, mediaUs));
  for (const vehicle of memory.vehicles) {
    if (vehicle.counted || vehicle.lastUs - vehicle.enteredUs < COUNTED_AFTER_US) continue;
    vehicle.counted = true;
    minute.arrivals += 1;
  }
  memory.now = queueNow(memory.vehicles, approach, settings, mediaUs);
  noteLongest(memory, minute);
}

/** Who was lost inside stays there until its track ends: the tracker waits longest for whoever stands. */
function hasLeft({ lastUs, insideUs }: ApproachVehicle, nowUs: number): boolean {
  return lastUs !== insideUs && nowUs - insideUs > LEFT_AFTER_US;
}

function see(
  memory: ApproachMemory,
  { outline, reference, plane }: PreparedApproach,
  settings: QueueSettings,
  track: number,
  className: RoadUserClass,
  point: PathPoint,
): void {
  if (className === 'pedestrian') return;
  const seen = referencePoint(point.box, reference);
  const inside = pointInPolygon(outline, seen);
  const known = memory.vehicles.find((one) => one.track === track);
  if (known === undefined && !inside) return;
  const placed = plane.place(point.box, className);
  if (known === undefined) {
    memory.vehicles.push(newVehicle(track, className, placed, point.mediaUs, plane.farEnd));
    return;
  }
  const hadQueued = known.hasQueued;
  moveVehicle(known, className, placed, point.mediaUs, settings);
  if (inside) known.insideUs = point.mediaUs;
  if (!hadQueued && known.hasQueued && memory.minute !== null) memory.minute.joined += 1;
}

function depart(
  memory: ApproachMemory,
  approach: PreparedApproach,
  settings: QueueSettings,
  crossing: Pick<TrackCrossing, 'track' | 'mediaUs'>,
  nowUs: number,
): void {
  const { minute } = memory;
  const vehicle = memory.vehicles.find(({ track }) => track === crossing.track);
  // Who comes the other way over the line has not been on the approach yet, or drives away from the line.
  if (minute === null || vehicle === undefined || (vehicle.speed ?? 0) < 0) return;
  memory.vehicles = memory.vehicles.filter((one) => one !== vehicle);
  if (!vehicle.counted) minute.arrivals += 1;
  minute.departures += 1;
  if (vehicle.hasQueued) minute.discharged += 1;
  const headway = stepDischarge(dischargeOf(memory, vehicle.lane), vehicle.hasQueued, crossing.mediaUs);
  if (headway !== null) {
    minute.saturationUs += headway;
    minute.saturationHeadways += 1;
  }
  const delay = delayOf(vehicle, approach, settings, crossing.mediaUs, nowUs);
  if (delay !== null) noteDelay(memory, minute, delay);
}

function dischargeOf({ discharges }: ApproachMemory, lane: number): Discharge {
  while (discharges.length <= lane) discharges.push(newDischarge());
  return discharges[lane] ?? newDischarge();
}

/** How near to the far end somebody has to come in where only the length of the whole area is known, in metres. */
const AT_FAR_END = 15;

/** Null where the way was not measured, or where the vehicle stood already when it was first seen: since when, nobody knows. */
function delayOf(
  vehicle: ApproachVehicle,
  { plan, plane }: PreparedApproach,
  settings: QueueSettings,
  crossedUs: number,
  nowUs: number,
): number | null {
  const { speed, firstSpeed } = vehicle;
  if (firstSpeed === null || Math.abs(firstSpeed) * 3.6 < settings.standsBelowKmh) return null;
  const metres = plane.metres === 'measured' ? measuredWay(vehicle, crossedUs, nowUs) : givenWay(vehicle, plan);
  if (metres === null || metres <= 0) return null;
  const seconds = (crossedUs - vehicle.enteredUs) / 1e6;
  const speedAtLine = plane.metres === 'measured' ? speed : null;
  return controlDelay({ seconds, metres, speedAtLine }, plan.freeSpeedKmh, settings.accelerationMps2);
}

function measuredWay({ enteredAt, at, speed, lastUs }: ApproachVehicle, crossedUs: number, nowUs: number): number {
  const since = (Math.min(lastUs, nowUs) - crossedUs) / 1e6;
  return enteredAt - (at + since * Math.max(0, speed ?? 0));
}

function givenWay({ enteredBeforeEnd }: ApproachVehicle, { lengthMetres }: ApproachPlan): number | null {
  return enteredBeforeEnd <= AT_FAR_END ? lengthMetres : null;
}
