import { toMediaUs, US_PER_SECOND } from '../../domain/base/time.ts';
import { createTrackCounter, stepTrackCounter } from '../../domain/counting/track-counter.ts';
import { classCode } from '../../domain/detection/classes.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import { normPoint } from '../../domain/geometry/points.ts';
import { allPairs } from '../../domain/traffic/movements/all-pairs.ts';
import { passagesOf } from '../../domain/traffic/movements/gates.ts';
import type { CrossedLine } from '../../domain/traffic/movements/gates.ts';
import { decide } from '../../domain/traffic/movements/movement-rule.ts';
import { DEFAULT_TRACKER_SETTINGS } from '../../domain/tracking/settings.ts';
import { createTracker, finishTracker, stepTracker } from '../../domain/tracking/tracker.ts';
import type { TrackerStep } from '../../domain/tracking/track-facts.ts';
import { bodyBox } from '../../simulator/camera/body-box.ts';
import { cameraAt, mountLookingAt } from '../../simulator/camera/mounts.ts';
import { inPicture } from '../../simulator/camera/picture-geometry.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import { createTraffic, STEP_SECONDS } from '../../simulator/traffic/simulation.ts';
import { createLineWatch } from '../../simulator/truth/line-watch.ts';
import type { ActorState } from '../../simulator/world/actors.ts';

/** Vehicles from one arm to another, by "from > to". */
export type OdCounts = ReadonlyMap<string, number>;

export interface SceneMovements {
  /** As every vehicle crossed the lines on the ground. */
  readonly truth: OdCounts;
  /** As tracker, counter and movement rule made of the true boxes. */
  readonly counted: OdCounts;
  readonly vehicles: number;
}

/** High above the middle of the place, looking down: nobody hides anybody. */
const FORMAT = { width: 1920, height: 1080 };
const HEIGHT_METRES = 120;
const FIELD_OF_VIEW = Math.PI / 3;
/** Every second step of the simulation: 12.5 pictures a second. */
const STEPS_A_FRAME = 2;
/** The middle of a box seen from above is the middle of the body, which is what crosses a line on the ground. */
const REFERENCE = normPoint(0.5, 0.5);
const SCORE = 0.9;
/** A crossing is believed a little later than it happens: so much longer is watched than is counted. */
const AFTERWARDS_SECONDS = 10;

/**
 * Drives a scene and counts its movements twice: from the ground, and with the product's tracker, counter and rule from
 * the true boxes. What differs is a fault of those three.
 */
export function sceneMovements(scene: Scene, minutes: number): SceneMovements {
  const camera = cameraAt(
    mountLookingAt('from above', { x: 0, y: -0.5, z: HEIGHT_METRES }, { x: 0, y: 0 }, FIELD_OF_VIEW),
    FORMAT,
  );
  const traffic = createTraffic(scene);
  const onGround = createLineWatch(scene.lines);
  const trueWays = new Map<number, CrossedLine[]>();
  const product = createProduct(scene, camera);
  for (let step = 0; step < (minutes * 60 + AFTERWARDS_SECONDS) / STEP_SECONDS; step += 1) {
    traffic.step();
    const actors = traffic.actors().filter(drives);
    for (const { id, line, direction, seconds } of onGround.step(actors, traffic.seconds)) {
      const crossed = { lineId: line, direction, mediaUs: Math.round(seconds * US_PER_SECOND) };
      trueWays.set(id, [...(trueWays.get(id) ?? []), crossed]);
    }
    if (step % STEPS_A_FRAME > 0) continue;
    product.see(step / STEPS_A_FRAME, traffic.seconds, detectionsOf(actors, camera));
  }
  const lines = scene.lines.map(({ name }) => ({ lineId: name }));
  const movements = allPairs({ lines, zones: [] }, { turns: true, anyDirection: true, existing: [] });
  const counts = (ways: Iterable<readonly CrossedLine[]>): OdCounts => {
    const found = new Map<string, number>();
    for (const way of ways) {
      const inTime = way.filter(({ mediaUs }) => mediaUs <= minutes * 60 * US_PER_SECOND);
      const { movement } = decide(movements, passagesOf(inTime, []));
      if (movement?.entry.kind !== 'line' || movement.exit.kind !== 'line') continue;
      const pair = `${movement.entry.lineId} > ${movement.exit.lineId}`;
      found.set(pair, (found.get(pair) ?? 0) + 1);
    }
    return found;
  };
  return { truth: counts(trueWays.values()), counted: counts(product.finish()), vehicles: trueWays.size };
}

function drives(actor: ActorState): boolean {
  return actor.class !== 'pedestrian' && actor.class !== 'debris';
}

type Camera = ReturnType<typeof cameraAt>;

function createProduct(scene: Scene, camera: Camera) {
  const aspect = FORMAT.width / FORMAT.height;
  const tracker = createTracker({ ...DEFAULT_TRACKER_SETTINGS, aspect });
  const counter = createTrackCounter({
    ...{ aspect, zones: [] },
    // On the ground "in" leads from right to left, in a picture, where y points down, from left to right.
    lines: scene.lines.map(({ name, from, to }) => {
      const [end, start] = inPicture(camera, [from, to]) ?? [];
      if (start === undefined || end === undefined) throw new RangeError(`the camera does not see the line ${name}`);
      return { versionId: name, from: normPoint(start.x, start.y), to: normPoint(end.x, end.y), reference: REFERENCE };
    }),
  });
  const ways = new Map<number, CrossedLine[]>();
  const count = (step: TrackerStep): void => {
    for (const { track, lineVersionId, direction, mediaUs } of stepTrackCounter(counter, step).crossings) {
      ways.set(track, [...(ways.get(track) ?? []), { lineId: lineVersionId, direction, mediaUs }]);
    }
  };
  return {
    see(frameId: number, seconds: number, detections: Detections): void {
      const mediaUs = toMediaUs(Math.round(seconds * US_PER_SECOND));
      count(stepTracker(tracker, { frameId, mediaUs, detections }));
    },
    finish(): Iterable<readonly CrossedLine[]> {
      count(finishTracker(tracker));
      return ways.values();
    },
  };
}

function detectionsOf(actors: readonly ActorState[], camera: Camera): Detections {
  const seen = actors.flatMap((actor) => {
    const box = bodyBox(camera, actor);
    return box === null || actor.class === 'debris' ? [] : [{ box, code: classCode(actor.class) }];
  });
  const boxes = new Float32Array(seen.length * 4);
  for (const [at, { box }] of seen.entries()) {
    const [left, top, right, bottom] = box;
    boxes.set([left / FORMAT.width, top / FORMAT.height, right / FORMAT.width, bottom / FORMAT.height], at * 4);
  }
  return {
    ...{ count: seen.length, boxes, scores: new Float32Array(seen.length).fill(SCORE) },
    classes: Uint8Array.from(seen, ({ code }) => code),
  };
}
