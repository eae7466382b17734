import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CameraMotion } from '../../simulator/camera/motion.ts';
import { cameraAt } from '../../simulator/camera/mounts.ts';
import type { FilmPlan } from '../pictures/film-plan.ts';
import { planHash } from '../pictures/film-plan.ts';
import { makeFilm } from '../pictures/film.ts';
import { boxRecords, crossingRecords } from './clip-truth.ts';
import type { CrossingRecord } from './clip-truth.ts';
import {
  calibrationOf,
  linesInPicture,
  movementsInPicture,
  withLinesMoved,
  zonesInPicture,
} from './picture-drawings.ts';
import { sceneOf, townPlace } from './town-place.ts';
import type { TownCamera } from './town.ts';

export const DEMO_SIZE = { width: 640, height: 360 };
const FPS = 12.5;
const NOTE = 'A place that does not exist, drawn by the simulator: no real street, vehicle or person.';

export function filmOf(town: TownCamera): FilmPlan {
  const { seed, seconds, warmUpSeconds, mood, k1, sensor, crf } = town;
  const { scene: found, mount } = sceneOf(town);
  const demands = found.demands.map((one) => ({ ...one, vehiclesPerHour: one.vehiclesPerHour * town.traffic }));
  const scene = { ...found, demands };
  return {
    ...{ scene, minutes: seconds / 60, fps: FPS, warmUpSeconds, oversampling: 1.5, encoding: { crf } },
    camera: cameraAt(mount, { ...DEMO_SIZE, k1 }),
    motion: motionOf(town),
    mood: { ...mood, seed },
    sensor: { ...sensor, seed },
  };
}

function motionOf({ shakeMilliradians, seed }: TownCamera): CameraMotion {
  const swing = shakeMilliradians / 1000;
  return { shake: swing === 0 ? null : { swing, hertz: 1.1, seed }, knock: null };
}

export interface DemoOptions {
  /** Where films are kept while they are made; what is done is not done again. */
  readonly work: string;
  readonly assets: string;
  readonly workers: number;
  readonly onProgress: (done: number, all: number) => void;
}

/** Films one camera of the town and packs its clip and its truth; says what `demo.json` tells of it. */
export async function makeDemoCamera(town: TownCamera, options: DemoOptions): Promise<object> {
  const plan = filmOf(town);
  const film = path.join(options.work, town.id, planHash(plan).slice(0, 12));
  mkdirSync(film, { recursive: true });
  // The last file of a film says that all of it is there.
  if (!existsSync(path.join(film, 'calibration.json'))) {
    await makeFilm(plan, { out: film, workers: options.workers, onProgress: options.onProgress });
  }
  copyFileSync(path.join(film, 'clip.mp4'), path.join(options.assets, `${town.id}.mp4`));
  return pack(town, plan, { truthFile: path.join(film, 'truth.jsonl'), assets: options.assets });
}

function pack(town: TownCamera, plan: FilmPlan, { truthFile, assets }: { truthFile: string; assets: string }): object {
  const lines = linesInPicture(plan.camera, withLinesMoved(plan.scene, town.linesMoved)).flatMap((line) => {
    const named = town.lines[line.name];
    return named === undefined ? [] : [{ ...line, name: named[0], in: named[1], out: named[2] }];
  });
  const zones = zonesInPicture(plan.camera, plan.scene).flatMap((zone) => {
    const name = town.zones[zone.name];
    return name === undefined ? [] : [{ ...zone, name }];
  });
  const boxes = boxRecords(truthFile);
  const crossings = crossingRecords(boxes, lines, DEMO_SIZE);
  const frames = Math.round(town.seconds * FPS);
  const facts = { ...DEMO_SIZE, fps: FPS, frames };
  const head = {
    ...{ kind: 'clip', id: town.id, file: `${town.id}.mp4`, ...facts, lines },
    classes: [...new Set(boxes.map((box) => box.class))].sort(),
    note:
      'boxes: pixels of the picture, around the whole body, cut at the edges of the picture; visible: share of the body ' +
      'that is seen; crossing: the middle of the lower edge of the box passes the line between the frame before and this one',
  };
  const truth = [head, ...crossings, ...boxes].map((record) => JSON.stringify(record)).join('\n');
  const truthName = `${town.id}.truth.json.gz`;
  writeFileSync(path.join(assets, truthName), gzipSync(`${truth}\n`, { level: 9 }));
  return {
    ...{ id: town.id, name: town.name, file: `${town.id}.mp4`, truth: truthName, ...facts, seconds: town.seconds },
    ...{ scene: town.scene, seed: town.seed, light: town.mood.light, weather: town.mood.weather },
    ...{ lines, zones, movements: movementsInPicture(plan.camera, plan.scene) },
    calibration: calibrationOf(plan.camera),
    ...{ ...townPlace(town, DEMO_SIZE), expected: totals(crossings) },
  };
}

/** How many cross each line in each direction, all together and by class. */
function totals(crossings: readonly CrossingRecord[]): object {
  const found: Record<string, Record<string, number>> = {};
  for (const { line, direction, class: kind } of crossings) {
    const of = (found[`${line} ${direction}`] ??= { total: 0 });
    of['total'] = (of['total'] ?? 0) + 1;
    of[kind] = (of[kind] ?? 0) + 1;
  }
  return found;
}

/** Writes `demo.json` anew; cameras that were not made this time stay as they are. */
export function writeDemo(assets: string, made: ReadonlyMap<string, object>, order: readonly string[]): void {
  const file = path.join(assets, 'demo.json');
  const before = existsSync(file) ? readCameras(file) : new Map<string, object>();
  const cameras = order.flatMap((id) => made.get(id) ?? before.get(id) ?? []);
  writeFileSync(file, `${JSON.stringify({ note: NOTE, cameras }, null, 2)}\n`);
}

function readCameras(file: string): ReadonlyMap<string, object> {
  const told: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const cameras: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'cameras') : [];
  const list: unknown[] = Array.isArray(cameras) ? cameras : [];
  return new Map(
    list.flatMap((camera) => {
      if (typeof camera !== 'object' || camera === null) return [];
      const id: unknown = Reflect.get(camera, 'id');
      return typeof id === 'string' ? [[id, camera] as const] : [];
    }),
  );
}
