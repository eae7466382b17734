import { toMediaUs } from '../../domain/base/time.ts';
import { classCode } from '../../domain/detection/classes.ts';
import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import { normPoint } from '../../domain/geometry/points.ts';
import type { NormPoint } from '../../domain/geometry/points.ts';
import { DEFAULT_TRACKER_SETTINGS } from '../../domain/tracking/settings.ts';
import { createTracker, stepTracker } from '../../domain/tracking/tracker.ts';
import { DEFAULT_DENSITY_SETTINGS } from '../../domain/traffic/density/settings.ts';
import { unionOfBoxes } from '../../domain/traffic/density/union-of-boxes.ts';
import { createZoneWatch, stepZoneWatch } from '../../domain/traffic/zone-state/zone-watch.ts';
import { zonesInPicture } from '../../scripts/demo/picture-drawings.ts';
import { bodyBox } from '../../simulator/camera/body-box.ts';
import type { PictureBox } from '../../simulator/camera/body-box.ts';
import type { Camera } from '../../simulator/camera/camera.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import { createTraffic, STEP_SECONDS } from '../../simulator/traffic/simulation.ts';
import { randomStream } from '../../simulator/world/random.ts';
import { createWander } from './speed-truth.ts';
import { createRaster } from './zone-raster.ts';
import { createTrueState } from './true-zone-state.ts';

export interface ZoneRun {
  readonly scene: Scene;
  readonly camera: Camera;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** How far boxes wander around the bodies, as a share of their extent. */
  readonly boxNoise: number;
  /** Share of the boxes that are missed, each picture anew. */
  readonly missed: number;
}

/** One zone on one picture: what the product says beside the truth. */
export interface ZonePair {
  readonly zone: string;
  readonly density: number;
  readonly truth: number;
  readonly state: string;
  readonly trueState: string;
}

const STEPS_PER_PICTURE = 2;
const PICTURE_SECONDS = STEPS_PER_PICTURE * STEP_SECONDS;

interface SeenVehicle {
  readonly id: number;
  readonly class: RoadUserClass;
  readonly box: PictureBox;
}

/** Drives a scene and follows the boxes of its road users, as the product does, beside a raster of the true ones. */
export function watchZones(run: ZoneRun): ZonePair[] {
  const { scene, camera, seconds, warmUpSeconds } = run;
  const zones = zonesInPicture(camera, scene).map(({ name, points }) => ({
    name,
    points: points.map(([x, y]) => normPoint(x, y)),
  }));
  if (zones.length === 0) return [];
  const traffic = createTraffic(scene);
  for (let step = 0; step < warmUpSeconds / STEP_SECONDS; step += 1) traffic.step();
  const product = createProduct(run, zones);
  const truth = zones.map(({ points }) => ({ raster: createRaster(points), state: createTrueState() }));
  const pairs: ZonePair[] = [];
  for (let picture = 0; picture * PICTURE_SECONDS < seconds; picture += 1) {
    const seen = traffic.actors().flatMap((actor): SeenVehicle[] => {
      const box = actor.class === 'debris' ? null : bodyBox(camera, actor);
      return box === null || actor.class === 'debris' ? [] : [{ id: actor.id, class: actor.class, box }];
    });
    const said = product(seen, picture);
    const boxes = seen.filter((one) => one.class !== 'pedestrian').map(({ box }) => relative(camera, box));
    truth.forEach(({ raster, state }, at) => {
      const density = raster(boxes);
      const trueState = state(density, picture * PICTURE_SECONDS);
      const one = said[at];
      if (one !== undefined) pairs.push({ zone: zones[at]?.name ?? '', truth: density, trueState, ...one });
    });
    for (let step = 0; step < STEPS_PER_PICTURE; step += 1) traffic.step();
  }
  return pairs;
}

/** From boxes to densities and states as the product comes to them: through the tracker, with its own settings. */
function createProduct(
  run: ZoneRun,
  zones: readonly { readonly name: string; readonly points: readonly NormPoint[] }[],
) {
  const { camera, scene } = run;
  const tracker = createTracker({ ...DEFAULT_TRACKER_SETTINGS, aspect: camera.width / camera.height });
  const reference = normPoint(0.5, 1);
  const watch = createZoneWatch(zones.map(({ name, points }) => ({ versionId: name, points, reference, road: null })));
  const method = unionOfBoxes();
  const wander = createWander(scene.seed, run.boxNoise);
  const random = randomStream(scene.seed, 'missed');
  return (seen: readonly SeenVehicle[], picture: number) => {
    const found = seen
      .filter(() => random.next() >= run.missed)
      .map((one) => ({ ...one, box: relative(camera, wander(one.id, one.box)) }));
    const mediaUs = toMediaUs(picture * PICTURE_SECONDS * 1e6);
    const step = stepTracker(tracker, { frameId: picture, mediaUs, detections: detectionsOf(found) });
    const frame = { ...step, mediaUs, utcUs: mediaUs, ended: step.ended.map(({ track }) => track) };
    stepZoneWatch(watch, frame, method, DEFAULT_DENSITY_SETTINGS);
    return zones.map(({ name }) => {
      const memory = watch.memories.get(name);
      return { density: memory?.sample?.density ?? 0, state: memory?.state ?? 'normal' };
    });
  };
}

function detectionsOf(found: readonly { readonly class: RoadUserClass; readonly box: PictureBox }[]): Detections {
  return {
    count: found.length,
    boxes: Float32Array.from(found.flatMap(({ box }) => [...box])),
    scores: new Float32Array(found.length).fill(0.9),
    classes: Uint8Array.from(found.map((one) => classCode(one.class))),
  };
}

function relative({ width, height }: Camera, [left, top, right, bottom]: PictureBox): PictureBox {
  return [left / width, top / height, right / width, bottom / height];
}
