import type { Lane } from '../network/lanes.ts';
import { SHORTEST_SHIFT } from './lane-changes.ts';
import { followingAcceleration, freeAcceleration, HARDEST_BRAKING } from './idm.ts';
import type { FollowingStyle } from './idm.ts';
import { styleUnder } from './drivers.ts';
import { nextAhead } from './occupancy.ts';
import { laneOf, shiftedBy } from './vehicle.ts';
import type { Vehicle } from './vehicle.ts';
import { besideOn, roomBeforeZebras, roomBeforeWalkers, roomToGo } from './yielding.ts';
import type { Beside, Situation } from './yielding.ts';

const LOOKS_AHEAD = 120;
/** Whoever could stop at amber with this braking does so. */
const STOPS_AT_AMBER = 3;
const BRAKES_LATE = 1.7;
/** Where the bumper stands before a stop line. */
const BEFORE_LINE = 1;
const LATERAL = 2.4;
const ROOM_TO_GET_AROUND = 17;
const STANDS = 0.5;
/** Seconds in which whoever creeps stops before people on foot. */
const TO_STANDSTILL = 0.25;
const OVER_MARK = 3;
/** From a stop line to where people who cross are behind oneself. */
const ROOM_FOR_WALKERS = 6;
/** Air between two that pass each other at a walking pace. */
const PASSES_BY = 0.3;

/** What a driver does now: the most careful of all that there is to mind. */
export function chooseAcceleration(situation: Situation, vehicle: Vehicle): number {
  const lane = laneOf(situation.network, vehicle);
  if (lane === null) return 0;
  const style = styleUnder(vehicle.driver, lane.speedLimit);
  const chosen = Math.min(freeAcceleration(style, vehicle.speed), ...mindedThings(situation, vehicle, style));
  return Math.max(chosen, -HARDEST_BRAKING);
}

function* mindedThings(situation: Situation, vehicle: Vehicle, style: FollowingStyle): Generator<number> {
  const { network, occupancy } = situation;
  const { speed } = vehicle;
  const shadow = leaderInOldLane(situation, vehicle);
  if (shadow !== null) yield followingAcceleration(style, speed, shadow.gap, shadow.speed);
  if (vehicle.halt !== null && vehicle.halt.until !== null) yield stoppingAt(style, speed, 0);
  let ahead = -vehicle.front;
  for (let leg = 0; ahead < LOOKS_AHEAD; leg += 1) {
    const lane = laneOf(network, vehicle, leg);
    if (lane === null) return;
    if (leg > 0) {
      if (lane.turn !== null && ahead >= 0) {
        if (mustStopAt(situation, vehicle, lane, ahead)) return yield stoppingAt(style, speed, ahead - BEFORE_LINE);
      }
      yield slowingFor(style, lane, speed, ahead);
    }
    if (lane.turn !== null) {
      const room = roomToGo(situation, vehicle, lane, ahead);
      if (room < Infinity) yield stoppingAt(style, speed, room);
      for (const one of besideOn(situation, vehicle, lane, ahead))
        yield followingAcceleration(style, speed, one.gap, one.speed);
    }
    yield* standing(situation, vehicle, style, { lane, ahead });
    const next = nextAhead(occupancy[lane.index] ?? [], leg === 0 ? vehicle.front : -1, vehicle);
    if (next !== null) {
      const gap = ahead + next.rear;
      return yield followingAcceleration(style, speed, gap, next.vehicle.speed);
    }
    ahead += lane.curve.length;
    // A lane that leads nowhere, or not to where somebody wants to go, ends like a wall.
    const room = ahead - roomToLeave(vehicle);
    if (laneOf(network, vehicle, leg + 1) === null && lane.exit !== vehicle.exit && isNear(speed, room)) {
      yield stoppingAt(style, speed, room);
    }
  }
}

/** What stands still: people on foot who cross, a planned halt, an obstacle, an exit that is closed. */
function* standing(
  situation: Situation,
  vehicle: Vehicle,
  style: FollowingStyle,
  { lane, ahead }: { lane: Lane; ahead: number },
): Generator<number> {
  const { speed, halt } = vehicle;
  const walkers = roomBeforeWalkers(situation, vehicle, lane, ahead);
  if (walkers < 0) yield -Math.min(HARDEST_BRAKING, speed / TO_STANDSTILL);
  const room = Math.min(walkers, roomBeforeZebras(situation, vehicle, lane, ahead));
  if (room < Infinity) yield stoppingAt(style, speed, Math.max(0, room));
  if (halt !== null && halt.until === null && halt.lane === lane.index) {
    yield halt.braking > 0 ? -halt.braking : stoppingAt(style, speed, Math.max(0, ahead + halt.station));
  }
  const closedAt = ahead + (situation.closed.get(lane.exit ?? '') ?? -Infinity);
  if (closedAt > 1) yield stoppingAt(style, speed, closedAt - 1);
  // Whoever has crept a little over the mark is held all the same.
  else if (closedAt > -OVER_MARK) yield -Math.min(HARDEST_BRAKING, speed / TO_STANDSTILL);
  for (const station of situation.blocked.get(lane.index) ?? []) {
    const away = ahead + station;
    // Far enough before it to get around it; whoever is nearer already goes on to what stands there.
    if (away > 0) yield stoppingAt(style, speed, away > ROOM_TO_GET_AROUND ? away - ROOM_TO_GET_AROUND : away - 1);
  }
}

