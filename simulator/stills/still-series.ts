import type { RoadUserClass } from '../../domain/detection/classes.ts';
import { bodyBox } from '../camera/body-box.ts';
import type { PictureBox } from '../camera/body-box.ts';
import { strongestBend, toGround } from '../camera/camera.ts';
import type { Camera } from '../camera/camera.ts';
import { cameraAt, mountLookingAt } from '../camera/mounts.ts';
import type { Scene } from '../scenes/scene.ts';
import { SCENES } from '../scenes/scenes.ts';
import { createTraffic } from '../traffic/simulation.ts';
import type { Traffic } from '../traffic/simulation.ts';
import type { ActorState, SignalState } from '../world/actors.ts';
import { between, distance } from '../world/ground.ts';
import type { GroundPoint } from '../world/ground.ts';
import { randomStream } from '../world/random.ts';
import type { Random } from '../world/random.ts';
import { bystanders } from './bystanders.ts';
import { isInside } from './outlines.ts';
import { SPLITS } from './splits.ts';
import type { Split, SplitName } from './splits.ts';

/** One moment of a place as one camera sees it. */
export interface Still {
  readonly camera: Camera;
  readonly seconds: number;
  readonly actors: readonly ActorState[];
  readonly signals: readonly SignalState[];
}

/** Some pictures of one place: as long as it stands, one more costs little. */
export interface StillSeries {
  readonly scene: string;
  readonly seed: number;
  readonly light: Light;
  readonly weather: Weather;
  readonly stills: readonly Still[];
}

const LIGHT_SHARES = [
  ['day', 34],
  ['overcast', 20],
  ['low-sun', 14],
  ['dusk', 13],
  ['night', 19],
] as const;
const WEATHER_SHARES = [
  ['clear', 74],
  ['rain', 18],
  ['fog', 8],
] as const;

export type Light = (typeof LIGHT_SHARES)[number][0];
export type Weather = (typeof WEATHER_SHARES)[number][0];

const STILLS = 6;

export function stillSeries(split: SplitName, seed: number, size: { readonly width: number; readonly height: number }) {
  const { scenes, seeds } = SPLITS[split];
  if (seed < seeds[0] || seed > seeds[1]) throw new RangeError(`seed ${seed} does not belong to ${split}`);
  const random = randomStream(seed, 'stills');
  const name = random.pick<string>(scenes);
  const scene = levelled(sceneNamed(name, seed), random);
  const [light, weather] = [random.weighted(LIGHT_SHARES), random.weighted(WEATHER_SHARES)];
  const traffic = createTraffic(scene);
  run(traffic, random.between(50, 200));
  const stills = Array.from({ length: STILLS }, () => {
    run(traffic, random.between(6, 25));
    return still(scene, traffic, { split: SPLITS[split], random, size });
  });
  return { scene: name, seed, light, weather, stills } satisfies StillSeries;
}

function sceneNamed(name: string, seed: number): Scene {
  const make = SCENES[name];
  if (make === undefined) throw new RangeError(`no scene is called ${name}`);
  return make(seed);
}

/** Kinds that are rare on a road are as many as nobody sees there: a detector learns little from one bus in forty cars. */
function levelled(scene: Scene, random: Random): Scene {
  const power = random.between(0.15, 0.8);
  const kinds: readonly RoadUserClass[] = ['car', 'van', 'truck', 'trailer', 'bus', 'motorcycle', 'scooter', 'bicycle'];
  const demands = scene.demands.map((demand) => {
    const named = new Map(demand.kinds);
    const onFoot = named.has('bicycle') ? kinds : kinds.filter((kind) => kind !== 'bicycle' && kind !== 'scooter');
    const mix = onFoot.map((kind) => [kind, Math.max(0.5, named.get(kind) ?? 0) ** power] as const);
    return { ...demand, kinds: mix, vehiclesPerHour: demand.vehiclesPerHour * random.between(0.4, 1.1) };
  });
  return { ...scene, demands };
}

function run(traffic: Traffic, seconds: number): void {
  for (const until = traffic.seconds + seconds; traffic.seconds < until;) traffic.step();
}

interface Wish {
  readonly split: Split;
  readonly random: Random;
  readonly size: { readonly width: number; readonly height: number };
}

