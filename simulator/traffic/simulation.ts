import type { RoadNetwork } from '../network/lanes.ts';
import { zebrasOn } from '../network/walks.ts';
import { createDirector } from '../incidents/director.ts';
import type { Incident, IncidentEvent } from '../incidents/incident.ts';
import type { ActorState, SignalLight, SignalState } from '../world/actors.ts';
import { createSource } from './demand.ts';
import type { Demand } from './demand.ts';
import { planBusStop, stepHalt } from './halts.ts';
import type { BusStop } from './halts.ts';
import { beginShift, chooseLane, giveUpExit } from './lane-changes.ts';
import { chooseAcceleration } from './looking-ahead.ts';
import { occupancyOf } from './occupancy.ts';
import { areConcurrent, lightOf, lightsAt } from './signals.ts';
import type { SignalPlan } from './signals.ts';
import { laneOf, stateOf } from './vehicle.ts';
import type { Vehicle } from './vehicle.ts';
import { createWalkSource } from './walk-demand.ts';
import type { WalkDemand } from './walk-demand.ts';
import { claimsOf, stepWalkers, walkerState } from './walkers.ts';
import type { Walker } from './walkers.ts';
import type { Situation } from './yielding.ts';

/** All that moves on a network, in steps of a twenty-fifth of a second: both 12.5 and 25 pictures a second meet steps. */
export const STEP_SECONDS = 0.04;

export interface TrafficPlan {
  readonly network: RoadNetwork;
  readonly signals: SignalPlan | null;
  readonly demands: readonly Demand[];
  readonly seed: number;
  readonly walks?: readonly WalkDemand[];
  readonly stops?: readonly BusStop[];
  readonly incidents?: readonly Incident[];
}

export interface Traffic {
  readonly seconds: number;
  readonly vehicles: readonly Vehicle[];
  readonly walkers: readonly Walker[];
  /** Those who left with the last step, in the state in which they were last seen. */
  readonly left: readonly Vehicle[];
  /** Arrivals that wait outside for room. */
  readonly waiting: number;
  step(): void;
  actors(): ActorState[];
  signals(): SignalState[];
  events(): readonly IncidentEvent[];
}

export function concurrencyOf(plan: SignalPlan | null): (a: string | null, b: string | null) => boolean {
  return (a, b) => plan === null || areConcurrent(plan, a, b);
}

/** Everything that steps change. */
interface Road {
  vehicles: Vehicle[];
  walkers: Walker[];
  left: Vehicle[];
  steps: number;
  lastId: number;
}

export function createTraffic(plan: TrafficPlan): Traffic {
  const { network, signals, demands, seed, walks = [], incidents = [] } = plan;
  const sources = demands.map((demand) => createSource(network, demand, seed));
  const walkSources = walks.map((demand) => createWalkSource(demand, seed));
  const zebras = zebrasOn(walks.map(({ walk }) => walk));
  const director = createDirector(incidents);
  const road: Road = { vehicles: [], walkers: [], left: [], steps: 0, lastId: 0 };
  const nextId = (): number => (road.lastId += 1);
  const now = (): number => road.steps * STEP_SECONDS;

  function step(): void {
    director.step({
      ...{ network, seconds: now(), seed, vehicles: road.vehicles, walkers: road.walkers, nextId },
      occupancy: occupancyOf(network, road.vehicles),
      addWalker: (walker) => void road.walkers.push(walker),
    });
    moveOn(plan, road, {
      ...{ zebras, claims: claimsOf(road.walkers), blocked: director.blocked(), closed: director.closed() },
    });
    for (const source of sources) {
      const vehicle = source.step(now(), occupancyOf(network, road.vehicles), nextId);
      if (vehicle !== null) road.vehicles.push(vehicle);
    }
    for (const source of walkSources) {
      const walker = source.step(now(), road.walkers, nextId);
      if (walker !== null) road.walkers.push(walker);
    }
  }

  return {
    get seconds() {
      return now();
    },
    get vehicles() {
      return road.vehicles;
    },
    get walkers() {
      return road.walkers;
    },
    get left() {
      return road.left;
    },
    get waiting() {
      return sources.reduce((sum, source) => sum + source.waiting, 0);
    },
    step,
    actors: () => [
      ...road.vehicles.map((vehicle) => stateOf(network, vehicle)),
      ...road.walkers.map(walkerState),
      ...director.actors(),
    ],
    signals: () => (signals === null ? [] : lightsAt(signals, now())),
    events: () => director.events(),
  };
}

