import { fitCalibration } from '../../domain/calibration/fit-calibration.ts';
import type { CalibrationDraft, CalibrationPoint } from '../../domain/calibration/types.ts';
import { toMediaUs } from '../../domain/base/time.ts';
import type { MeasuredSpeed } from '../../domain/counting/crossing-speed.ts';
import type { RoadUserClass } from '../../domain/detection/classes.ts';
import { normPoint } from '../../domain/geometry/points.ts';
import { quantBox } from '../../domain/tracking/quant-box.ts';
import { calibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import type { CalibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import { DEFAULT_SPEED_SETTINGS } from '../../domain/traffic/speed/settings.ts';
import { createSpeedometer } from '../../domain/traffic/speed/speedometer.ts';
import { bodyBox } from '../../simulator/camera/body-box.ts';
import type { PictureBox } from '../../simulator/camera/body-box.ts';
import { toGround } from '../../simulator/camera/camera.ts';
import type { Camera } from '../../simulator/camera/camera.ts';
import { createTraffic, STEP_SECONDS } from '../../simulator/traffic/simulation.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import { randomStream } from '../../simulator/world/random.ts';

/** A speed as it was measured beside the true one, in metres a second. */
export interface SpeedPair {
  readonly class: RoadUserClass;
  readonly truth: number;
  readonly measured: MeasuredSpeed;
}

export interface SpeedRun {
  readonly scene: Scene;
  readonly camera: Camera;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** How far boxes wander around the bodies, as a share of their extent, from picture to picture in the same sense. */
  readonly boxNoise: number;
  /** How far the hand that placed the points was off, in pixels. */
  readonly handPixels: number;
}

const STEPS_PER_PICTURE = 2;
/** Each vehicle is asked about once a second, as if it crossed a line; the line is believed a little later. */
const ASKED_EVERY_PICTURES = 13;
const BELIEVED_AFTER_PICTURES = 3;
/** How much of the wandering of a box is left on the next picture. */
const LINGERS = 0.6;
const FARTHEST_METRES = 90;

/** Drives a scene and measures its vehicles by their boxes in the camera's picture. */
export function measureScene(run: SpeedRun): SpeedPair[] {
  const { scene, camera, seconds, warmUpSeconds } = run;
  const speedometer = createSpeedometer(viewOf(camera, scene.seed, run.handPixels), DEFAULT_SPEED_SETTINGS);
  const traffic = createTraffic(scene);
  for (let step = 0; step < warmUpSeconds / STEP_SECONDS; step += 1) traffic.step();
  const wander = createWander(scene.seed, run.boxNoise);
  const pairs: SpeedPair[] = [];
  const before: { us: number; speeds: Map<number, number> }[] = [];
  for (let picture = 0; picture * STEPS_PER_PICTURE * STEP_SECONDS < seconds; picture += 1) {
    const us = toMediaUs(picture * STEPS_PER_PICTURE * STEP_SECONDS * 1e6);
    const then = before.at(-BELIEVED_AFTER_PICTURES);
    const speeds = new Map<number, number>();
    for (const actor of traffic.actors()) {
      const box = actor.class === 'debris' ? null : bodyBox(camera, actor);
      if (box === null || actor.class === 'debris') continue;
      speeds.set(actor.id, actor.speed);
      speedometer.see(actor.id, { frameId: picture, mediaUs: us, box: quantised(camera, wander(actor.id, box)) });
      const truth = then?.speeds.get(actor.id);
      if (then === undefined || truth === undefined || (picture + actor.id) % ASKED_EVERY_PICTURES !== 0) continue;
      pairs.push({ class: actor.class, truth, measured: speedometer.read(actor.id, actor.class, then.us) });
    }
    before.push({ us, speeds });
    if (before.length > BELIEVED_AFTER_PICTURES) before.shift();
    for (let step = 0; step < STEPS_PER_PICTURE; step += 1) traffic.step();
  }
  return pairs;
}

function viewOf(camera: Camera, seed: number, handPixels: number): CalibratedView {
  const random = randomStream(seed, 'hand');
  const draft: CalibrationDraft = {
    picture: { width: camera.width, height: camera.height },
    points: pointsOf(camera).map(({ picture, ground }) => ({
      ground,
      picture: normPoint(
        picture.x + (handPixels * random.between(-1, 1)) / camera.width,
        picture.y + (handPixels * random.between(-1, 1)) / camera.height,
      ),
    })),
    lens: camera.k1 === 0 ? 0 : 'find',
    region: { kind: 'around-points', factor: 1.1 },
    checkLine: null,
  };
  const fit = fitCalibration(draft);
  if (!fit.ok) throw new Error(`${fit.failure.message} ${fit.failure.hint}`);
  const view = calibratedView({ ...draft, fit: fit.value });
  if (view === null) throw new Error('the calibration cannot be turned round');
  return view;
}

/** Places spread over the road in the picture, as far as a person could measure them. */
function pointsOf(camera: Camera): CalibrationPoint[] {
  return [0.08, 0.36, 0.64, 0.92].flatMap((x) =>
    [0.12, 0.3, 0.6, 0.95].flatMap((y) => {
      const ground = toGround(camera, { u: x * camera.width, v: y * camera.height });
      const { position } = camera;
      const near = ground !== null && Math.hypot(ground.x - position.x, ground.y - position.y) < FARTHEST_METRES;
      return near ? [{ picture: normPoint(x, y), ground }] : [];
    }),
  );
}

function quantised({ width, height }: Camera, [left, top, right, bottom]: PictureBox) {
  return quantBox(left / width, top / height, right / width, bottom / height);
}

/** Edges that wander on their own, each a share of the box's extent, and do not jump from picture to picture. */
function createWander(seed: number, share: number): (id: number, box: PictureBox) => PictureBox {
  const random = randomStream(seed, 'wander');
  const held = new Map<number, number[]>();
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return (id, box) => {
    if (share === 0) return box;
    const last = held.get(id) ?? [normal(), normal(), normal(), normal()];
    const next = last.map((value) => LINGERS * value + Math.sqrt(1 - LINGERS ** 2) * normal());
    held.set(id, next);
    const [left, top, right, bottom] = box;
    const [width, height] = [right - left, bottom - top];
    const off = (edge: number, extent: number): number => share * extent * (next[edge] ?? 0);
    return [left + off(0, width), top + off(1, height), right + off(2, width), bottom + off(3, height)];
  };
}

/** What a run says of the measuring. Errors in per cent are of vehicles that drive. */
export interface SpeedFigures {
  readonly asked: number;
  readonly measured: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly medianErrorPercent: number;
  readonly p95ErrorPercent: number;
  /** Share of true speeds within ±, standing vehicles included. */
  readonly within: number;
  readonly medianPlusMinusKmh: number;
  readonly implausible: number;
}

const DRIVES_FROM = 2;

export function speedFigures(pairs: readonly SpeedPair[]): SpeedFigures {
  const found = pairs.flatMap(({ truth, measured: { metresPerSecond, plusMinus } }) =>
    metresPerSecond === null || plusMinus === null ? [] : [{ truth, speed: metresPerSecond, plusMinus }],
  );
  const errors = found
    .filter(({ truth }) => truth >= DRIVES_FROM)
    .map(({ truth, speed }) => (100 * Math.abs(speed - truth)) / truth)
    .sort((a, b) => a - b);
  const refused: Record<string, number> = {};
  for (const { measured } of pairs)
    if (measured.refusal !== null) refused[measured.refusal] = (refused[measured.refusal] ?? 0) + 1;
  const at = (list: readonly number[], share: number): number => list[Math.floor(list.length * share)] ?? Number.NaN;
  const wide = found.map(({ plusMinus }) => plusMinus * 3.6).sort((a, b) => a - b);
  return {
    asked: pairs.length,
    measured: found.length,
    refused,
    medianErrorPercent: at(errors, 0.5),
    p95ErrorPercent: at(errors, 0.95),
    within: found.filter(({ truth, speed, plusMinus }) => Math.abs(speed - truth) <= plusMinus).length / found.length,
    medianPlusMinusKmh: at(wide, 0.5),
    implausible: refused['implausible'] ?? 0,
  };
}
