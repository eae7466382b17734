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

export function createTraffic(plan: TrafficPlan): Traffic {
  const { network, signals, demands, seed, walks = [], stops = [], incidents = [] } = plan;
  const sources = demands.map((demand) => createSource(network, demand, seed));
  const walkSources = walks.map((demand) => createWalkSource(demand, seed));
  const zebras = zebrasOn(walks.map(({ walk }) => walk));
  const director = createDirector(incidents);
  let vehicles: Vehicle[] = [];
  let walkers: Walker[] = [];
  let left: Vehicle[] = [];
  let steps = 0;
  let lastId = 0;
  const nextId = (): number => (lastId += 1);
  const now = (): number => steps * STEP_SECONDS;
  const lightNow = (group: string): SignalLight => (signals === null ? 'green' : lightOf(signals, group, now()));

  function step(): void {
    const seconds = now();
    let occupancy = occupancyOf(network, vehicles);
    director.step({
      ...{ network, seconds, seed, vehicles, walkers, occupancy, nextId },
      addWalker: (walker) => void walkers.push(walker),
    });
    const around = { zebras, claims: claimsOf(walkers), blocked: director.blocked(), closed: director.closed() };
    for (const vehicle of vehicles) {
      planBusStop(network, vehicle, stops, seed);
      giveUpExit(network, vehicle, STEP_SECONDS);
      const choice = chooseLane({ network, occupancy, lightOf: lightNow, ...around }, vehicle, seconds);
      if (choice === null) continue;
      beginShift(network, vehicle, choice, seconds);
      // One at a time: two that saw the same gap must not both take it.
      occupancy = occupancyOf(network, vehicles);
    }
    const situation: Situation = { network, occupancy, lightOf: lightNow, ...around };
    for (const vehicle of vehicles) vehicle.acceleration = chooseAcceleration(situation, vehicle);
    stepWalkers(walkers, { seconds, occupancy, lightOf: lightNow }, STEP_SECONDS);
    for (const vehicle of vehicles) {
      advance(network, vehicle);
      stepHalt(vehicle, seconds + STEP_SECONDS);
    }
    left = vehicles.filter((vehicle) => laneOf(network, vehicle) === null);
    vehicles = vehicles.filter((vehicle) => laneOf(network, vehicle) !== null);
    walkers = walkers.filter(({ walk, station }) => station < walk.curve.length);
    steps += 1;
    letIn(now());
  }

  function letIn(seconds: number): void {
    for (const source of sources) {
      const vehicle = source.step(seconds, occupancyOf(network, vehicles), nextId);
      if (vehicle !== null) vehicles.push(vehicle);
    }
    for (const source of walkSources) {
      const walker = source.step(seconds, walkers, nextId);
      if (walker !== null) walkers.push(walker);
    }
  }

  return {
    get seconds() {
      return now();
    },
    get vehicles() {
      return vehicles;
    },
    get walkers() {
      return walkers;
    },
    get left() {
      return left;
    },
    get waiting() {
      return sources.reduce((sum, source) => sum + source.waiting, 0);
    },
    step,
    actors: () => [
      ...vehicles.map((vehicle) => stateOf(network, vehicle)),
      ...walkers.map(walkerState),
      ...director.actors(),
    ],
    signals: () => (signals === null ? [] : lightsAt(signals, now())),
    events: () => director.events(),
  };
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