type Surroundings = Pick<Situation, 'zebras' | 'claims' | 'blocked' | 'closed'>;

/** Everybody decides by what there is at the start of the step, and then moves. */
function moveOn({ network, signals, seed, stops = [] }: TrafficPlan, road: Road, around: Surroundings): void {
  const seconds = road.steps * STEP_SECONDS;
  const lightNow = (group: string): SignalLight => (signals === null ? 'green' : lightOf(signals, group, seconds));
  let occupancy = occupancyOf(network, road.vehicles);
  for (const vehicle of road.vehicles) {
    planBusStop(network, vehicle, stops, seed);
    giveUpExit(network, vehicle, STEP_SECONDS);
    const choice = chooseLane({ network, occupancy, lightOf: lightNow, ...around }, vehicle, seconds);
    if (choice === null) continue;
    beginShift(network, vehicle, choice, seconds);
    // One at a time: two that saw the same gap must not both take it.
    occupancy = occupancyOf(network, road.vehicles);
  }
  const situation: Situation = { network, occupancy, lightOf: lightNow, ...around };
  for (const vehicle of road.vehicles) vehicle.acceleration = chooseAcceleration(situation, vehicle);
  stepWalkers(road.walkers, { seconds, occupancy, lightOf: lightNow }, STEP_SECONDS);
  for (const vehicle of road.vehicles) {
    advance(network, vehicle);
    stepHalt(vehicle, seconds + STEP_SECONDS);
  }
  road.left = road.vehicles.filter((vehicle) => laneOf(network, vehicle) === null);
  road.vehicles = road.vehicles.filter((vehicle) => laneOf(network, vehicle) !== null);
  road.walkers = road.walkers.filter(({ walk, station }) => station < walk.curve.length);
  road.steps += 1;
}

/** Ballistic update; nobody rolls backwards. */
function advance(network: RoadNetwork, vehicle: Vehicle): void {
  const before = vehicle.speed;
  let speed = before + vehicle.acceleration * STEP_SECONDS;
  let way = ((before + speed) / 2) * STEP_SECONDS;
  if (speed < 0) {
    way = vehicle.acceleration < 0 ? before ** 2 / (-2 * vehicle.acceleration) : 0;
    speed = 0;
  }
  vehicle.speed = speed;
  vehicle.front += way;
  vehicle.odometer += way;
  const { shift } = vehicle;
  if (shift !== null && vehicle.front - vehicle.body.length > shift.start + shift.length) vehicle.shift = null;
  for (let lane = laneOf(network, vehicle); lane !== null && vehicle.front >= lane.curve.length;) {
    vehicle.front -= lane.curve.length;
    vehicle.leg += 1;
    // A change that is not over goes on along the next lane, from the one beside it.
    if (vehicle.shift !== null) {
      const { start, fromLane } = vehicle.shift;
      vehicle.shift = {
        ...vehicle.shift,
        fromLane: laneBehind(network, fromLane, vehicle),
        start: start - lane.curve.length,
      };
    }
    lane = laneOf(network, vehicle);
  }
}

/** What follows the lane that is left, where it still runs beside the vehicle's own; -1 where it has ended. */
function laneBehind(network: RoadNetwork, lane: number, vehicle: Vehicle): number {
  const own = laneOf(network, vehicle);
  const next = network.lanes[lane]?.next ?? [];
  return next.find((index) => own !== null && (own.left === index || own.right === index)) ?? -1;
}
