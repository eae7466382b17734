import { isInRegion } from '../../calibration/ground-map.ts';
import { fromMiddle, straightened } from '../../calibration/lens.ts';
import type { GroundPoint } from '../../calibration/types.ts';
import type { NormPoint } from '../../geometry/points.ts';
import { normPoint } from '../../geometry/points.ts';
import { QUANT_MAX } from '../../tracking/quant-box.ts';
import type { CalibratedView } from './calibrated-view.ts';
import type { ClassSize } from './class-sizes.ts';
import { LINGERING, robustCourse } from './robust-course.ts';
import type { Course, CoursePoint } from './robust-course.ts';
import { countOf, numberAt } from './sightings.ts';
import type { Sightings } from './sightings.ts';
import { groundOf, middleOf } from './vehicle-box.ts';

/** A sighting on the ground: the lower middle of its box, and the middle of the vehicle behind it. */
export interface GroundSighting {
  readonly us: number;
  readonly picture: NormPoint;
  readonly seen: GroundPoint;
  readonly middle: GroundPoint;
  /** How it drives there, as a direction; null where it stands. */
  readonly heading: GroundPoint | null;
  /** Extent of the box in the straightened picture, in picture heights. */
  readonly width: number;
  readonly height: number;
  /** Standard deviation along the way, in metres. */
  readonly sigma: number;
}

export interface GroundPath {
  readonly sightings: readonly GroundSighting[];
  /** From its beginning to its end, as a direction; null while it stands. */
  readonly heading: GroundPoint | null;
  /** Sightings outside the region in which metres are believed. */
  readonly outside: number;
}

/** A box of the picture's height is never known better than this. */
const LEAST_NOISE = 0.0007;
/** Less of a way, in metres, says nothing of a direction. */
const LEAST_WAY = 0.7;
/** In metres a second. */
export const STANDS_BELOW = 0.2;
/**
 * The sightings of a track on the ground. First the lower middles of its boxes tell how it heads at each moment; then a
 * block of its class's size, turned that way, tells where the middle of the vehicle is.
 */
export function groundPath(
  sightings: Sightings,
  view: CalibratedView,
  size: ClassSize,
  boxNoiseShare: number,
): GroundPath {
  const all = Array.from({ length: countOf(sightings) }, (_, at) => boxOnGround(sightings, at, view));
  const inside = all.filter(({ picture }) => isInRegion(view.region, picture));
  const heading = headingOf(inside.map(({ seen }) => seen));
  const sigmas = inside.map((sighting) => sigmaOf(view, sighting, heading, boxNoiseShare));
  const middleUs = ((inside[0]?.us ?? 0) + (inside.at(-1)?.us ?? 0)) / 2;
  const seenAt = inside.map(({ us, seen }, at) => coursePoint({ us, sigma: sigmas[at] ?? 1 }, seen, middleUs));
  const course = heading === null ? null : robustCourse(seenAt);
  const found = inside.map(({ us, picture, seen, width, height }, at) => {
    const turned = course === null ? null : headingAt(course, (us - middleUs) / 1e6);
    const middle = turned === null ? seen : middleOf(view, seen, turned, size);
    return { us, picture, seen, width, height, sigma: sigmas[at] ?? 1, middle, heading: turned };
  });
  return { sightings: found, heading, outside: all.length - inside.length };
}

function coursePoint({ us, sigma }: { us: number; sigma: number }, at: GroundPoint, fromUs: number): CoursePoint {
  return { at: (us - fromUs) / 1e6, x: at.x, y: at.y, sigma };
}

/** The direction of a course at a moment; null where it stands. */
function headingAt({ velocity, acceleration }: Course, seconds: number): GroundPoint | null {
  const [x, y] = [velocity.x + acceleration.x * seconds, velocity.y + acceleration.y * seconds];
  const speed = Math.hypot(x, y);
  return speed < STANDS_BELOW ? null : { x: x / speed, y: y / speed };
}

type BoxOnGround = Omit<GroundSighting, 'middle' | 'heading' | 'sigma'> & { readonly u: number; readonly v: number };

function boxOnGround(sightings: Sightings, at: number, { map }: CalibratedView): BoxOnGround {
  const x1 = numberAt(sightings, at, 1) / QUANT_MAX;
  const y1 = numberAt(sightings, at, 2) / QUANT_MAX;
  const x2 = numberAt(sightings, at, 3) / QUANT_MAX;
  const y2 = numberAt(sightings, at, 4) / QUANT_MAX;
  const picture = normPoint((x1 + x2) / 2, y2);
  const { x: u, y: v } = straightened(map.k1, fromMiddle(picture, map.aspect));
  const seen = groundOf(map, u, v);
  return { us: numberAt(sightings, at, 0), picture, u, v, seen, width: (x2 - x1) * map.aspect, height: y2 - y1 };
}

/** From the middle of the first third of the way to that of the last third. */
function headingOf(seen: readonly GroundPoint[]): GroundPoint | null {
  const third = Math.max(1, Math.floor(seen.length / 3));
  const [from, to] = [middlePoint(seen.slice(0, third)), middlePoint(seen.slice(-third))];
  const way = Math.hypot(to.x - from.x, to.y - from.y);
  return way < LEAST_WAY ? null : { x: (to.x - from.x) / way, y: (to.y - from.y) / way };
}

function middlePoint(points: readonly GroundPoint[]): GroundPoint {
  const sum = points.reduce((so, { x, y }) => ({ x: so.x + x, y: so.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** What the wandering of the box becomes on the ground along the way; in the worst direction while it stands. */
function sigmaOf({ map }: CalibratedView, at: BoxOnGround, heading: GroundPoint | null, share: number): number {
  const sigmaU = LINGERING * Math.max(LEAST_NOISE, share * at.width) * Math.SQRT1_2;
  const sigmaV = LINGERING * Math.max(LEAST_NOISE, share * at.height);
  const [a = 0, b = 0, , d = 0, e = 0, , g = 0, h = 0, i = 0] = map.toGround;
  const w = g * at.u + h * at.v + i;
  const { x, y } = at.seen;
  const [xu, xv, yu, yv] = [(a - x * g) / w, (b - x * h) / w, (d - y * g) / w, (e - y * h) / w];
  if (heading === null) return Math.hypot(xu * sigmaU, yu * sigmaU, xv * sigmaV, yv * sigmaV);
  return Math.hypot((heading.x * xu + heading.y * yu) * sigmaU, (heading.x * xv + heading.y * yv) * sigmaV);
}

/** The path as the robust fit takes it, in seconds from a moment. */
export function coursePoints({ sightings }: GroundPath, atUs: number): CoursePoint[] {
  return sightings.map((sighting) => coursePoint(sighting, sighting.middle, atUs));
}
