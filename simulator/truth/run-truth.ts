import type { Scene } from '../scenes/scene.ts';
import { STEP_SECONDS } from '../traffic/simulation.ts';
import type { Traffic } from '../traffic/simulation.ts';
import type { ActorState } from '../world/actors.ts';
import { createFollowingWatch } from './close-following.ts';
import { createEncroachmentWatch } from './encroachments.ts';
import { styleUnder } from '../traffic/drivers.ts';
import { framesIn, startRun } from '../traffic/run.ts';
import type { RunOptions } from '../traffic/run.ts';
import type { Vehicle } from '../traffic/vehicle.ts';
import { createLineWatch } from './line-watch.ts';
import { queuesOn } from './queues.ts';
import {
  closeFollowingRecord,
  encroachmentRecord,
  eventRecord,
  frameRecord,
  journeyRecord,
  metres,
  sceneRecord,
  seconds as round,
} from './records.ts';
import type { SeenObject } from './seen-objects.ts';

/** What pictures show in a frame of whom; without pictures nobody knows. */
export type SeenIn = (frame: number) => ReadonlyMap<number, SeenObject> | undefined;

/** What is written down of a run, one JSON text a record, in the order in which it became known. */
export function* truthOf(scene: Scene, options: RunOptions, seenIn: SeenIn = () => undefined): Generator<string> {
  const { minutes, fps } = options;
  const run = startRun(scene, options);
  const { traffic } = run;
  const watch = createWatches(scene, traffic, run.startedAt);
  yield JSON.stringify(sceneRecord(scene, { fps, frames: framesIn(options) }));
  const steps = Math.round((minutes * 60) / STEP_SECONDS);
  for (let step = 0; step < steps; step += 1) {
    const actors = traffic.actors();
    for (const record of watch.step(actors, run.since())) yield JSON.stringify(record);
    if (step % run.stepsPerFrame === 0) {
      const frame = step / run.stepsPerFrame;
      const seen = seenIn(frame);
      const contents = { actors, signals: traffic.signals(), ...(seen === undefined ? {} : { seen }) };
      yield JSON.stringify(frameRecord(frame, run.since(), contents));
    }
    if (step % Math.round(1 / STEP_SECONDS) === 0) yield JSON.stringify(queuesRecord(scene, traffic, run.since()));
    traffic.step();
    for (const vehicle of traffic.left) {
      const took = { travelSeconds: traffic.seconds - vehicle.enteredAt, freeSeconds: freeSeconds(scene, vehicle) };
      yield JSON.stringify(journeyRecord(vehicle, run.since(), took));
    }
  }
  for (const event of traffic.events()) if (event.to === null) yield JSON.stringify(eventRecord(event, run.startedAt));
}

/** All that is looked for in every step. */
function createWatches(scene: Scene, traffic: Traffic, startedAt: number) {
  const lines = createLineWatch(scene.lines);
  const encroachments = createEncroachmentWatch();
  const following = createFollowingWatch();
  const told = new Set<string>();
  return {
    step(actors: readonly ActorState[], now: number): object[] {
      const over = traffic.events().filter(({ kind, from, to }) => to !== null && !told.has(`${kind} ${from}`));
      for (const { kind, from } of over) told.add(`${kind} ${from}`);
      return [
        ...lines.step(actors, now).map(({ at, seconds, ...facts }) => {
          return { kind: 'crossing', ...facts, seconds: round(seconds), x: metres(at.x), y: metres(at.y) };
        }),
        ...encroachments.step(actors, now).map(encroachmentRecord),
        ...following.step(actors, now).map(closeFollowingRecord),
        ...over.map((event) => eventRecord(event, startedAt)),
      ];
    },
  };
}

function queuesRecord({ network }: Scene, { vehicles }: Traffic, now: number): object {
  const queues = queuesOn(network, vehicles).filter((queue) => queue.vehicles > 0);
  const rounded = queues.map((queue) => ({ ...queue, metres: metres(queue.metres) }));
  return { kind: 'queues', seconds: round(now), queues: rounded };
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
