import type { RoadNetwork } from '../network/lanes.ts';
import type { Vehicle } from '../traffic/vehicle.ts';

/** Who waits before a stop line at one moment. */
export interface TrueQueue {
  readonly lane: string;
  readonly vehicles: number;
  /** From the stop line to the rear of the last one. */
  readonly metres: number;
}

/** Slower than walking counts as standing; whoever stands further behind the one ahead belongs to no queue yet. */
const STANDING = 1.4;
const LARGEST_GAP = 15;

/** The queues of all lanes that end at a signal, empty ones too. */
export function queuesOn(network: RoadNetwork, vehicles: readonly Vehicle[]): TrueQueue[] {
  return network.lanes
    .filter((lane) => lane.next.some((index) => network.lanes[index]?.signal !== null && lane.turn === null))
    .map((lane) => {
      const standing = vehicles.filter(({ route, leg }) => route[leg] === lane.index).sort((a, b) => b.front - a.front);
      let reach = lane.curve.length;
      let count = 0;
      for (const { front, speed, body } of standing) {
        if (speed > STANDING || reach - front > LARGEST_GAP) break;
        reach = front - body.length;
        count += 1;
      }
      return { lane: lane.id, vehicles: count, metres: count === 0 ? 0 : lane.curve.length - reach };
    });
}
