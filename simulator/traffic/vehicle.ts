import { poseAt } from '../network/curve.ts';
import type { Lane, RoadNetwork } from '../network/lanes.ts';
import type { Destination } from '../network/routes.ts';
import type { ActorState, Indicator } from '../world/actors.ts';
import type { Body, BodyPart } from '../world/body.ts';
import { between, directionTo, distance, fromPose } from '../world/ground.ts';
import type { GroundPoint, GroundPose } from '../world/ground.ts';
import type { Driver } from './drivers.ts';

/** A change of lanes on its way: bound to the road, not to time, so that nobody slides sideways while standing. */
export interface LaneShift {
  /** The lane that is left, -1 where it has ended meanwhile; from where on the new one the change takes place, and how long. */
  readonly fromLane: number;
  readonly start: number;
  readonly length: number;
  /** How far left of the new lane the old one lies. */
  readonly left: number;
}

/** A vehicle on its way. Steps change it in place. */
export interface Vehicle {
  readonly id: number;
  readonly body: Body;
  readonly colour: string;
  readonly driver: Driver;
  readonly entry: string;
  /** Where it is going; changes for whoever did not get into the lane that leads there. */
  exit: string;
  readonly enteredAt: number;
  /** Lanes from where it came in to where it leaves; a change of lanes replaces what is ahead. */
  route: readonly number[];
  leg: number;
  /** Of the front bumper, along the lane of this leg. */
  front: number;
  speed: number;
  acceleration: number;
  shift: LaneShift | null;
  /** Not before this moment is another change thought of. */
  nextShiftAt: number;
  odometer: number;
  /** Seconds that it has stood before the end of a lane that does not lead to its exit. */
  stuckFor: number;
  /** Where it is going to stand, or stands, for a reason that no other road user gives. */
  halt: Halt | null;
  /** Bus stops that it has served. */
  readonly served: string[];
}

/** A planned stand: at a bus stop, or because something went wrong. */
export interface Halt {
  readonly reason: 'bus stop' | 'breakdown' | 'sudden stop';
  readonly name: string;
  readonly lane: number;
  /** Of the front bumper. */
  readonly station: number;
  readonly standsFor: number;
  /** m/s²; 0 for as softly as the driver likes. */
  readonly braking: number;
  until: number | null;
}

export function destinationOf({ exit, body }: Vehicle): Destination {
  return { exit, kind: body.class };
}

export function laneOf(network: RoadNetwork, vehicle: Vehicle, ahead = 0): Lane | null {
  const index = vehicle.route[vehicle.leg + ahead];
  return index === undefined ? null : (network.lanes[index] ?? null);
}

/** Where a point `behind` metres behind the front bumper is, following the way that the vehicle came. */
export function pointOnRoute(network: RoadNetwork, vehicle: Vehicle, behind: number): GroundPose {
  let leg = vehicle.leg;
  let station = vehicle.front - behind;
  while (station < 0 && leg > 0) {
    leg -= 1;
    station += lengthOf(network, vehicle.route[leg]);
  }
  // Stations of a change are those of the lane that the front is on, also behind its start.
  const left = shiftedBy(vehicle.shift, vehicle.front - behind);
  const lane = network.lanes[vehicle.route[leg] ?? -1];
  if (lane === undefined) throw new RangeError('a vehicle stands on no lane');
  return poseAt(lane.curve, station, left);
}

/** How far left of its lane a station of a vehicle that changes lanes still is. */
export function shiftedBy(shift: LaneShift | null, station: number): number {
  if (shift === null) return 0;
  const share = Math.min(1, Math.max(0, (station - shift.start) / shift.length));
  return shift.left * (1 - share * share * share * (share * (share * 6 - 15) + 10));
}

export function stateOf(network: RoadNetwork, vehicle: Vehicle): ActorState {
  const { body } = vehicle;
  const parts = body.parts.map((part) => partPose(network, vehicle, part));
  const [first, last] = [parts[0] as GroundPose, parts.at(-1) as GroundPose];
  const [firstPart, lastPart] = [body.parts[0] as BodyPart, body.parts.at(-1) as BodyPart];
  const nose = fromPose(first, firstPart.length / 2);
  const tail = fromPose(last, -lastPart.length / 2);
  return {
    id: vehicle.id,
    class: body.class,
    bodyId: body.id,
    colour: vehicle.colour,
    position: between(nose, tail, 0.5),
    heading: directionTo(tail, nose),
    parts,
    speed: vehicle.speed,
    acceleration: vehicle.acceleration,
    lane: laneOf(network, vehicle)?.id ?? '',
    length: body.length,
    width: body.width,
    height: body.height,
    braking: vehicle.acceleration < -0.4 || vehicle.speed < 0.1,
    indicator: indicatorOf(network, vehicle),
    odometer: vehicle.odometer,
  };
}

/** Middle and heading of a rigid part: its two pivots are on the path. */
function partPose(network: RoadNetwork, vehicle: Vehicle, part: BodyPart): GroundPose {
  const front: GroundPoint = pointOnRoute(network, vehicle, part.frontPivot);
  const rear: GroundPoint = pointOnRoute(network, vehicle, part.rearPivot);
  const near = distance(front, rear) < 1e-6;
  const heading = near ? pointOnRoute(network, vehicle, part.frontPivot).heading : directionTo(rear, front);
  const middleBehind = part.from + part.length / 2;
  const pose = { ...front, heading };
  return { ...fromPose(pose, part.frontPivot - middleBehind), heading };
}

const SIGNALS_BEFORE = 45;

function indicatorOf(network: RoadNetwork, vehicle: Vehicle): Indicator {
  const { shift, halt } = vehicle;
  if (halt !== null && halt.until !== null && halt.reason !== 'bus stop') return 'both';
  if (halt !== null) return 'right';
  if (shift !== null) return shift.left > 0 ? 'right' : 'left';
  const [lane, next] = [laneOf(network, vehicle), laneOf(network, vehicle, 1)];
  const turning =
    lane?.turn ?? (lane !== null && lane.curve.length - vehicle.front < SIGNALS_BEFORE ? next?.turn : null);
  return turning === 'left' || turning === 'right' ? turning : 'none';
}

function lengthOf(network: RoadNetwork, lane: number | undefined): number {
  return network.lanes[lane ?? -1]?.curve.length ?? 0;
}
