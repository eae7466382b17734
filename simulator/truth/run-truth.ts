import type { Scene } from '../scenes/scene.ts';
import { createTraffic, STEP_SECONDS } from '../traffic/simulation.ts';
import { styleUnder } from '../traffic/drivers.ts';
import type { Vehicle } from '../traffic/vehicle.ts';
import { createLineWatch } from './line-watch.ts';
import { queuesOn } from './queues.ts';
import { frameRecord, journeyRecord, metres, sceneRecord, seconds as round } from './records.ts';

export interface TruthOptions {
  readonly minutes: number;
  readonly fps: number;
  /** Traffic before the first frame, so that the road is not empty. */
  readonly warmUpSeconds: number;
}

/** What is written down of a run, one JSON text a record, in the order in which it happened. */
export function* truthOf(scene: Scene, { minutes, fps, warmUpSeconds }: TruthOptions): Generator<string> {
  const everySteps = stepsPerFrame(fps);
  const traffic = createTraffic(scene);
  const watch = createLineWatch(scene.lines);
  for (let step = 0; step < Math.round(warmUpSeconds / STEP_SECONDS); step += 1) traffic.step();
  const startedAt = traffic.seconds;
  const since = (): number => traffic.seconds - startedAt;
  yield JSON.stringify(sceneRecord(scene, { fps, frames: Math.round(minutes * 60 * fps) }));
  const steps = Math.round((minutes * 60) / STEP_SECONDS);
  for (let step = 0; step < steps; step += 1) {
    const actors = traffic.actors();
    for (const crossing of watch.step(actors, since())) {
      const { at, seconds, ...facts } = crossing;
      yield JSON.stringify({ kind: 'crossing', ...facts, seconds: round(seconds), x: metres(at.x), y: metres(at.y) });
    }
    if (step % everySteps === 0) {
      yield JSON.stringify(frameRecord(step / everySteps, since(), { actors, signals: traffic.signals() }));
    }
    if (step % Math.round(1 / STEP_SECONDS) === 0) {
      const queues = queuesOn(scene.network, traffic.vehicles).filter(({ vehicles }) => vehicles > 0);
      yield JSON.stringify({
        kind: 'queues',
        seconds: round(since()),
        queues: queues.map((queue) => ({ ...queue, metres: metres(queue.metres) })),
      });
    }
    traffic.step();
    for (const vehicle of traffic.left) {
      const took = { travelSeconds: traffic.seconds - vehicle.enteredAt, freeSeconds: freeSeconds(scene, vehicle) };
      yield JSON.stringify(journeyRecord(vehicle, since(), took));
    }
  }
}

/** How long the journey would have taken with nobody and nothing in the way: the rest is delay. */
function freeSeconds({ network }: Scene, { route, driver, body }: Vehicle): number {
  let seconds = 0;
  // It came in with its whole length on the first lane.
  let ahead = -body.length;
  for (const index of route) {
    const lane = network.lanes[index];
    if (lane === undefined) continue;
    ahead += lane.curve.length;
    seconds += ahead / styleUnder(driver, lane.speedLimit).wishedSpeed;
    ahead = 0;
  }
  return seconds;
}

function stepsPerFrame(fps: number): number {
  const steps = 1 / (fps * STEP_SECONDS);
  if (fps <= 0 || Math.abs(steps - Math.round(steps)) > 1e-9) {
    throw new RangeError(`${fps} frames a second do not meet the steps of ${STEP_SECONDS} s; use 25, 12.5, 6.25 or 5`);
  }
  return Math.round(steps);
}
