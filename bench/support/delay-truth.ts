import type { Vehicle } from '../../simulator/traffic/vehicle.ts';
import type { GroundApproach } from './queue-truth.ts';

/** How long a vehicle really took from the far end of an approach to its stop line, against nobody in its way. */
export interface TrueDelay {
  readonly id: number;
  readonly seconds: number;
  /** Less the time at the speed that is allowed. */
  readonly delay: number;
  /** Less the time at the speed that its driver would like. */
  readonly ownDelay: number;
}

/** Watches fronts pass the far end and the stop line. */
export function createDelayTruth({ lanes, metres, speedLimit }: GroundApproach): {
  step(vehicles: readonly Vehicle[], seconds: number, wished: (vehicle: Vehicle) => number): void;
  readonly found: TrueDelay[];
} {
  const entered = new Map<number, { at: number; metres: number }>();
  const seenBefore = new Map<number, number>();
  const found: TrueDelay[] = [];
  return {
    found,
    step(vehicles, seconds, wished) {
      for (const vehicle of vehicles) {
        const lane = lanes.find(({ index }) => index === vehicle.route[vehicle.leg]);
        if (lane !== undefined) {
          const left = lane.curve.length - vehicle.front;
          const before = seenBefore.get(vehicle.id);
          if (left <= metres && before !== undefined && before > metres)
            entered.set(vehicle.id, { at: seconds - (metres - left) / Math.max(0.1, vehicle.speed), metres });
          seenBefore.set(vehicle.id, left);
          continue;
        }
        const from = entered.get(vehicle.id);
        if (from === undefined) continue;
        entered.delete(vehicle.id);
        const crossed = seconds - vehicle.front / Math.max(0.1, vehicle.speed);
        const took = crossed - from.at;
        const [allowed, own] = [speedLimit, wished(vehicle)];
        found.push({
          id: vehicle.id,
          seconds: took,
          delay: took - from.metres / allowed,
          ownDelay: took - from.metres / own,
        });
      }
    },
  };
}
