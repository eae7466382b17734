import { OVER_EDGE } from '../network/walks.ts';
import type { CrossedLane } from '../network/walks.ts';
import type { Conflict, Lane, RoadNetwork } from '../network/lanes.ts';
import type { SignalLight } from '../world/actors.ts';
import { nextAhead } from './occupancy.ts';
import type { Occupancy, Occupant } from './occupancy.ts';
import { laneOf } from './vehicle.ts';
import type { Vehicle } from './vehicle.ts';
import type { Claim } from './walkers.ts';

/** The road as it is at one moment, as far as drivers see it. */
export interface Situation {
  readonly network: RoadNetwork;
  readonly occupancy: Occupancy;
  readonly lightOf: (group: string) => SignalLight;
  /** Where zebras cross each lane, what of it people take now, and where something stands in one. */
  readonly zebras: ReadonlyMap<number, readonly CrossedLane[]>;
  readonly claims: ReadonlyMap<number, readonly Claim[]>;
  readonly blocked: ReadonlyMap<number, readonly number[]>;
  /** Roads out that are blocked at the moment, and from which station on. */
  readonly closed: ReadonlyMap<string, number>;
}

/** How far up the other stream somebody looks who wants to cross it. */
const LOOKS_BACK = 90;
/** Whoever stands is not waited for for ever. */
const SLOWEST = 1.5;
const STANDS = 0.5;
/** Whoever goes first and stands may be about to move off. */
const MOVING_OFF = 5;
const CLEARANCE = 0.5;
const BEFORE_CONFLICT = 1.2;
const MOST_LANES_BACK = 5;
const KEEPS_GOING = 2.5;
const JOINING_TIME = 1;
const HELD_UP_WITHIN = 5;
const HARDEST_FOR_WALKERS = 6;
/** Metres. Two bodies as long as this do not turn side by side: their tails sweep the lane beside them. */
const SWEEPS_FROM = 7;

/**
 * How far a vehicle may go before it must wait for others on its way over a junction: metres from its front bumper along
 * a connector that begins `ahead` metres before it. Infinity where nothing stands against going.
 */
export function roomToGo(situation: Situation, vehicle: Vehicle, connector: Lane, ahead: number): number {
  for (const conflict of connector.conflicts) {
    const toConflict = ahead + conflict.from;
    // Its rear has left the shared ground already, or the front is so far in that waiting helps nobody.
    if (ahead + conflict.to + vehicle.body.length < 0 || toConflict < -BEFORE_CONFLICT) continue;
    if (!mustWait(situation, vehicle, connector, conflict, { toConflict, toLine: ahead })) continue;
    // Who crosses on another green is let out of the junction before anybody enters it.
    const wouldStandOn = (situation.zebras.get(connector.index) ?? []).some(
      ({ from, to }) => toConflict > ahead + from && toConflict - vehicle.body.length < ahead + to,
    );
    const atLine = ahead > 0 && (connector.waitAtLine || !conflict.concurrent || wouldStandOn);
    return Math.max(0, atLine ? ahead : toConflict) - BEFORE_CONFLICT;
  }
  return Infinity;
}

/** Somebody on a way that parts from or joins a vehicle's own: to be followed, not waited for. */
export interface Beside {
  readonly gap: number;
  readonly speed: number;
}

/** Those on the shared ground of connectors that part or join, who are ahead there. */
export function besideOn(
  { network, occupancy }: Situation,
  vehicle: Vehicle,
  connector: Lane,
  ahead: number,
): Beside[] {
  return connector.conflicts.flatMap((conflict) => {
    const other = network.lanes[conflict.other];
    if (conflict.kind === 'cross' || other === undefined) return [];
    const alongside = conflict.kind === 'alongside';
    if (alongside && vehicle.body.length < SWEEPS_FROM) return [];
    return (occupancy[other.index] ?? []).flatMap((one) => {
      if (one.vehicle === vehicle || (alongside && one.vehicle.body.length < SWEEPS_FROM)) return [];
      const fromStart = conflict.kind === 'diverge' || (alongside && conflict.from < 1);
      const shift = fromStart ? 0 : connector.curve.length - other.curve.length;
      const [front, rear] = [one.front + shift, one.rear + shift];
      const onShared = one.rear < conflict.otherTo && one.front > conflict.otherFrom;
      const isAhead = ahead + front > 0 || (ahead + front === 0 && one.vehicle.id < vehicle.id);
      return onShared && isAhead ? [{ gap: ahead + rear, speed: one.vehicle.speed }] : [];
    });
  });
}

