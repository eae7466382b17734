import type { ApproachVehicle } from './approach-vehicle.ts';
import { isStanding } from './approach-vehicle.ts';
import type { QueueSettings } from './settings.ts';

/** The queue of one lane at one moment. */
export interface LaneQueue {
  readonly lane: number;
  readonly queued: readonly ApproachVehicle[];
  /** Of them, those who stand in one row from the stop line on: with the first that drives off it is none. */
  readonly standingFromLine: number;
  /** The rear of the last one, in metres upstream of the stop line; 0 without a queue. */
  readonly backMetres: number;
  /** The same in units of the plane. */
  readonly back: number;
  /** Metres from the rear of the last one to the far end of the approach. */
  readonly toFarEndMetres: number;
}

/** Before the line the front of a vehicle may stand on it. */
const OVER_LINE_METRES = 1.5;
/** Who drives off keeps a larger distance than who stands: behind such a one the bound is this many times as large. */
const DRIVING_OFF = 2;

/**
 * The row of queued vehicles from the stop line back. Vehicles that drive off carry the row on without being in it; one
 * that never stood belongs to another lane's traffic, or drives up, and is passed over.
 */
export function laneQueue(
  lane: number,
  vehicles: readonly ApproachVehicle[],
  farEnd: number,
  settings: QueueSettings,
): LaneQueue {
  const inOrder = vehicles.filter((one) => one.lane === lane && !isOver(one)).sort((a, b) => a.at - b.at);
  const queued: ApproachVehicle[] = [];
  let ahead: ApproachVehicle | null = null;
  let standing = 0;
  let broken = false;
  for (const vehicle of inOrder) {
    if (!vehicle.hasQueued) {
      broken ||= vehicle.speed !== null;
      continue;
    }
    if (gapMetres(ahead, vehicle) > boundBehind(ahead, settings)) break;
    if (vehicle.queued) queued.push(vehicle);
    broken ||= !isStanding(vehicle, settings);
    if (!broken) standing += 1;
    ahead = vehicle;
  }
  return { lane, queued, standingFromLine: standing, ...backOf(queued.at(-1), farEnd) };
}

/** Metres of free road between a vehicle and the one ahead of it, or the stop line. */
export function gapMetres(ahead: ApproachVehicle | null, vehicle: ApproachVehicle): number {
  if (ahead === null) return vehicle.at * vehicle.metresPerUnit - vehicle.frontMetres;
  const scale = (ahead.metresPerUnit + vehicle.metresPerUnit) / 2;
  const rear = ahead.length - ahead.frontMetres;
  return (vehicle.at - ahead.at) * scale - rear - vehicle.frontMetres;
}

function boundBehind(ahead: ApproachVehicle | null, { largestGapMetres }: QueueSettings): number {
  return ahead === null || ahead.queued ? largestGapMetres : DRIVING_OFF * largestGapMetres;
}

function isOver({ at, metresPerUnit, frontMetres }: ApproachVehicle): boolean {
  return at * metresPerUnit - frontMetres < -OVER_LINE_METRES;
}

function backOf(
  last: ApproachVehicle | undefined,
  farEnd: number,
): Pick<LaneQueue, 'back' | 'backMetres' | 'toFarEndMetres'> {
  if (last === undefined) return { back: 0, backMetres: 0, toFarEndMetres: Infinity };
  const behind = last.length - last.frontMetres;
  const backMetres = Math.max(0, last.at * last.metresPerUnit + behind);
  const back = last.metresPerUnit === 0 ? last.at : last.at + behind / last.metresPerUnit;
  return { back, backMetres, toFarEndMetres: (farEnd - back) * last.metresPerUnit };
}
