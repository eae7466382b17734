import { groundHomography } from '../../simulator/camera/camera.ts';
import type { Camera } from '../../simulator/camera/camera.ts';
import { inPicture } from '../../simulator/camera/picture-geometry.ts';
import type { RelativePoint } from '../../simulator/camera/picture-geometry.ts';
import { toGround } from '../../simulator/camera/camera.ts';
import type { GroundLine, Scene } from '../../simulator/scenes/scene.ts';
import { between, directionTo, fromPose } from '../../simulator/world/ground.ts';
import type { GroundPoint } from '../../simulator/world/ground.ts';

/** What of a scene can be drawn over a camera's picture, in shares of its width and height. */

type Pair = readonly [number, number];

/** Nearer to an edge a vehicle's box is cut before it reaches the line. */
const MARGIN = 0.03;
const SHORTEST_LINE = 0.07;
const SMALLEST_ZONE = 0.004;

export interface DrawnLine {
  readonly name: string;
  readonly from: Pair;
  readonly to: Pair;
}

/** The scene with its lines moved towards its middle, which lies at 0, 0. */
export function withLinesMoved(scene: Scene, metres: number): Scene {
  const lines = scene.lines.map((line): GroundLine => {
    const { from, to } = line;
    const middle = between(from, to, 0.5);
    const across = directionTo(from, to) + Math.PI / 2;
    const side = middle.x * Math.cos(across) + middle.y * Math.sin(across) > 0 ? -metres : metres;
    const moved = (point: GroundPoint): GroundPoint => fromPose({ ...point, heading: across }, side);
    return { ...line, from: moved(from), to: moved(to) };
  });
  return { ...scene, lines };
}

/** Lines that lie in the picture with both their ends. */
export function linesInPicture(camera: Camera, { lines }: Scene): readonly DrawnLine[] {
  return lines.flatMap(({ name, from, to }) => {
    // The scene counts "in" to the left of its lines, the product to the right of its own.
    const [start, end] = inPicture(camera, [to, from]) ?? [];
    if (start === undefined || end === undefined || !isWithin(start) || !isWithin(end)) return [];
    const length = Math.hypot(end.x - start.x, ((end.y - start.y) * camera.height) / camera.width);
    return length < SHORTEST_LINE ? [] : [{ name, from: pair(start), to: pair(end) }];
  });
}

/** What can be seen of each zone. */
export function zonesInPicture(camera: Camera, { zones }: Scene): readonly { name: string; points: readonly Pair[] }[] {
  return zones.flatMap(({ name, outline }) => {
    const drawn = inPicture(camera, outline);
    const cut = drawn === null ? [] : simplified(cutToPicture(drawn));
    return areaOf(cut) < SMALLEST_ZONE ? [] : [{ name, points: cut.map(pair) }];
  });
}

/** Ways over the place, as far as they can be seen. */
export function movementsInPicture(camera: Camera, { movements }: Scene): readonly object[] {
  return movements.flatMap(({ name, from, to, path }) => {
    const points = path.flatMap((point) => inPicture(camera, [point]) ?? []).filter(isInside);
    return points.length < 2 ? [] : [{ name, from, to, points: points.map(pair) }];
  });
}

/** Points of the ground that the picture shows, and the exact way from one to the other. */
export function calibrationOf(camera: Camera): object {
  const spots = [0.12, 0.37, 0.63, 0.88].flatMap((x) => [0.45, 0.65, 0.9].map((y) => ({ x, y })));
  const points = spots.flatMap(({ x, y }) => {
    const ground = toGround(camera, { u: x * camera.width, v: y * camera.height });
    return ground === null ? [] : [{ picture: [x, y], ground: [millimetres(ground.x), millimetres(ground.y)] }];
  });
  return { points, k1: camera.k1, groundToPicture: groundHomography(camera) };
}

function isInside({ x, y }: RelativePoint): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

function isWithin({ x, y }: RelativePoint): boolean {
  return x >= MARGIN && x <= 1 - MARGIN && y >= MARGIN && y <= 1 - MARGIN;
}

function pair({ x, y }: RelativePoint): Pair {
  return [tenThousandth(x), tenThousandth(y)];
}

function tenThousandth(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function millimetres(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Nearer to the straight way between its neighbours nobody misses a corner. */
const TOLERANCE = 0.003;

/** An outline with the corners that matter (Douglas and Peucker), so that a person can take hold of them. */
export function simplified(outline: readonly RelativePoint[]): readonly RelativePoint[] {
  const [first] = outline;
  if (first === undefined || outline.length <= 3) return outline;
  const farthest = outline.reduce((best, { x, y }, at) => {
    const { x: bx, y: by } = outline[best] ?? first;
    return Math.hypot(x - first.x, y - first.y) > Math.hypot(bx - first.x, by - first.y) ? at : best;
  }, 0);
  const there = simplifiedWay(outline.slice(0, farthest + 1));
  const back = simplifiedWay([...outline.slice(farthest), first]);
  return [...there.slice(0, -1), ...back.slice(0, -1)];
}

function simplifiedWay(way: readonly RelativePoint[]): readonly RelativePoint[] {
  const [from, to] = [way[0], way.at(-1)];
  if (from === undefined || to === undefined || way.length <= 2) return way;
  const off = way.map((point) => distanceTo(from, to, point));
  const worst = off.indexOf(Math.max(...off));
  if ((off[worst] ?? 0) <= TOLERANCE) return [from, to];
  return [...simplifiedWay(way.slice(0, worst + 1)).slice(0, -1), ...simplifiedWay(way.slice(worst))];
}

function distanceTo(from: RelativePoint, to: RelativePoint, { x, y }: RelativePoint): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(x - from.x, y - from.y);
  return Math.abs(dx * (y - from.y) - dy * (x - from.x)) / length;
}

/** Cuts an outline at the four edges, one after the other (Sutherland and Hodgman). */
function cutToPicture(outline: readonly RelativePoint[]): readonly RelativePoint[] {
  const edges: readonly ((point: RelativePoint) => number)[] = [
    ({ x }) => x,
    ({ x }) => 1 - x,
    ({ y }) => y,
    ({ y }) => 1 - y,
  ];
  return edges.reduce((points, inside) => cutAt(points, inside), outline);
}

function cutAt(outline: readonly RelativePoint[], inside: (point: RelativePoint) => number): readonly RelativePoint[] {
  return outline.flatMap((to, at) => {
    const from = outline[(at + outline.length - 1) % outline.length] ?? to;
    const [a, b] = [inside(from), inside(to)];
    const share = a / (a - b);
    const met = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    if (a >= 0 && b >= 0) return [to];
    if (a < 0 && b < 0) return [];
    return a < 0 ? [met, to] : [met];
  });
}

function areaOf(outline: readonly RelativePoint[]): number {
  return Math.abs(
    outline.reduce((sum, { x, y }, at) => {
      const next = outline[(at + 1) % outline.length] ?? { x, y };
      return sum + (x * next.y - next.x * y) / 2;
    }, 0),
  );
}