function mustWait(
  situation: Situation,
  vehicle: Vehicle,
  connector: Lane,
  conflict: Conflict,
  { toConflict, toLine }: { toConflict: number; toLine: number },
): boolean {
  if (conflict.kind === 'diverge' || conflict.kind === 'alongside') return false;
  const joins = conflict.kind === 'merge';
  const other = situation.network.lanes[conflict.other];
  if (other === undefined) return false;
  const inside = (situation.occupancy[conflict.other] ?? []).filter(
    (one) => one.vehicle !== vehicle && (one.front > conflict.otherFrom || !isHeldUp(situation, other, one)),
  );
  const rankAhead = connector.rank - other.rank;
  // Left over from another green: the junction is emptied first.
  if (!conflict.concurrent && toLine > 0 && inside.some(({ rear }) => rear <= conflict.otherTo + CLEARANCE))
    return true;
  if (!joins && inside.some((one) => blocks(vehicle, one, conflict, { toConflict, rankAhead }))) return true;
  if (!conflict.concurrent || other.rank <= connector.rank) return false;
  return isStreamNear(situation, vehicle, other, conflict, toConflict);
}

/** Stands behind somebody who waits to turn: will not come, however near. */
function isHeldUp(situation: Situation, connector: Lane, one: Occupant): boolean {
  if (one.vehicle.speed > STANDS) return false;
  const before = (list: readonly Occupant[]): readonly Occupant[] =>
    list.filter(({ vehicle, rear }) => {
      return (
        vehicle.speed < STANDS && vehicle !== one.vehicle && rear > one.front - 1 && rear < one.front + HELD_UP_WITHIN
      );
    });
  const diverging = connector.conflicts.filter(({ kind }) => kind === 'diverge');
  if (diverging.some(({ other }) => before(situation.occupancy[other] ?? []).length > 0)) return true;
  return before(situation.occupancy[connector.index] ?? []).some((next) => isHeldUp(situation, connector, next));
}

/** Whoever is on the other connector goes first when nearer to the shared ground, or in it. */
function blocks(
  vehicle: Vehicle,
  one: Occupant,
  conflict: Conflict,
  { toConflict, rankAhead }: { toConflict: number; rankAhead: number },
): boolean {
  if (one.rear > conflict.otherTo + CLEARANCE) return false;
  const theirs = conflict.otherFrom - one.front;
  // Of two who are in it already the one goes on who is further in.
  if (theirs <= -BEFORE_CONFLICT) {
    return toConflict > theirs || (toConflict === theirs && one.vehicle.id < vehicle.id);
  }
  // Somebody who waits on a weaker way lets us pass.
  if (conflict.concurrent && rankAhead > 0 && one.vehicle.speed < STANDS) return false;
  const [myTime, theirTime] = [
    toConflict / Math.max(vehicle.speed, SLOWEST),
    theirs / Math.max(one.vehicle.speed, rankAhead < 0 ? MOVING_OFF : SLOWEST),
  ];
  if (rankAhead !== 0) return rankAhead < 0 && theirTime < myTime + clearingTime(vehicle, conflict);
  return theirTime < myTime || (theirTime === myTime && one.vehicle.id < vehicle.id);
}

/** Whether the stream that goes first has somebody so near that crossing it would make them brake. */
function isStreamNear(
  situation: Situation,
  vehicle: Vehicle,
  other: Lane,
  conflict: Conflict,
  toConflict: number,
): boolean {
  const light = other.signal === null ? 'green' : situation.lightOf(other.signal);
  if (light !== 'green' && light !== 'amber') return false;
  // Whoever joins a stream needs to be let in, not to be past it: those behind follow.
  const clearing = conflict.kind === 'merge' ? JOINING_TIME : clearingTime(vehicle, conflict);
  const needed = toConflict / Math.max(vehicle.speed, SLOWEST) + clearing + vehicle.driver.caution;
  if (conflict.kind === 'merge' && comesOn(situation.occupancy[other.index] ?? [])) return true;
  return isNearBefore(situation, other, { away: conflict.otherFrom, via: other, depth: 0 }, (one, away) => {
    if (one === vehicle || away > LOOKS_BACK) return false;
    return away / Math.max(one.speed, MOVING_OFF) < needed;
  });

  /** On the other connector itself, but not yet where the two ways meet. */
  function comesOn(occupants: readonly Occupant[]): boolean {
    return occupants.some(({ vehicle: one, front }) => one !== vehicle && front < conflict.otherFrom + CLEARANCE);
  }
}

