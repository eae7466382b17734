import type { ActorState, SignalState } from '../world/actors.ts';
import { createTraffic, STEP_SECONDS } from './simulation.ts';
import type { Traffic, TrafficPlan } from './simulation.ts';

export interface RunOptions {
  readonly minutes: number;
  readonly fps: number;
  /** Traffic before the first frame, so that the road is not empty. */
  readonly warmUpSeconds: number;
}

/** Traffic that stands before its first frame. */
export interface Run {
  readonly traffic: Traffic;
  readonly startedAt: number;
  readonly stepsPerFrame: number;
  /** Seconds since the first frame. */
  since(): number;
}

export function startRun(plan: TrafficPlan, { fps, warmUpSeconds }: RunOptions): Run {
  const everySteps = stepsPerFrame(fps);
  const traffic = createTraffic(plan);
  for (let step = 0; step < Math.round(warmUpSeconds / STEP_SECONDS); step += 1) traffic.step();
  const startedAt = traffic.seconds;
  return { traffic, startedAt, stepsPerFrame: everySteps, since: () => traffic.seconds - startedAt };
}

export function framesIn({ minutes, fps }: RunOptions): number {
  return Math.round(minutes * 60 * fps);
}

/** Everybody at the moment of one frame. */
export interface FrameMoment {
  readonly frame: number;
  readonly seconds: number;
  readonly actors: readonly ActorState[];
  readonly signals: readonly SignalState[];
}

/** Frame after frame, from one on which somebody may have stopped before. */
export function* framesOf(plan: TrafficPlan, options: RunOptions, firstFrame = 0): Generator<FrameMoment> {
  const { traffic, since, stepsPerFrame: everySteps } = startRun(plan, options);
  for (let frame = 0; frame < framesIn(options); frame += 1) {
    if (frame >= firstFrame) {
      yield { frame, seconds: since(), actors: traffic.actors(), signals: traffic.signals() };
    }
    for (let step = 0; step < everySteps; step += 1) traffic.step();
  }
}

function stepsPerFrame(fps: number): number {
  const steps = 1 / (fps * STEP_SECONDS);
  if (fps <= 0 || Math.abs(steps - Math.round(steps)) > 1e-9) {
    throw new RangeError(`${fps} frames a second do not meet the steps of ${STEP_SECONDS} s; use 25, 12.5, 6.25 or 5`);
  }
  return Math.round(steps);
}
