import type { RoadNetwork } from '../network/lanes.ts';
import type { Vehicle } from './vehicle.ts';

/** A vehicle, or the part of it that still lies on a lane that its front has left. Stations are those of this lane. */
export interface Occupant {
  readonly vehicle: Vehicle;
  readonly front: number;
  readonly rear: number;
}

/** Who is on each lane, from its end to its start. */
export type Occupancy = readonly (readonly Occupant[])[];

export function occupancyOf(network: RoadNetwork, vehicles: readonly Vehicle[]): Occupancy {
  const lists: Occupant[][] = network.lanes.map(() => []);
  for (const vehicle of vehicles) {
    let front = vehicle.front;
    for (let leg = vehicle.leg; leg >= 0; leg -= 1) {
      const lane = vehicle.route[leg] ?? -1;
      const rear = front - vehicle.body.length;
      lists[lane]?.push({ vehicle, front, rear });
      if (rear >= 0) break;
      front += network.lanes[vehicle.route[leg - 1] ?? -1]?.curve.length ?? 0;
    }
    leaveShadow(network, lists, vehicle);
  }
  for (const list of lists) list.sort((a, b) => b.front - a.front || a.vehicle.id - b.vehicle.id);
  return lists;
}

/** Whoever changes lanes still takes room in the old one. */
function leaveShadow(network: RoadNetwork, lists: Occupant[][], vehicle: Vehicle): void {
  const { shift, front, body } = vehicle;
  if (shift === null) return;
  const [old, now] = [network.lanes[shift.fromLane], network.lanes[vehicle.route[vehicle.leg] ?? -1]];
  if (old === undefined || now === undefined) return;
  const share = old.curve.length / now.curve.length;
  const rear = front * share - body.length;
  lists[shift.fromLane]?.push({ vehicle, front: front * share, rear });
  if (rear >= 0) return;
  // The tail is still beside the lane before.
  for (const index of old.previous) {
    const length = network.lanes[index]?.curve.length ?? 0;
    lists[index]?.push({ vehicle, front: front * share + length, rear: rear + length });
  }
}

/**
 * The next one ahead of a station on a lane: of those in front the one whose rear is nearest, as a long one that changes lanes
 * may reach back past a shorter one. The vehicle itself does not count.
 */
export function nextAhead(list: readonly Occupant[], station: number, self: Vehicle): Occupant | null {
  let next: Occupant | null = null;
  for (const occupant of list) {
    if (occupant.vehicle === self) continue;
    if (occupant.front < station || (occupant.front === station && occupant.vehicle.id > self.id)) break;
    if (next === null || occupant.rear < next.rear) next = occupant;
  }
  return next;
}

/** The next one behind a station on a lane. */
export function nextBehind(list: readonly Occupant[], station: number, self: Vehicle): Occupant | null {
  return list.find(({ vehicle, front }) => vehicle !== self && front < station) ?? null;
}