/** Whether somebody who comes to a connector, however many lanes before it, is as near as `isNear` says. */
function isNearBefore(
  situation: Situation,
  lane: Lane,
  { away, via, depth }: { away: number; via: Lane; depth: number },
  isNear: (vehicle: Vehicle, away: number) => boolean,
): boolean {
  const { network, occupancy } = situation;
  if (away > LOOKS_BACK || depth > MOST_LANES_BACK) return false;
  return lane.previous.some((index) => {
    const before = network.lanes[index];
    if (before === undefined) return false;
    const here = unblocked(network, occupancy[index] ?? [], via, depth + 1).some(({ vehicle, front }) => {
      const toConflict = before.curve.length - front + away;
      return goesOver(network, vehicle, via, depth + 1) && isNear(vehicle, toConflict);
    });
    if (here) return true;
    const further = { away: away + before.curve.length, via, depth: depth + 1 };
    return isNearBefore(situation, before, further, isNear);
  });
}

/** Nobody comes from behind somebody who stands and means to go elsewhere. */
function unblocked(network: RoadNetwork, list: readonly Occupant[], via: Lane, legs: number): readonly Occupant[] {
  const blocking = list.findIndex(({ vehicle }) => vehicle.speed < STANDS && !goesOver(network, vehicle, via, legs));
  return blocking === -1 ? list : list.slice(0, blocking);
}

function goesOver(network: RoadNetwork, vehicle: Vehicle, connector: Lane, legs: number): boolean {
  for (let leg = 0; leg <= legs; leg += 1) if (laneOf(network, vehicle, leg) === connector) return true;
  return false;
}

/**
 * How far a vehicle may go on a lane before people on foot: metres from its front bumper. Whoever is through before they
 * come goes on, and so does whoever could only stop on top of them: they look as well. Less than 0 where the bumper is over
 * the place to stop already.
 */
export function roomBeforeWalkers({ claims }: Situation, vehicle: Vehicle, lane: Lane, ahead: number): number {
  let room = Infinity;
  for (const { from, to, soon } of claims.get(lane.index) ?? []) {
    const away = ahead + from;
    if (away < -OVER_EDGE) continue;
    const { speed } = vehicle;
    if (timeFor(vehicle, away + to - from + vehicle.body.length) < soon - 0.5) continue;
    if (speed ** 2 / (2 * Math.max(away + OVER_EDGE, 0.1)) > HARDEST_FOR_WALKERS) continue;
    room = Math.min(room, away - BEFORE_CONFLICT);
  }
  return room;
}

/** Seconds for a way, from the speed of now and gathering more. */
function timeFor({ speed, driver }: Vehicle, way: number): number {
  const gained = driver.acceleration * 0.8;
  return (Math.sqrt(speed ** 2 + 2 * gained * Math.max(way, 0)) - speed) / gained;
}

/** Nobody stops on a zebra: room before one that a vehicle would stand on behind somebody slow. */
export function roomBeforeZebras(situation: Situation, vehicle: Vehicle, lane: Lane, ahead: number): number {
  if (lane.turn !== null) return Infinity;
  for (const { from, to } of situation.zebras.get(lane.index) ?? []) {
    if (ahead + from < 0) continue;
    const last = nextAhead(situation.occupancy[lane.index] ?? [], from, vehicle);
    if (last === null || last.vehicle.speed > KEEPS_GOING) continue;
    if (last.rear < to + vehicle.body.length + CLEARANCE + 1) return Math.max(0, ahead + from - BEFORE_CONFLICT);
  }
  return Infinity;
}

function clearingTime(vehicle: Vehicle, conflict: Conflict): number {
  const way = conflict.to - conflict.from + vehicle.body.length;
  // From a standstill the first metres take longest.
  const speed = Math.max(vehicle.speed, Math.sqrt(vehicle.driver.acceleration * way * 0.6));
  return way / speed;
}
