import { toMediaUs } from '../../domain/base/time.ts';
import { createTrackCounter, stepTrackCounter } from '../../domain/counting/track-counter.ts';
import { normPoint } from '../../domain/geometry/points.ts';
import type { NormPoint } from '../../domain/geometry/points.ts';
import { quantBox } from '../../domain/tracking/quant-box.ts';
import type { TrackPoint, TrackerStep } from '../../domain/tracking/track-facts.ts';
import { createQueueMemory, NO_QUEUE } from '../../domain/traffic/queue/approach-memory.ts';
import type { ApproachMinute } from '../../domain/traffic/queue/approach-minute.ts';
import { finishQueues, keepApproaches, stepQueues } from '../../domain/traffic/queue/approach-watch.ts';
import { prepareApproaches } from '../../domain/traffic/queue/prepared-approach.ts';
import { DEFAULT_QUEUE_SETTINGS } from '../../domain/traffic/queue/settings.ts';
import { bodyBox } from '../../simulator/camera/body-box.ts';
import { toPicture } from '../../simulator/camera/camera.ts';
import type { Camera } from '../../simulator/camera/camera.ts';
import { cameraAt } from '../../simulator/camera/mounts.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import { createTraffic, STEP_SECONDS } from '../../simulator/traffic/simulation.ts';
import type { Vehicle } from '../../simulator/traffic/vehicle.ts';
import { queuesOn } from '../../simulator/truth/queues.ts';
import type { ActorState } from '../../simulator/world/actors.ts';
import type { GroundPoint } from '../../simulator/world/ground.ts';
import { approachOf } from './ground-approach.ts';
import type { GroundApproach } from './ground-approach.ts';
import { calibratedByHand } from './speed-truth.ts';
import { createDelayTruth } from './delay-truth.ts';
import type { TrueDelay } from './delay-truth.ts';
import { createTrueRows } from './true-rows.ts';

/** A queue as it was measured beside the true ones, once a second. */
export interface QueuePair {
  readonly standing: { readonly measured: number; readonly truth: number };
  readonly queued: { readonly measured: number; readonly truth: number };
  /** Null where the camera is not calibrated, or nobody waits. */
  readonly metres: { readonly measured: number; readonly truth: number } | null;
}

export interface ApproachRun {
  readonly scene: Scene;
  readonly arm: string;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly calibrated: boolean;
}

export interface MeasuredApproach {
  readonly pairs: readonly QueuePair[];
  readonly minutes: readonly ApproachMinute[];
  /** Vehicles whose delay is known both ways. */
  readonly delays: readonly { readonly truth: TrueDelay; readonly measured: number }[];
  /** Headways of saturation in seconds, measured and true, as sums. */
  readonly saturation: {
    readonly measured: { sum: number; count: number };
    readonly truth: { sum: number; count: number };
  };
}

const STEPS_PER_PICTURE = 2;
const PICTURE = { width: 1280, height: 720 };
const HAND_PIXELS = 1;
const ZONE = '00000000-0000-4000-8000-00000000000a';
const LINE = '00000000-0000-4000-8000-00000000000b';
const REFERENCE = { x: 0.5, y: 1 };
/** Whoever draws an approach also says that metres are to be believed there. */
const WHOLE_PICTURE = [normPoint(0, 0), normPoint(1, 0), normPoint(1, 1), normPoint(0, 1)];
/** What is lost beyond the stop line is a formula, not a measurement. */
const SETTINGS = { ...DEFAULT_QUEUE_SETTINGS, accelerationMps2: 0 };
const ASKED_EVERY_PICTURES = 12;
/** Before, nobody has been seen for long enough. */
const FIRST_ASKED = 24;

/** Drives a scene and measures one of its approaches by the boxes in the picture of the camera that looks at it. */
export function measureApproach({ scene, arm, seconds, warmUpSeconds, calibrated }: ApproachRun): MeasuredApproach {
  const ground = approachOf(scene, arm);
  const camera = cameraOn(scene, arm);
  const watch = createWatch(ground, camera, calibrated ? scene.seed : null);
  const traffic = createTraffic(scene);
  for (let step = 0; step < warmUpSeconds / STEP_SECONDS; step += 1) traffic.step();
  const delays = createDelayTruth(ground);
  const rows = createTrueRows(ground);
  const pairs: QueuePair[] = [];
  for (let picture = 0; picture * STEPS_PER_PICTURE * STEP_SECONDS < seconds; picture += 1) {
    const us = toMediaUs(picture * STEPS_PER_PICTURE * STEP_SECONDS * 1e6);
    const now = watch.step(picture, us, traffic.actors());
    delays.step(traffic.vehicles, us / 1e6);
    const row = rows.step(traffic.vehicles);
    if (picture % ASKED_EVERY_PICTURES === 0 && picture > FIRST_ASKED) {
      pairs.push({
        standing: { measured: now.standingFromLine, truth: standingTruth(scene, ground, traffic.vehicles) },
        queued: { measured: now.vehicles, truth: row.vehicles },
        metres: now.metres === null || row.vehicles === 0 ? null : { measured: now.metres, truth: row.metres },
      });
    }
    for (let count = 0; count < STEPS_PER_PICTURE; count += 1) traffic.step();
  }
  const minutes = watch.finish();
  return { pairs, minutes, ...joined(watch.delays, delays, minutes) };
}

