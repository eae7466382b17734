import { poseAt } from '../network/curve.ts';
import { OVER_EDGE } from '../network/walks.ts';
import type { CrossedLane, Walk } from '../network/walks.ts';
import type { ActorState, SignalLight } from '../world/actors.ts';
import type { Body } from '../world/body.ts';
import type { Occupancy } from './occupancy.ts';

/** Somebody on foot. Steps change it in place. */
export interface Walker {
  readonly id: number;
  readonly body: Body;
  readonly colour: string;
  readonly walk: Walk;
  /** Metres right of the middle of the way. */
  readonly file: number;
  readonly wishedSpeed: number;
  /** Of the middle of the body, along the way. */
  station: number;
  speed: number;
  /** Somebody who is told when to go, and where to stand still; null for everybody else. */
  readonly script: WalkScript | null;
  /** Waits at the kerb for the right moment. */
  waits: boolean;
}

/** What an incident tells somebody to do. */
export interface WalkScript {
  /** Stands at this station until the clock says so; then goes at once with the wished speed. */
  standsAt: number;
  goesAt: number;
  /** The vehicle that is not minded, or 0. */
  ignores: number;
}

/** Somebody is on a lane, or soon will be: from where to where they take it, and in how many seconds. */
export interface Claim {
  readonly from: number;
  readonly to: number;
  readonly soon: number;
}

export interface WalkSurroundings {
  readonly seconds: number;
  readonly occupancy: Occupancy;
  readonly lightOf: (group: string) => SignalLight;
}

const ACCELERATION = 1.6;
const BETWEEN_WALKERS = 1.3;
/** Noses of long vehicles swing out over the kerb. */
const BEFORE_KERB = 0.7;
const [BEFORE_FIRST_LANE, BEFORE_LANE] = [0.35, 0.02];
/** At a zebra one looks at the lanes of the near side first. */
const NEAR_SIDE = 4.5;
const STANDS = 0.1;
const NEXT_LANE = 0.7;
/** So long before they reach a lane drivers count with them. */
const SEEN_BEFORE = 4;
/** What a driver is asked for by somebody who steps out. */
const ASKED_BRAKING = 2.2;
/** A tail so far over the far edge is out of everybody's way. */
const TAIL_OVER_EDGE = 0.3;
const STOPS_BEFORE = 1.5;

export function stepWalkers(walkers: readonly Walker[], surroundings: WalkSurroundings, step: number): void {
  for (const walker of walkers) {
    const { script } = walker;
    if (script !== null && walker.station >= script.standsAt && surroundings.seconds < script.goesAt) {
      walker.speed = 0;
      continue;
    }
    const room = roomAhead(walker, walkers, surroundings);
    const allowed = Math.sqrt(2 * ACCELERATION * Math.max(0, room));
    // On a mark that was set for them they have their speed from the first step.
    const gained = script !== null && room > 1 ? walker.wishedSpeed : walker.speed + ACCELERATION * step;
    walker.speed = Math.min(walker.wishedSpeed, gained, allowed);
    walker.station += walker.speed * step;
    if (script !== null && surroundings.seconds < script.goesAt)
      walker.station = Math.min(walker.station, script.standsAt);
  }
}

function roomAhead(walker: Walker, walkers: readonly Walker[], surroundings: WalkSurroundings): number {
  const { walk, station, file } = walker;
  let room = Infinity;
  let standsAhead = Infinity;
  for (const other of walkers) {
    if (other === walker || other.walk !== walk || other.file !== file || other.station < station) continue;
    if (other.station === station && other.id > walker.id) continue;
    room = Math.min(room, other.station - station - BETWEEN_WALKERS);
    if (other.speed < STANDS) standsAhead = Math.min(standsAhead, other.station);
  }
  const toKerb = walk.kerb - BEFORE_KERB - station;
  walker.waits = toKerb >= -0.05 && toKerb < 1 && !mayStepOut(walker, surroundings);
  if (toKerb >= -0.05 && (walker.waits || !mayStepOut(walker, surroundings))) room = Math.min(room, toKerb);
  for (const crossed of walk.crossed) {
    // Beside the kerb there is room to keep off the noses of long vehicles, between two lanes there is not.
    const keepsOff = crossed.walkFrom < walk.kerb + 0.5 ? BEFORE_FIRST_LANE : BEFORE_LANE;
    const toLane = crossed.walkFrom - keepsOff - station;
    if (toLane < -0.05 || toLane > 3) continue;
    // Nobody goes onto a lane behind somebody who stands just beyond it.
    const isFull = standsAhead - BETWEEN_WALKERS < crossed.walkTo;
    if (isFull || !isFree(crossed, walker, surroundings)) room = Math.min(room, toLane);
  }
  return room;
}

