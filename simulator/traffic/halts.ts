import type { RoadNetwork } from '../network/lanes.ts';
import { randomStream } from '../world/random.ts';
import { laneOf } from './vehicle.ts';
import type { Vehicle } from './vehicle.ts';

/** A place where buses stop in their lane. */
export interface BusStop {
  readonly name: string;
  readonly lane: number;
  /** Of the front bumper. */
  readonly station: number;
}

const STANDS = 0.1;
/** Passengers take so many seconds. */
const SHORTEST_DWELL = 10;
const LONGEST_DWELL = 24;
const SEEN_BEFORE = 60;

/** A bus that comes near a stop of its lane means to serve it. */
export function planBusStop(network: RoadNetwork, vehicle: Vehicle, stops: readonly BusStop[], seed: number): void {
  if (vehicle.body.class !== 'bus' || vehicle.halt !== null || vehicle.shift !== null) return;
  const lane = laneOf(network, vehicle);
  for (const { name, lane: at, station } of stops) {
    const away = station - vehicle.front;
    if (lane?.index !== at || away < 0 || away > SEEN_BEFORE || vehicle.served.includes(name)) continue;
    const dwell = randomStream(seed, `stop ${name} ${vehicle.id}`).between(SHORTEST_DWELL, LONGEST_DWELL);
    vehicle.halt = { reason: 'bus stop', name, lane: at, station, standsFor: dwell, braking: 0, until: null };
  }
}

/** Standing begins with a standstill near the place, and ends by the clock. */
export function stepHalt(vehicle: Vehicle, seconds: number): void {
  const { halt } = vehicle;
  if (halt === null) return;
  if (halt.until === null) {
    const there = halt.braking > 0 || vehicle.front > halt.station - 2.5;
    if (vehicle.speed < STANDS && there) halt.until = seconds + halt.standsFor;
    return;
  }
  if (seconds < halt.until) return;
  vehicle.served.push(halt.name);
  vehicle.halt = null;
}