/** While changing lanes the old one still counts: the own tail, then the own side, is in it. */
function leaderInOldLane({ network, occupancy }: Situation, vehicle: Vehicle): Beside | null {
  const { shift, front } = vehicle;
  const [old, now] = [network.lanes[shift?.fromLane ?? -1], laneOf(network, vehicle)];
  if (shift === null || old === undefined || now === null) return null;
  const station = (front / now.curve.length) * old.curve.length;
  const next = nextAhead(occupancy[old.index] ?? [], station, vehicle);
  if (next === null) return null;
  const aside = Math.abs(shift.left) - Math.abs(shiftedBy(shift, front));
  if (aside > (vehicle.body.width + next.vehicle.body.width) / 2 + PASSES_BY) return null;
  return { gap: next.rear - station, speed: next.vehicle.speed };
}

/** A stop line: red, amber that leaves time, or no room behind the junction. */
function mustStopAt(situation: Situation, vehicle: Vehicle, connector: Lane, ahead: number): boolean {
  const light = connector.signal === null ? 'green' : situation.lightOf(connector.signal);
  if (light === 'red' || light === 'red-amber') return true;
  const needed = vehicle.speed ** 2 / (2 * Math.max(ahead - BEFORE_LINE, 0.1));
  if (light === 'amber' && needed < STOPS_AT_AMBER) return true;
  if (!connector.keepClear || needed >= STOPS_AT_AMBER) return false;
  return !hasRoomBehind(situation, vehicle, connector) || !hasRoomInside(situation, vehicle, connector);
}

/** Behind somebody who waits inside to turn one would stand where people cross. */
function hasRoomInside({ network, occupancy }: Situation, { body }: Vehicle, connector: Lane): boolean {
  const siblings = connector.previous.flatMap((index) => network.lanes[index]?.next ?? []);
  return siblings.every((index) =>
    (occupancy[index] ?? []).every(({ vehicle, rear }) => {
      return vehicle.speed > STANDS || rear > body.length + ROOM_FOR_WALKERS;
    }),
  );
}

function hasRoomBehind({ network, occupancy }: Situation, vehicle: Vehicle, connector: Lane): boolean {
  const exit = network.lanes[connector.next[0] ?? -1];
  if (exit === undefined) return true;
  const last = occupancy[exit.index]?.at(-1);
  const onTheirWay = (occupancy[connector.index] ?? []).reduce((sum, one) => sum + one.vehicle.body.length + 2, 0);
  if (last === undefined || last.vehicle.speed > 3) return true;
  return last.rear > vehicle.body.length + onTheirWay + 3;
}

/** Whoever means to leave a lane before its end gathers speed on it, and brakes late. */
function isNear(speed: number, away: number): boolean {
  return away < speed ** 2 / (2 * BRAKES_LATE) + 30;
}

/** Whoever has to wait for a gap needs so much of the lane to leave it. */
function roomToLeave({ body, shift }: Vehicle): number {
  // Half way to the lane before the right one that change is brought to its end first.
  return shift === null ? SHORTEST_SHIFT + body.length + 8 : 1;
}

function stoppingAt(style: FollowingStyle, speed: number, away: number): number {
  return followingAcceleration({ ...style, timeGap: 0.6 }, speed, away + style.standingGap, 0);
}

/** A bend ahead: slow down in time, comfortably. */
function slowingFor(style: FollowingStyle, lane: Lane, speed: number, away: number): number {
  const allowed = Math.min(lane.speedLimit, cornerSpeed(lane));
  if (speed <= allowed) return Infinity;
  const needed = (speed ** 2 - allowed ** 2) / (2 * Math.max(away, 1));
  return needed < style.deceleration * 0.5 ? Infinity : -needed;
}

const corners = new WeakMap<Lane, number>();

/** What the tightest bend of a lane allows without leaning out of the seat. */
export function cornerSpeed(lane: Lane): number {
  const known = corners.get(lane);
  if (known !== undefined) return known;
  const { headings, stations, length } = lane.curve;
  const turned = Math.abs((headings.at(-1) ?? 0) - (headings[0] ?? 0));
  const arc = Math.max(length * 0.6, (stations.at(-1) ?? length) * 0.5);
  const speed = turned < 0.3 ? Infinity : Math.sqrt((LATERAL * arc) / turned);
  corners.set(lane, speed);
  return speed;
}
