import { poseAt } from '../network/curve.ts';
import type { RoadNetwork } from '../network/lanes.ts';
import type { Vehicle } from '../traffic/vehicle.ts';
import type { GroundPoint } from '../world/ground.ts';
import type { Act, Incident, IncidentEvent, Stage } from './incident.ts';

type StoppedVehicle = Extract<Incident, { kind: 'stopped-vehicle' }>;
type SuddenStop = Extract<Incident, { kind: 'sudden-stop' }>;

/** An emergency stop, less than tyres can: those behind get away with it. */
const EMERGENCY_BRAKING = 6;
/** Comfortable, with a metre to spare. */
const SOFT_BRAKING = 2;
/** Followers count whose front comes past within so many seconds and metres. */
const [CLUSTER_SECONDS, CLUSTER_METRES] = [4, 15];
const LEAST_FOLLOWERS = 1;
const LEAST_SPEED = 7;
/** So soon after the standstill the others take it for an obstacle. */
const OBSTACLE_AFTER = 2;

/** A vehicle breaks down in its lane and stands there with its hazard lights on. */
export function stoppedVehicle(plan: StoppedVehicle): Act {
  return act(plan, {
    braking: 0,
    reason: 'breakdown',
    pick: ({ occupancy }) => {
      const canStop = (occupancy[plan.lane] ?? []).filter(({ vehicle, front }) => {
        const needed = vehicle.speed ** 2 / (2 * SOFT_BRAKING) + 8;
        return isFree(vehicle, plan.lane) && front < plan.station - needed;
      });
      return canStop.at(0)?.vehicle ?? null;
    },
  });
}

/** A driver brakes as hard as one can, with others close behind. */
export function suddenStop(plan: SuddenStop): Act {
  return act(
    { ...plan, station: plan.to },
    {
      braking: EMERGENCY_BRAKING,
      reason: 'sudden stop',
      pick: ({ occupancy }) => {
        const list = occupancy[plan.lane] ?? [];
        const found = list.find(({ vehicle, front, rear }) => {
          const close = list.filter((one) => one.front < rear && rear - one.front < reachOf(vehicle));
          const inRange = front > plan.from && front < plan.to;
          return (
            isFree(vehicle, plan.lane) && inRange && vehicle.speed > LEAST_SPEED && close.length >= LEAST_FOLLOWERS
          );
        });
        return found?.vehicle ?? null;
      },
    },
  );
}

interface Manner {
  readonly braking: number;
  readonly reason: 'breakdown' | 'sudden stop';
  pick(stage: Stage): Vehicle | null;
}

type Plan = (StoppedVehicle | SuddenStop) & { readonly station: number };

function act(plan: Plan, manner: Manner): Act {
  let chosen: Vehicle | null = null;
  let event: IncidentEvent | null = null;
  let stoodSince = Infinity;
  let now = 0;
  return {
    get event() {
      return event;
    },
    blocks: () =>
      chosen?.halt?.until !== undefined && chosen.halt.until !== null && now > stoodSince + OBSTACLE_AFTER
        ? [[plan.lane, chosen.front - chosen.body.length]]
        : [],
    step(stage) {
      now = stage.seconds;
      if (now < plan.at || (event !== null && event.to !== null)) return;
      chosen ??= begin(stage, plan, manner);
      if (chosen === null) return;
      const stands = chosen.halt !== null && chosen.halt.until !== null;
      if (stands) stoodSince = Math.min(stoodSince, now);
      // A breakdown is one from the standstill on; a sudden stop from the moment of braking.
      if (event === null && (stands || manner.braking > 0)) event = begun(stage.network, plan, chosen, now);
      if (event !== null && chosen.halt === null) event = { ...event, to: now };
    },
  };
}

function begin(stage: Stage, plan: Plan, { braking, reason, pick }: Manner): Vehicle | null {
  const vehicle = pick(stage);
  if (vehicle === null) return null;
  const { lane, station, seconds, kind } = plan;
  vehicle.halt = { reason, name: kind, lane, station, standsFor: seconds, braking, until: null };
  return vehicle;
}

function begun(network: RoadNetwork, plan: Plan, { id, front }: Vehicle, now: number): IncidentEvent {
  return { kind: plan.kind, ids: [id], from: now, to: null, place: placeOn(network, plan.lane, front), pet: null };
}

function reachOf({ speed }: Vehicle): number {
  return speed * CLUSTER_SECONDS + CLUSTER_METRES;
}

function isFree(vehicle: Vehicle, lane: number): boolean {
  return vehicle.halt === null && vehicle.shift === null && vehicle.route[vehicle.leg] === lane;
}

export function placeOn(network: RoadNetwork, lane: number, station: number): GroundPoint | null {
  const curve = network.lanes[lane]?.curve;
  if (curve === undefined) return null;
  const { x, y } = poseAt(curve, station);
  return { x, y };
}
