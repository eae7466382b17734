import type { Lane, RoadNetwork } from '../network/lanes.ts';
import { mayUse } from '../network/lanes.ts';
import { leadsOn, routeFrom, routeTowards } from '../network/routes.ts';
import { styleUnder } from './drivers.ts';
import { followingAcceleration, freeAcceleration } from './idm.ts';
import { nextAhead, nextBehind } from './occupancy.ts';
import type { Occupant } from './occupancy.ts';
import { destinationOf, laneOf } from './vehicle.ts';
import type { Vehicle } from './vehicle.ts';
import type { Situation } from './yielding.ts';

/**
 * MOBIL (Kesting, Treiber and Helbing, Transp. Res. Rec. 1999, 2007): change when it is safe for whoever is behind and helps
 * more than it harms, politely.
 */
const POLITENESS = 0.3;
const THRESHOLD = 0.25;
const SAFE_BRAKING = 3;
/** Whoever must change asks more of others, and others let them in. */
const BRAKING_IF_MUST = 4.5;
const SECONDS_BETWEEN = 4;
/** Metres on the road, however slowly. */
export const SHORTEST_SHIFT = 14;
const SECONDS_LONG = 3.2;
/** Two-wheelers wind themselves through. */
const NARROW_BODY = 1;
const SHORTEST_NARROW_SHIFT = 7;
/** A change is a movement: whoever stands waits. */
const SLOWEST = 1;
const SLOW = 5;
const SWINGS_OUT_WITHIN = 0.8;
const LIKES_OWN_LANE = 1;
const PATIENCE = 15;
const SEES_OBSTACLE = 110;
const CLEAR_OF_OBSTACLE = 4;

export interface LaneChoice {
  readonly to: Lane;
  readonly route: readonly number[];
}

export function chooseLane(situation: Situation, vehicle: Vehicle, seconds: number): LaneChoice | null {
  const lane = laneOf(situation.network, vehicle);
  if (lane === null || lane.turn !== null || vehicle.shift !== null || seconds < vehicle.nextShiftAt) return null;
  if (vehicle.halt !== null) return null;
  const left = lane.curve.length - vehicle.front;
  const beforeTurn = lane.next.some((index) => situation.network.lanes[index]?.turn !== null);
  if (beforeTurn && left < lengthOf(vehicle) + vehicle.body.length) return null;
  if (vehicle.front < vehicle.body.length) return null;
  const to = destinationOf(vehicle);
  const must = routeFrom(situation.network, lane, to) === null || isBlockedAhead(situation, lane, vehicle.front);
  if (vehicle.speed < SLOWEST && !must) return null;
  if (isBoxedIn(situation, vehicle, lane) || isTooNearObstacle(situation, vehicle, lane)) return null;
  let best: (LaneChoice & { readonly gain: number }) | null = null;
  for (const index of [lane.left, lane.right]) {
    const beside = situation.network.lanes[index];
    if (beside === undefined || !mayUse(beside.use, vehicle.body.class)) continue;
    const route = routeFrom(situation.network, beside, to);
    // Towards a lane that leads there, even where it lies two lanes away.
    if (route === null && !(must && leadsOn(situation.network, beside, sideOf(lane, index), to))) continue;
    if (isBlockedAhead(situation, beside, vehicle.front - vehicle.body.length - CLEAR_OF_OBSTACLE)) continue;
    const gain = gainOf(situation, vehicle, { from: lane, to: beside, braking: must ? BRAKING_IF_MUST : SAFE_BRAKING });
    if (gain === null) continue;
    const wanted = (must ? gain + 10 : gain) + likingOf(vehicle, beside) - likingOf(vehicle, lane);
    if (wanted > THRESHOLD && (best === null || wanted > best.gain))
      best = { to: beside, route: route ?? routeTowards(situation.network, beside, to) ?? [index], gain: wanted };
  }
  return best;
}

function sideOf(lane: Lane, beside: number): 'left' | 'right' {
  return lane.left === beside ? 'left' : 'right';
}

/** Lanes of their own are kept to without need. */
function likingOf({ body }: Vehicle, { use }: Lane): number {
  return use === 'bus' && body.class === 'bus' ? LIKES_OWN_LANE : 0;
}

/** Too fast to get around it now: brakes first. */
function isTooNearObstacle({ blocked }: Situation, vehicle: Vehicle, lane: Lane): boolean {
  const reach = vehicle.front + lengthOf(vehicle) + 1;
  return (blocked.get(lane.index) ?? []).some((station) => station > vehicle.front && station < reach);
}