function still(scene: Scene, traffic: Traffic, wish: Wish): Still {
  const moving = traffic.actors();
  const camera = placedCamera(scene, moving, wish);
  const ahead = { x: camera.position.x + 25 * Math.cos(camera.yaw), y: camera.position.y + 25 * Math.sin(camera.yaw) };
  const actors = [...moving, ...bystanders(scene.ground, moving, ahead, wish.random)];
  return { camera, seconds: traffic.seconds, actors, signals: traffic.signals() };
}

const degrees = (angle: number): number => (angle * Math.PI) / 180;
const TRIES = 40;

/** Somewhere with somebody to see, and not inside a house or a tree. How many are to be seen is drawn too: from one to a crowd. */
function placedCamera(scene: Scene, actors: readonly ActorState[], wish: Wish): Camera {
  const wished = wish.random.integer(1, 16);
  let [best, most] = [null as Camera | null, -1];
  for (let tries = 0; tries < TRIES && most < wished; tries += 1) {
    const camera = wish.random.chance(0.35) ? cameraAtMount(scene, wish) : cameraByChance(actors, wish);
    if (!isFree(scene, camera.position, camera.position.z) || !seesThrough(scene, camera)) continue;
    const seen = actors.filter((actor) => isLargeEnough(bodyBox(camera, actor))).length;
    if (seen > most) [best, most] = [camera, seen];
  }
  if (best !== null) return best;
  const [mount] = scene.mounts;
  if (mount === undefined) throw new RangeError(`${scene.name} has no camera`);
  return cameraAt(mount, wish.size);
}

/** About where an engineer would hang one. */
function cameraAtMount({ mounts }: Scene, { split, random, size }: Wish): Camera {
  const { position, ...mount } = random.pick(mounts);
  const [low, high] = split.heights;
  const z = Math.min(high, Math.max(low, position.z * random.between(0.8, 1.25)));
  const moved = { x: position.x + random.normal(0, 1.5), y: position.y + random.normal(0, 1.5), z };
  const turned = { yaw: mount.yaw + random.normal(0, 0.12), pitch: mount.pitch + random.normal(0, 0.05) };
  const verticalFov = mount.verticalFov * random.between(0.6, 1.3);
  return bent(cameraAt({ ...mount, ...turned, position: moved, verticalFov }, size), random);
}

function cameraByChance(actors: readonly ActorState[], { split, random, size }: Wish): Camera {
  const target = actors.length === 0 ? { x: 0, y: 0 } : random.pick(actors).position;
  const z = random.between(...split.heights);
  const away = z * random.between(0.7, 5) + random.between(2, 22);
  const turn = random.between(-Math.PI, Math.PI);
  const position = { x: target.x + away * Math.cos(turn), y: target.y + away * Math.sin(turn), z };
  const mount = mountLookingAt('somewhere', position, target, degrees(random.between(...split.views)));
  // Whoever it looks at is not always in the middle.
  const aimed = { ...mount, yaw: mount.yaw + random.normal(0, 0.1), pitch: mount.pitch + random.normal(0, 0.06) };
  return bent(cameraAt(aimed, size), random);
}

/** As cameras are: hardly one hangs straight, and many a lens bends. */
function bent(straight: Camera, random: Random): Camera {
  const k1 = random.chance(0.4) ? Math.max(-0.25, strongestBend(straight)) * random.next() : 0;
  return { ...straight, roll: degrees(random.normal(0, 1)), k1 };
}

const SMALLEST = 9;

function isLargeEnough(box: PictureBox | null): boolean {
  return box !== null && box[3] - box[1] >= SMALLEST;
}

function isFree({ ground }: Scene, position: GroundPoint, height: number): boolean {
  const inHouse = ground.plots.some(({ outline, height: roof }) => roof > height - 1 && isInside(outline, position));
  const inTree = ground.trees.some((tree) => tree.height > height - 1 && distance(tree, position) < 5);
  return !inHouse && !inTree;
}

const STEPS_OF_SIGHT = 14;

/** Whether no house stands before what the middle of the picture shows. */
function seesThrough({ ground }: Scene, camera: Camera): boolean {
  const middle = toGround(camera, { u: camera.width / 2, v: camera.height / 2 });
  if (middle === null) return true;
  for (let step = 1; step < STEPS_OF_SIGHT; step += 1) {
    const point = between(camera.position, middle, step / STEPS_OF_SIGHT);
    const height = camera.position.z * (1 - step / STEPS_OF_SIGHT);
    if (ground.plots.some((plot) => plot.height > height && isInside(plot.outline, point))) return false;
  }
  return true;
}
