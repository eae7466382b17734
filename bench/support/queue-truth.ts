import { toMediaUs } from '../../domain/base/time.ts';
import { createTrackCounter, stepTrackCounter } from '../../domain/counting/track-counter.ts';
import type { RoadUserClass } from '../../domain/detection/classes.ts';
import { normPoint } from '../../domain/geometry/points.ts';
import type { NormPoint } from '../../domain/geometry/points.ts';
import { quantBox } from '../../domain/tracking/quant-box.ts';
import type { TrackPoint, TrackerStep } from '../../domain/tracking/track-facts.ts';
import { createQueueMemory } from '../../domain/traffic/queue/approach-memory.ts';
import type { ApproachMinute } from '../../domain/traffic/queue/approach-minute.ts';
import { finishQueues, keepApproaches, stepQueues } from '../../domain/traffic/queue/approach-watch.ts';
import { prepareApproaches } from '../../domain/traffic/queue/prepared-approach.ts';
import { DEFAULT_QUEUE_SETTINGS } from '../../domain/traffic/queue/settings.ts';
import { bodyBox } from '../../simulator/camera/body-box.ts';
import { toPicture } from '../../simulator/camera/camera.ts';
import type { Camera } from '../../simulator/camera/camera.ts';
import { cameraAt } from '../../simulator/camera/mounts.ts';
import type { Lane } from '../../simulator/network/lanes.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import { styleUnder } from '../../simulator/traffic/drivers.ts';
import { createTraffic, STEP_SECONDS } from '../../simulator/traffic/simulation.ts';
import type { Vehicle } from '../../simulator/traffic/vehicle.ts';
import { queuesOn } from '../../simulator/truth/queues.ts';
import type { GroundPoint } from '../../simulator/world/ground.ts';
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
  readonly delays: readonly TrueDelay[];
  /** Of those vehicles, who passed the line while the approach was watched. */
  readonly departures: number;
}

const STEPS_PER_PICTURE = 2;
const PICTURE = { width: 1280, height: 720 };
const HAND_PIXELS = 1;
const ZONE = '00000000-0000-4000-8000-00000000000a';
const LINE = '00000000-0000-4000-8000-00000000000b';

/** Drives a scene and measures one of its approaches by the boxes in the picture of the camera that looks at it. */
export function measureApproach({ scene, arm, seconds, warmUpSeconds, calibrated }: ApproachRun): MeasuredApproach {
  const ground = approachOf(scene, arm);
  const camera = cameraOn(scene, arm);
  const plan = {
    ...{ stopLineId: LINE, lanes: ground.lanes.length, freeSpeedKmh: ground.speedLimit * 3.6 },
    ...{ lengthMetres: ground.metres, control: 'signal' as const, delayLimits: null },
  };
  const reference = { x: 0.5, y: 1 };
  const zone = { zoneId: ZONE, versionId: ZONE, points: ground.outline.map(seenBy(camera)), reference, approach: plan };
  const line = { lineId: LINE, versionId: LINE, from: seenBy(camera)(ground.from), to: seenBy(camera)(ground.to) };
  const view = calibrated ? calibratedByHand(camera, scene.seed, HAND_PIXELS) : null;
  const aspect = camera.width / camera.height;
  const approaches = prepareApproaches([zone], [line], { aspect, view });
  const memory = createQueueMemory();
  keepApproaches(memory, approaches);
  const counter = createTrackCounter({ aspect, lines: [{ ...line, reference }], zones: [] });
  const traffic = createTraffic(scene);
  for (let step = 0; step < warmUpSeconds / STEP_SECONDS; step += 1) traffic.step();
  const delays = createDelayTruth(ground);
  const rows = createTrueRows(ground);
  const found: { pairs: QueuePair[]; minutes: ApproachMinute[] } = { pairs: [], minutes: [] };
  let before = new Set<number>();
  for (let picture = 0; picture * STEPS_PER_PICTURE * STEP_SECONDS < seconds; picture += 1) {
    const us = toMediaUs(picture * STEPS_PER_PICTURE * STEP_SECONDS * 1e6);
    const observed = traffic.actors().flatMap((actor): TrackPoint[] => {
      const box = actor.class === 'debris' ? null : bodyBox(camera, actor);
      if (box === null || actor.class === 'debris') return [];
      return [pointOf(actor.id, actor.class, picture, us, box, camera)];
    });
    const now = new Set(observed.map(({ track }) => track));
    const step: TrackerStep = {
      observed,
      confirmedNow: [],
      ended: [...before].filter((id) => !now.has(id)).map(ended),
    };
    before = now;
    const { crossings } = stepTrackCounter(counter, step);
    found.minutes.push(
      ...stepQueues(memory, approaches, DEFAULT_QUEUE_SETTINGS, { mediaUs: us, utcUs: us, step, crossings }),
    );
    const wished = (vehicle: Vehicle) => styleUnder(vehicle.driver, ground.speedLimit).wishedSpeed;
    delays.step(traffic.vehicles, us / 1e6, wished);
    const row = rows.step(traffic.vehicles, us / 1e6);
    const known = memory.approaches[0]?.now;
    const standing = standingTruth(scene, ground, traffic.vehicles);
    if (known !== undefined && picture % 12 === 0 && picture > 24) {
      found.pairs.push({
        standing: { measured: known.standingFromLine, truth: standing },
        queued: { measured: known.vehicles, truth: row.vehicles },
        metres: known.metres === null || row.vehicles === 0 ? null : { measured: known.metres, truth: row.metres },
      });
    }
    for (let count = 0; count < STEPS_PER_PICTURE; count += 1) traffic.step();
  }
  found.minutes.push(...finishQueues(memory));
  return { ...found, delays: delays.found, departures: delays.found.length };
}

/** What the scene says of an approach: its outline, its stop line and the lanes that lead to it. */
export interface GroundApproach {
  readonly outline: readonly GroundPoint[];
  readonly from: GroundPoint;
  readonly to: GroundPoint;
  readonly lanes: readonly Lane[];
  readonly speedLimit: number;
  readonly metres: number;
}

export function approachOf({ zones, network }: Scene, arm: string): GroundApproach {
  const outline = zones.find(({ name }) => name === `approach ${arm}`)?.outline ?? [];
  const [near, far, , nearKerb] = outline;
  const lanes = network.lanes.filter(({ id }) => id.startsWith(`${arm} in `));
  const [lane] = lanes;
  if (near === undefined || far === undefined || nearKerb === undefined || lane === undefined)
    throw new Error(`the scene has no approach ${arm}`);
  const metres = Math.hypot(far.x - near.x, far.y - near.y);
  return { outline, from: near, to: nearKerb, lanes, speedLimit: lane.speedLimit, metres };
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

function pointOf(
  track: number,
  classSoFar: RoadUserClass,
  frameId: number,
  mediaUs: TrackPoint['mediaUs'],
  [left, top, right, bottom]: readonly [number, number, number, number],
  { width, height }: Camera,
): TrackPoint {
  const box = quantBox(left / width, top / height, right / width, bottom / height);
  return { track, classSoFar, frameId, mediaUs, box, confirmed: true, score: 1 };
}

function ended(track: number): TrackerStep['ended'][number] {
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