/** Something stands in the lane, near enough to think of another one. */
function isBlockedAhead({ blocked }: Situation, lane: Lane, front: number): boolean {
  return (blocked.get(lane.index) ?? []).some((station) => station > front && station < front + SEES_OBSTACLE);
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

/** Whoever stands close behind another cannot swing out: the way out needs way. */
function isBoxedIn(situation: Situation, vehicle: Vehicle, lane: Lane): boolean {
  const leader = leaderOn(situation, lane, vehicle.front, vehicle);
  if (leader === null || leader.vehicle.speed > vehicle.speed + 1) return false;
  return leader.rear - vehicle.front < lengthOf(vehicle) * SWINGS_OUT_WITHIN && vehicle.speed < SLOW;
}

/** Before a junction it ends where the lane does. */
function lengthOf({ speed, body }: Vehicle): number {
  return Math.max(body.width < NARROW_BODY ? SHORTEST_NARROW_SHIFT : SHORTEST_SHIFT, speed * SECONDS_LONG);
}

/** How much better the own journey becomes, less what others lose; null where it is not safe. */
function gainOf(
  situation: Situation,
  vehicle: Vehicle,
  { from, to, braking }: { from: Lane; to: Lane; braking: number },
): number | null {
  const station = (vehicle.front / from.curve.length) * to.curve.length;
  const [leader, follower] = [leaderOn(situation, to, station, vehicle), followerOn(situation, to, station, vehicle)];
  const rear = station - vehicle.body.length;
  if (leader !== null && leader.rear - station < leastGap(vehicle, leader.vehicle)) return null;
  if (follower !== null && rear - follower.front < leastGap(follower.vehicle, vehicle)) return null;
  const after = accelerationBehind(vehicle, to, station, leader);
  if (after < -braking) return null;
  const theirs = follower === null ? 0 : accelerationBehind(follower.vehicle, to, follower.front, { rear, vehicle });
  if (theirs < -braking) return null;
  const theirsNow = follower === null ? 0 : accelerationBehind(follower.vehicle, to, follower.front, leader);
  const now = accelerationBehind(vehicle, from, vehicle.front, leaderOn(situation, from, vehicle.front, vehicle));
  return after - now + POLITENESS * (theirs - theirsNow);
}

/** The next one ahead, also on the lane that follows; stations are those of this lane. */
function leaderOn({ network, occupancy }: Situation, lane: Lane, station: number, self: Vehicle): Occupant | null {
  const here = nextAhead(occupancy[lane.index] ?? [], station, self);
  if (here !== null) return here;
  const next = network.lanes[lane.next[0] ?? -1];
  const there = next === undefined ? null : nextAhead(occupancy[next.index] ?? [], -Infinity, self);
  return there === null ? null : movedBy(there, lane.curve.length);
}

/** The next one behind, also on lanes that lead here. */
function followerOn({ network, occupancy }: Situation, lane: Lane, station: number, self: Vehicle): Occupant | null {
  const here = nextBehind(occupancy[lane.index] ?? [], station, self);
  if (here !== null) return here;
  const before = lane.previous.flatMap((index) => {
    const one = network.lanes[index];
    const last = one === undefined ? null : nextBehind(occupancy[index] ?? [], Infinity, self);
    return one === undefined || last === null ? [] : [movedBy(last, -one.curve.length)];
  });
  return before.reduce<Occupant | null>((best, one) => (best === null || one.front > best.front ? one : best), null);
}

function movedBy({ vehicle, front, rear }: Occupant, way: number): Occupant {
  return { vehicle, front: front + way, rear: rear + way };
}

/** Metres that must be there at once, more where one comes nearer. */
function leastGap(behind: Vehicle, ahead: Vehicle): number {
  return 1.5 + 0.8 * Math.max(0, behind.speed - ahead.speed);
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

/** Whoever has waited long enough for a gap goes where the lane leads, like anybody who has missed a turn. */
export function giveUpExit(network: RoadNetwork, vehicle: Vehicle, step: number): void {
  const lane = laneOf(network, vehicle);
  const last = network.lanes[vehicle.route.at(-1) ?? -1];
  if (lane === null || last?.exit === vehicle.exit || vehicle.speed > SLOWEST) {
    vehicle.stuckFor = 0;
    return;
  }
  vehicle.stuckFor += step;
  if (vehicle.stuckFor < PATIENCE || vehicle.halt !== null) return;
  const exits = [...new Set(network.lanes.flatMap(({ exit }) => (exit === null ? [] : [exit])))];
  for (const exit of exits) {
    const route = routeFrom(network, lane, { exit, kind: vehicle.body.class });
    if (route === null) continue;
    vehicle.exit = exit;
    vehicle.route = [...vehicle.route.slice(0, vehicle.leg), ...route];
    return;
  }
}