function joined(
  measured: ReadonlyMap<number, number>,
  truth: ReturnType<typeof createDelayTruth>,
  minutes: readonly ApproachMinute[],
): Pick<MeasuredApproach, 'delays' | 'saturation'> {
  const sum = minutes.reduce((so, minute) => so + minute.saturationUs / 1e6, 0);
  const count = minutes.reduce((so, minute) => so + minute.saturationHeadways, 0);
  return {
    delays: truth.found.flatMap((one) => {
      const known = measured.get(one.id);
      return known === undefined ? [] : [{ truth: one, measured: known }];
    }),
    saturation: { measured: { sum, count }, truth: truth.saturation },
  };
}

/** The rules, fed with what a camera would have seen if its detector were perfect. */
function createWatch(ground: GroundApproach, camera: Camera, seed: number | null) {
  const aspect = camera.width / camera.height;
  const seen = seenBy(camera);
  const approach = {
    ...{ stopLineId: LINE, lanes: ground.lanes.length, freeSpeedKmh: ground.speedLimit * 3.6 },
    ...{ lengthMetres: ground.metres, control: 'signal' as const, delayLimits: null },
  };
  const zone = { zoneId: ZONE, versionId: ZONE, points: ground.outline.map(seen), reference: REFERENCE, approach };
  const line = { lineId: LINE, versionId: LINE, from: seen(ground.from), to: seen(ground.to), reference: REFERENCE };
  const view = seed === null ? null : { ...calibratedByHand(camera, seed, HAND_PIXELS), region: WHOLE_PICTURE };
  const approaches = prepareApproaches([zone], [line], { aspect, view });
  const memory = createQueueMemory();
  keepApproaches(memory, approaches);
  const counter = createTrackCounter({ aspect, lines: [line], zones: [] });
  const delays = new Map<number, number>();
  const minutes: ApproachMinute[] = [];
  let before = new Set<number>();
  const delayed = (): number => memory.approaches[0]?.minute?.delayed ?? 0;
  const delayUs = (): number => memory.approaches[0]?.minute?.delayUs ?? 0;
  return {
    delays,
    step(picture: number, mediaUs: TrackPoint['mediaUs'], actors: readonly ActorState[]) {
      const observed = actors.flatMap((actor) => pointOf(actor, picture, mediaUs, camera));
      const now = new Set(observed.map(({ track }) => track));
      const ended = [...before].filter((id) => !now.has(id)).map(endOf);
      before = now;
      const step: TrackerStep = { observed, confirmedNow: [], ended };
      const { crossings } = stepTrackCounter(counter, step);
      const frame = { mediaUs, utcUs: mediaUs, step, crossings: crossings.slice(0, 1) };
      const was = [delayed(), delayUs()] as const;
      const over = stepQueues(memory, approaches, SETTINGS, frame);
      minutes.push(...over);
      const [one] = frame.crossings;
      const fresh = over.length > 0 ? ([0, 0] as const) : was;
      if (one !== undefined && delayed() === fresh[0] + 1) delays.set(one.track, (delayUs() - fresh[1]) / 1e6);
      for (const other of crossings.slice(1)) {
        const more = [delayed(), delayUs()] as const;
        const none: TrackerStep = { observed: [], confirmedNow: [], ended: [] };
        stepQueues(memory, approaches, SETTINGS, { ...frame, step: none, crossings: [other] });
        if (delayed() === more[0] + 1) delays.set(other.track, (delayUs() - more[1]) / 1e6);
      }
      return memory.approaches[0]?.now ?? NO_QUEUE;
    },
    finish: (): readonly ApproachMinute[] => [...minutes, ...finishQueues(memory)],
  };
}

function cameraOn({ mounts }: Scene, arm: string): Camera {
  const mount = mounts.find(({ name }) => name === `over the junction to ${arm}`);
  if (mount === undefined) throw new Error(`no camera looks over the junction to ${arm}`);
  return cameraAt(mount, PICTURE);
}

function seenBy(camera: Camera): (point: GroundPoint) => NormPoint {
  return (point) => {
    const seen = toPicture(camera, { ...point, z: 0 });
    if (seen === null) throw new Error('the approach lies behind the camera');
    const within = (share: number): number => Math.min(1, Math.max(0, share));
    return normPoint(within(seen.u / camera.width), within(seen.v / camera.height));
  };
}

function pointOf(actor: ActorState, frameId: number, mediaUs: TrackPoint['mediaUs'], camera: Camera): TrackPoint[] {
  const seen = actor.class === 'debris' ? null : bodyBox(camera, actor);
  if (seen === null || actor.class === 'debris') return [];
  const { width, height } = camera;
  const [left, top, right, bottom] = seen;
  const box = quantBox(left / width, top / height, right / width, bottom / height);
  return [{ track: actor.id, classSoFar: actor.class, frameId, mediaUs, box, confirmed: true, score: 1 }];
}

function endOf(track: number): TrackerStep['ended'][number] {
  const at = { firstFrameId: 0, lastFrameId: 0, firstMediaUs: toMediaUs(0), lastMediaUs: toMediaUs(0), points: 1 };
  return { track, class: 'car', votes: {}, ...at };
}

/** The simulator's own queue before the stop line, as far as the approach reaches. */
function standingTruth(scene: Scene, { lanes, metres }: GroundApproach, vehicles: readonly Vehicle[]): number {
  const ids = new Set(lanes.map(({ id }) => id));
  const near = vehicles.filter(({ route, leg, front }) => {
    const lane = lanes.find(({ index }) => index === route[leg]);
    return lane !== undefined && lane.curve.length - front <= metres;
  });
  return queuesOn(scene.network, near)
    .filter(({ lane }) => ids.has(lane))
    .reduce((sum, queue) => sum + queue.vehicles, 0);
}
