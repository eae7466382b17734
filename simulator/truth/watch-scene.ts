import type { Scene } from '../scenes/scene.ts';
import { createTraffic, STEP_SECONDS } from '../traffic/simulation.ts';
import type { Vehicle } from '../traffic/vehicle.ts';
import { actorOverlap } from '../world/footprint.ts';

export interface WatchedScene {
  /** Everything that must not be, in words. */
  readonly wrong: readonly string[];
  readonly left: readonly Vehicle[];
  /** How many of them in the last minute: none where everything stands. */
  readonly leftLately: number;
  /** Those who are still on the road. */
  readonly vehicles: readonly Vehicle[];
  /** Vehicles an hour, all entries together. */
  readonly demand: number;
}

/** Runs a scene and tells of everything that must not be: two bodies in one place, and whoever leaves by a wrong road. */
export function watchScene(scene: Scene, minutes: number): WatchedScene {
  const traffic = createTraffic(scene);
  const wrong: string[] = [];
  const left: Vehicle[] = [];
  let leftLately = 0;
  for (let step = 0; step < (minutes * 60) / STEP_SECONDS; step += 1) {
    traffic.step();
    left.push(...traffic.left);
    if (traffic.seconds > (minutes - 1) * 60) leftLately += traffic.left.length;
    for (const { id, route, exit } of traffic.left) {
      if (scene.network.lanes[route.at(-1) ?? -1]?.exit !== exit) wrong.push(`${id} left by the wrong road`);
    }
    if (step % 5 > 0) continue;
    const actors = traffic.actors();
    for (const [at, one] of actors.entries()) {
      for (const other of actors.slice(at + 1)) {
        if (actorOverlap(one, other) > 0.05) wrong.push(`${one.id} and ${other.id} collide at ${traffic.seconds}`);
      }
    }
  }
  const demand = scene.demands.reduce((sum, { vehiclesPerHour }) => sum + vehiclesPerHour, 0);
  return { wrong, left, leftLately, vehicles: traffic.vehicles, demand };
}
