import type { RoadUserClass } from '../../domain/detection/classes.ts';
import { mayUse } from '../network/lanes.ts';
import type { Lane, RoadNetwork } from '../network/lanes.ts';
import { changesTowards, routeTowards } from '../network/routes.ts';
import { bodiesOf } from '../world/bodies.ts';
import type { Body } from '../world/body.ts';
import { randomStream } from '../world/random.ts';
import type { Random } from '../world/random.ts';
import { drawDriver, styleUnder } from './drivers.ts';
import type { Occupancy } from './occupancy.ts';
import type { Vehicle } from './vehicle.ts';

/** How much comes in where, of what kinds, and where it goes. */
export interface Demand {
  readonly entry: string;
  readonly vehiclesPerHour: number;
  readonly kinds: readonly (readonly [RoadUserClass, number])[];
  readonly exits: readonly (readonly [string, number])[];
  /** How the volume changes: seconds and a factor, straight lines between them. */
  readonly course?: readonly (readonly [number, number])[];
  /** Arrivals in groups, as a signal upstream lets them go: seconds from group to group, and for how many of them they come. */
  readonly platoons?: { readonly every: number; readonly lasting: number };
  /** Where those go who are too long to turn here; null where everybody may turn. */
  readonly through: string | null;
}

interface Arrival {
  readonly body: Body;
  readonly colour: string;
  readonly exit: string;
  readonly driver: Vehicle['driver'];
}

const SECONDS_PER_HOUR = 3600;

/** One entry of the network: Poisson arrivals, and a queue before the gate for those who find no room. */
export interface Source {
  /** Whoever comes in now, at most one in a step. */
  step(seconds: number, occupancy: Occupancy, nextId: () => number): Vehicle | null;
  readonly waiting: number;
}

export function createSource(network: RoadNetwork, demand: Demand, seed: number): Source {
  const random = randomStream(seed, `demand ${demand.entry}`);
  const lanes = network.lanes.filter(({ entry }) => entry === demand.entry);
  const most = mostOf(demand);
  const mean = SECONDS_PER_HOUR / (demand.vehiclesPerHour * most);
  const queue: Arrival[] = [];
  let nextAt = random.exponential(mean);
  return {
    get waiting() {
      return queue.length;
    },
    step(seconds, occupancy, nextId) {
      while (nextAt <= seconds) {
        // Thinning: candidates of the highest rate, each taken as likely as its moment is busy.
        if (random.chance(volumeAt(demand, nextAt) / most)) queue.push(drawArrival(demand, random));
        nextAt += random.exponential(mean);
      }
      const [first] = queue;
      if (first === undefined) return null;
      const lane = bestLane(network, lanes, occupancy, first);
      const vehicle = lane === null ? null : enter(network, lane, occupancy, first, demand.entry, seconds, nextId);
      if (vehicle !== null) queue.shift();
      return vehicle;
    },
  };
}

/** What comes outside the groups, against the mean. */
const BETWEEN_PLATOONS = 0.25;

/** The volume at one moment as a share of the demand's. */
export function volumeAt({ course = [], platoons }: Demand, seconds: number): number {
  let volume = course.length === 0 ? 1 : courseAt(course, seconds);
  if (platoons !== undefined)
    volume *= seconds % platoons.every < platoons.lasting ? platoonPeak(platoons) : BETWEEN_PLATOONS;
  return volume;
}

/** So high that the mean stays what it was. */
function platoonPeak({ every, lasting }: { every: number; lasting: number }): number {
  return (every - BETWEEN_PLATOONS * (every - lasting)) / lasting;
}

function mostOf({ course = [], platoons }: Demand): number {
  const highest = Math.max(...course.map(([, factor]) => factor), course.length === 0 ? 1 : 0);
  return highest * (platoons === undefined ? 1 : platoonPeak(platoons));
}

function courseAt(course: readonly (readonly [number, number])[], seconds: number): number {
  let [before, factor] = course[0] ?? [0, 1];
  for (const [at, next] of course) {
    if (seconds < at) return factor + ((next - factor) * (seconds - before)) / Math.max(at - before, 1e-9);
    [before, factor] = [at, next];
  }
  return factor;
}

/** Longer ones would sweep the lane beside them in a turn. */
const LONGEST_THAT_TURNS = 9.5;

function drawArrival({ kinds, exits, through }: Demand, random: Random): Arrival {
  const kind = random.weighted(kinds);
  const body = random.weighted(bodiesOf(kind).map((one) => [one, one.share] as const));
  const wished = random.weighted(exits);
  return {
    body,
    colour: random.weighted(body.colours),
    exit: through !== null && body.length > LONGEST_THAT_TURNS ? through : wished,
    driver: drawDriver(kind, random),
  };
}

/** The lane from which the exit is reached with the fewest changes; of several the one with the most room at its start. */
function bestLane(network: RoadNetwork, lanes: readonly Lane[], occupancy: Occupancy, arrival: Arrival): Lane | null {
  const to = { exit: arrival.exit, kind: arrival.body.class };
  const room = (lane: Lane): number => occupancy[lane.index]?.at(-1)?.rear ?? Infinity;
  const rated = lanes
    .filter((lane) => mayUse(lane.use, to.kind))
    .map((lane) => ({ lane, changes: changesTowards(network, lane, to), room: room(lane) }));
  rated.sort((a, b) => a.changes - b.changes || b.room - a.room);
  return rated[0]?.lane ?? null;
}

function enter(
  network: RoadNetwork,
  lane: Lane,
  occupancy: Occupancy,
  { body, colour, exit, driver }: Arrival,
  entry: string,
  seconds: number,
  nextId: () => number,
): Vehicle | null {
  const last = occupancy[lane.index]?.at(-1) ?? null;
  const style = styleUnder(driver, lane.speedLimit);
  const gap = (last?.rear ?? Infinity) - body.length;
  // As fast as the one ahead where it is near: nobody appears with squealing brakes.
  const speed = gap > style.wishedSpeed * 4 ? style.wishedSpeed : Math.min(style.wishedSpeed, last?.vehicle.speed ?? 0);
  if (gap < style.standingGap + speed * style.timeGap) return null;
  const route = routeTowards(network, lane, { exit, kind: body.class });
  if (route === null) return null;
  return {
    ...{ id: nextId(), body, colour, driver, entry, exit, enteredAt: seconds, route },
    ...{ leg: 0, front: body.length, speed, acceleration: 0, shift: null, nextShiftAt: seconds + 3, odometer: 0 },
    ...{ stuckFor: 0, halt: null, served: [] },
  };
}