function mayStepOut(walker: Walker, surroundings: WalkSurroundings): boolean {
  const { right } = walker.walk;
  // Whoever would have to wait in the middle of the road waits at the kerb.
  if (walker.script === null && walker.walk.crossed.some((one) => isTaken(one, surroundings))) return false;
  if (typeof right === 'object') return surroundings.lightOf(right.signal) === 'green';
  if (walker.script !== null) return true;
  const { crossed, kerb } = walker.walk;
  return crossed.every((one) => one.walkFrom > kerb + NEAR_SIDE || isFree(one, walker, surroundings));
}

/** Somebody stands, or drives, where people cross the lane. */
function isTaken({ lane, from, to }: CrossedLane, { occupancy }: WalkSurroundings): boolean {
  return (occupancy[lane] ?? []).some(({ front, rear }) => front > from + OVER_EDGE && rear < to - TAIL_OVER_EDGE);
}

/** Nobody drives there, and whoever comes can stop without an effort or comes late enough. */
export function isFree(
  crossed: CrossedLane,
  walker: Walker,
  { occupancy }: Pick<WalkSurroundings, 'occupancy'>,
): boolean {
  const pace = Math.max(walker.speed, walker.wishedSpeed * 0.7);
  const clearAfter = (crossed.walkTo - walker.station) / pace + 0.5;
  return (occupancy[crossed.lane] ?? []).every(({ vehicle, front, rear }) => {
    if (rear > crossed.to - TAIL_OVER_EDGE || vehicle.id === walker.script?.ignores) return true;
    // Drivers who are past this point no longer mind anybody on foot, and all others do.
    if (front > crossed.from + OVER_EDGE) return false;
    const away = crossed.from - front;
    if (away / Math.max(vehicle.speed, 0.1) > clearAfter && vehicle.speed < 1) return true;
    return vehicle.speed ** 2 / (2 * Math.max(away - STOPS_BEFORE, 0.1)) < ASKED_BRAKING;
  });
}

/** What drivers have to mind of people on foot, lane by lane. */
export function claimsOf(walkers: readonly Walker[]): ReadonlyMap<number, readonly Claim[]> {
  const claims = new Map<number, Claim[]>();
  for (const walker of walkers) {
    const { walk, station, speed } = walker;
    const wants = walk.right === 'zebra' && walker.waits;
    if (station < walk.kerb - 0.1 && !wants) continue;
    for (const { lane, from, to, walkFrom, walkTo } of walk.crossed) {
      if (station > walkTo) continue;
      // Whoever stands and waits for one lane is not waited for on the next: else they all wait for each other.
      if (speed < STANDS && walkFrom - station > NEXT_LANE) continue;
      const soon = Math.max(0, walkFrom - station) / Math.max(speed, walker.wishedSpeed * 0.8);
      if (soon > SEEN_BEFORE) continue;
      const list = claims.get(lane) ?? [];
      list.push({ from, to, soon: station >= walkFrom ? 0 : soon });
      claims.set(lane, list);
    }
  }
  return claims;
}

export function walkerState(walker: Walker): ActorState {
  const { walk, body, station, file, speed } = walker;
  const pose = poseAt(walk.curve, station, -file);
  return {
    ...{ id: walker.id, class: body.class, bodyId: body.id, colour: walker.colour },
    ...{ position: { x: pose.x, y: pose.y }, heading: pose.heading, parts: [pose], speed, acceleration: 0, lane: '' },
    ...{ length: body.length, width: body.width, height: body.height },
    ...{ braking: false, indicator: 'none', odometer: station },
  };
}
