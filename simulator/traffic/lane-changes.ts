import type { Lane, RoadNetwork } from '../network/lanes.ts';
import { mayUse } from '../network/lanes.ts';
import { routeFrom } from '../network/routes.ts';
import { styleUnder } from './drivers.ts';
import { followingAcceleration, freeAcceleration } from './idm.ts';
import { nextAhead, nextBehind } from './occupancy.ts';
import type { Occupant } from './occupancy.ts';
import { laneOf } from './vehicle.ts';
import type { Vehicle } from './vehicle.ts';
import type { Situation } from './yielding.ts';

/**
 * MOBIL (Kesting, Treiber and Helbing, Transp. Res. Rec. 1999, 2007): change when it is safe for whoever is behind and helps
 * more than it harms, politely.
 */
const POLITENESS = 0.3;
const THRESHOLD = 0.25;
const SAFE_BRAKING = 3;
const SECONDS_BETWEEN = 4;
const SHORTEST = 14;
const SECONDS_LONG = 3.2;
/** A change is a movement: whoever stands waits. */
const SLOWEST = 1;

export interface LaneChoice {
  readonly to: Lane;
  readonly route: readonly number[];
}

export function chooseLane(situation: Situation, vehicle: Vehicle, seconds: number): LaneChoice | null {
  const lane = laneOf(situation.network, vehicle);
  if (lane === null || lane.turn !== null || vehicle.shift !== null || seconds < vehicle.nextShiftAt) return null;
  const left = lane.curve.length - vehicle.front;
  if (left < lengthOf(vehicle) + vehicle.body.length || vehicle.front < vehicle.body.length) return null;
  if (vehicle.speed < SLOWEST) return null;
  const must = routeFrom(situation.network, lane, vehicle.exit) === null;
  let best: (LaneChoice & { readonly gain: number }) | null = null;
  for (const index of [lane.left, lane.right]) {
    const to = situation.network.lanes[index];
    if (to === undefined || !mayUse(to.use, vehicle.body.class)) continue;
    const route = routeFrom(situation.network, to, vehicle.exit);
    // Towards a lane that leads there, even where it lies two lanes away.
    if (route === null && !(must && leadsOn(situation.network, to, lane, vehicle.exit))) continue;
    const gain = gainOf(situation, vehicle, lane, to);
    if (gain === null) continue;
    const wanted = must ? gain + 10 : gain;
    if (wanted > THRESHOLD && (best === null || wanted > best.gain))
      best = { to, route: route ?? [index], gain: wanted };
  }
  return best;
}

export function beginShift(network: RoadNetwork, vehicle: Vehicle, { to, route }: LaneChoice, seconds: number): void {
  const from = laneOf(network, vehicle);
  if (from === null) return;
  const share = vehicle.front / from.curve.length;
  const front = share * to.curve.length;
  vehicle.shift = {
    fromLane: from.index,
    start: front,
    length: lengthOf(vehicle),
    left: from.left === to.index ? -(from.width + to.width) / 2 : (from.width + to.width) / 2,
  };
  vehicle.route = [...vehicle.route.slice(0, vehicle.leg), ...route];
  vehicle.front = front;
  vehicle.nextShiftAt = seconds + SECONDS_BETWEEN;
}

/** It ends before the lane does. */
function lengthOf({ speed }: Vehicle): number {
  return Math.max(SHORTEST, speed * SECONDS_LONG);
}

/** How much better the own journey becomes, less what others lose; null where it is not safe. */
function gainOf({ occupancy }: Situation, vehicle: Vehicle, from: Lane, to: Lane): number | null {
  const station = (vehicle.front / from.curve.length) * to.curve.length;
  const list = occupancy[to.index] ?? [];
  const [leader, follower] = [nextAhead(list, station, vehicle), nextBehind(list, station, vehicle)];
  const rear = station - vehicle.body.length;
  if (leader !== null && leader.rear - station < 1.5) return null;
  if (follower !== null && rear - follower.front < 1.5) return null;
  const after = accelerationBehind(vehicle, to, station, leader);
  if (after < -SAFE_BRAKING) return null;
  const theirs = follower === null ? 0 : accelerationBehind(follower.vehicle, to, follower.front, { rear, vehicle });
  if (theirs < -SAFE_BRAKING) return null;
  const theirsNow = follower === null ? 0 : accelerationBehind(follower.vehicle, to, follower.front, leader);
  const now = accelerationBehind(
    vehicle,
    from,
    vehicle.front,
    nextAhead(occupancy[from.index] ?? [], vehicle.front, vehicle),
  );
  return after - now + POLITENESS * (theirs - theirsNow);
}

function accelerationBehind(
  vehicle: Vehicle,
  lane: Lane,
  station: number,
  leader: Pick<Occupant, 'rear' | 'vehicle'> | null,
): number {
  const style = styleUnder(vehicle.driver, lane.speedLimit);
  if (leader === null) return freeAcceleration(style, vehicle.speed);
  return followingAcceleration(style, vehicle.speed, leader.rear - station, leader.vehicle.speed);
}

function leadsOn(network: RoadNetwork, to: Lane, from: Lane, exit: string): boolean {
  const side = from.left === to.index ? 'left' : 'right';
  for (let next: Lane | undefined = to; next !== undefined; next = network.lanes[next[side]]) {
    if (routeFrom(network, next, exit) !== null) return true;
  }
  return false;
}
