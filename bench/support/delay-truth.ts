import { newDischarge, stepDischarge } from '../../domain/traffic/queue/discharge.ts';
import type { Discharge } from '../../domain/traffic/queue/discharge.ts';
import { styleUnder } from '../../simulator/traffic/drivers.ts';
import type { Vehicle } from '../../simulator/traffic/vehicle.ts';
import type { GroundApproach } from './ground-approach.ts';

/** How long a vehicle really took from the far end of an approach to its stop line, against nobody in its way. */
export interface TrueDelay {
  readonly id: number;
  /** The travel time less the time at the speed that is allowed. */
  readonly delay: number;
  /** The travel time less the time at the speed that its driver would like. */
  readonly ownDelay: number;
}

const JOINS_BELOW = 5 / 3.6;

/** Watches fronts pass the far end and the stop line. */
export function createDelayTruth({ lanes, metres, speedLimit }: GroundApproach): {
  step(vehicles: readonly Vehicle[], seconds: number): void;
  readonly found: TrueDelay[];
  readonly saturation: { sum: number; count: number };
} {
  const enteredAt = new Map<number, number>();
  const leftBefore = new Map<number, { readonly left: number; readonly lane: number }>();
  const stood = new Set<number>();
  const discharges = new Map<number, Discharge>();
  const found: TrueDelay[] = [];
  const saturation = { sum: 0, count: 0 };

  function passLine(vehicle: Vehicle, lane: number, seconds: number): void {
    const crossed = seconds - vehicle.front / Math.max(0.1, vehicle.speed);
    const discharge = discharges.get(lane) ?? newDischarge();
    discharges.set(lane, discharge);
    const headway = stepDischarge(discharge, stood.has(vehicle.id), crossed * 1e6);
    if (headway !== null)
      Object.assign(saturation, { sum: saturation.sum + headway / 1e6, count: saturation.count + 1 });
    const from = enteredAt.get(vehicle.id);
    if (from === undefined) return;
    const own = styleUnder(vehicle.driver, speedLimit).wishedSpeed;
    found.push({
      id: vehicle.id,
      delay: crossed - from - metres / speedLimit,
      ownDelay: crossed - from - metres / own,
    });
  }

  return {
    found,
    saturation,
    step(vehicles, seconds) {
      for (const vehicle of vehicles) {
        const lane = lanes.find(({ index }) => index === vehicle.route[vehicle.leg]);
        const before = leftBefore.get(vehicle.id);
        if (lane === undefined) {
          if (before !== undefined) passLine(vehicle, before.lane, seconds);
          leftBefore.delete(vehicle.id);
          continue;
        }
        const left = lane.curve.length - vehicle.front;
        if (before !== undefined && before.left > metres && left <= metres)
          enteredAt.set(vehicle.id, seconds - (metres - left) / Math.max(0.1, vehicle.speed));
        if (left <= metres && vehicle.speed < JOINS_BELOW) stood.add(vehicle.id);
        leftBefore.set(vehicle.id, { left, lane: lane.index });
      }
    },
  };
}
