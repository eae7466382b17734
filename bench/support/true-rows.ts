import type { Vehicle } from '../../simulator/traffic/vehicle.ts';
import type { GroundApproach } from './ground-approach.ts';

/** Bounds of the definition in docs/traffic/queues.md, in metres and metres a second. */
const JOINS_BELOW = 5 / 3.6;
const LEAVES_ABOVE = 10 / 3.6;
const LARGEST_GAP = 15;
const GAP_BEHIND_MOVING = 30;

/** The queues of an approach by that definition, from where the simulator knows its vehicles to be. */
export function createTrueRows({ lanes, metres }: GroundApproach): {
  step(vehicles: readonly Vehicle[]): { vehicles: number; metres: number };
} {
  const states = new Map<number, { queued: boolean; hasQueued: boolean }>();
  const note = (vehicle: Vehicle): void => {
    const state = states.get(vehicle.id) ?? { queued: false, hasQueued: false };
    if (vehicle.speed < JOINS_BELOW) Object.assign(state, { queued: true, hasQueued: true });
    else if (vehicle.speed > LEAVES_ABOVE) state.queued = false;
    states.set(vehicle.id, state);
  };
  return {
    step(vehicles) {
      let [count, reach] = [0, 0];
      for (const lane of lanes) {
        const own = vehicles.filter(({ route, leg, front }) => {
          return route[leg] === lane.index && lane.curve.length - front <= metres;
        });
        own.forEach(note);
        let [end, moving] = [lane.curve.length, false];
        for (const vehicle of own.sort((a, b) => b.front - a.front)) {
          const state = states.get(vehicle.id);
          if (state?.hasQueued !== true) continue;
          if (end - vehicle.front > (moving ? GAP_BEHIND_MOVING : LARGEST_GAP)) break;
          end = vehicle.front - vehicle.body.length;
          moving = !state.queued;
          if (!state.queued) continue;
          count += 1;
          reach = Math.max(reach, lane.curve.length - end);
        }
      }
      return { vehicles: count, metres: reach };
    },
  };
}
