/** Where a vehicle was at a moment, in metres, with the standard deviation of its place along its way. */
export interface CoursePoint {
  /** Seconds from the moment that the speed is asked for. */
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly sigma: number;
}

interface Vector {
  readonly x: number;
  readonly y: number;
}

/** A course through points: velocity and acceleration at the moment, with the standard deviation of each in one direction. */
export interface Course {
  readonly velocity: Vector;
  readonly velocitySigma: number;
  readonly acceleration: Vector;
  readonly accelerationSigma: number;
}

/** Before anything is seen, accelerations of traffic are about this, in m/s²: a few sightings shall not invent larger ones. */
export const USUAL_ACCELERATION = 2;
/** Beyond this many times the spread a sighting counts for nothing (Tukey). */
const TUKEY = 4.685;
const ROUNDS = 4;

/**
 * Iteratively reweighted least squares of x(t) and y(t) as parabolas with the same weights, and a usual acceleration known
 * beforehand. What is left over of the fit tells how large the errors really are. Null: all at one moment.
 */
export function robustCourse(said: readonly CoursePoint[]): Course | null {
  const points = columnsOf(said);
  const first = fitted(points);
  if (first === null) return null;
  // Boxes that hardly wander deserve more trust than was said, but never without end: what they share does not show.
  const scale = Math.max(LEAST_SCALE, noiseOf(points, first));
  for (let at = 0; at < points.count; at += 1) points.sigma[at] = (points.sigma[at] ?? 1) * scale;
  return courseOf(points, fitted(points) ?? first);
}

/** Sightings are at best so much better than said. */
const LEAST_SCALE = 0.3;

/** Points by columns and room to work in: labels ask twice a second for every vehicle, and objects would be most of the cost. */
interface Columns {
  readonly count: number;
  readonly at: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly sigma: Float64Array;
  readonly weights: Float64Array;
  readonly offs: Float64Array;
  readonly sorted: Float64Array;
}

/** Room is kept by the number of points: nothing in it outlives a fit. */
const rooms: (Columns | undefined)[] = [];

function roomFor(count: number): Columns {
  const column = (): Float64Array => new Float64Array(count);
  const points = { at: column(), x: column(), y: column(), sigma: column() };
  return { count, ...points, weights: column(), offs: column(), sorted: column() };
}

function columnsOf(points: readonly CoursePoint[]): Columns {
  const count = points.length;
  const room = (rooms[count] ??= roomFor(count));
  const { at, x, y, sigma } = room;
  for (let index = 0; index < count; index += 1) {
    const point = points[index];
    if (point === undefined) continue;
    at[index] = point.at;
    x[index] = point.x;
    y[index] = point.y;
    sigma[index] = point.sigma;
  }
  return room;
}

/** Leaves the weights of the last round in the columns. */
function fitted(points: Columns): Solution | null {
  const { count, sigma, weights, offs } = points;
  for (let at = 0; at < count; at += 1) weights[at] = 1 / (sigma[at] ?? 1) ** 2;
  let solved = solve(points);
  for (let round = 0; round < ROUNDS && solved !== null; round += 1) {
    measureDistances(points, solved);
    const spread = Math.max(LEAST_SCALE, spreadOf(points));
    for (let at = 0; at < count; at += 1) weights[at] = biweight((offs[at] ?? 0) / spread) / (sigma[at] ?? 1) ** 2;
    solved = solve(points) ?? solved;
  }
  return solved;
}

/** How large the errors are beside what was said; two coordinates each are left over beyond the parabola. */
function noiseOf(points: Columns, solved: Solution): number {
  const { count, sigma, weights, offs } = points;
  measureDistances(points, solved);
  let [squares, used] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const weight = weights[at] ?? 0;
    squares += weight * (sigma[at] ?? 1) ** 2 * (offs[at] ?? 0) ** 2;
    if (weight > 0) used += 1;
  }
  return LINGERING * Math.sqrt(squares / Math.max(1, 2 * (used - 3)));
}

/**
 * What a box is off lingers on the next pictures (by 0.6 of it at 12 pictures a second): what is left over of a fit shows
 * less than half of it.
 */
export const LINGERING = 2.5;

interface Solution {
  readonly x: readonly [number, number, number];
  readonly y: readonly [number, number, number];
  /** Variances of slope and of bend, for errors as large as they were said to be. */
  readonly slope: number;
  readonly bend: number;
}

function courseOf(points: Columns, solved: Solution): Course {
  const larger = Math.max(1, noiseOf(points, solved) / LINGERING) ** 2;
  const [, vx, ax] = solved.x;
  const [, vy, ay] = solved.y;
  return {
    velocity: { x: vx, y: vy },
    velocitySigma: Math.sqrt(solved.slope * larger),
    acceleration: { x: 2 * ax, y: 2 * ay },
    accelerationSigma: 2 * Math.sqrt(solved.bend * larger),
  };
}

/** How far each point lies from the course, in its own standard deviations. */
function measureDistances({ count, at, x, y, sigma, offs }: Columns, solved: Solution): void {
  const [x0, x1, x2] = solved.x;
  const [y0, y1, y2] = solved.y;
  for (let index = 0; index < count; index += 1) {
    const t = at[index] ?? 0;
    const dx = (x[index] ?? 0) - x0 - (x1 + x2 * t) * t;
    const dy = (y[index] ?? 0) - y0 - (y1 + y2 * t) * t;
    offs[index] = Math.sqrt(dx * dx + dy * dy) / (sigma[index] ?? 1);
  }
}

/** The middle distance, made what one standard deviation would be for errors in two directions. */
function spreadOf({ count, offs, sorted }: Columns): number {
  sorted.set(offs);
  sorted.sort();
  return (sorted[Math.floor(count / 2)] ?? 0) / 1.1774;
}

function biweight(distance: number): number {
  const share = distance / TUKEY;
  return share >= 1 ? 0 : (1 - share * share) ** 2;
}

function solve({ count, at, x, y, weights }: Columns): Solution | null {
  let [s0, s1, s2, s3, s4, x0, x1, x2, y0, y1, y2] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let index = 0; index < count; index += 1) {
    const t = at[index] ?? 0;
    const px = x[index] ?? 0;
    const py = y[index] ?? 0;
    const w0 = weights[index] ?? 0;
    const w1 = w0 * t;
    const w2 = w1 * t;
    const w3 = w2 * t;
    s0 += w0;
    s1 += w1;
    s2 += w2;
    s3 += w3;
    s4 += w3 * t;
    x0 += w0 * px;
    x1 += w1 * px;
    x2 += w2 * px;
    y0 += w0 * py;
    y1 += w1 * py;
    y2 += w2 * py;
  }
  // The bend of the parabola is half of the acceleration.
  s4 += (2 / USUAL_ACCELERATION) ** 2;
  const [c00, c01, c02] = [s2 * s4 - s3 * s3, s2 * s3 - s1 * s4, s1 * s3 - s2 * s2];
  const [c11, c12, c22] = [s0 * s4 - s2 * s2, s1 * s2 - s0 * s3, s0 * s2 - s1 * s1];
  const determinant = s0 * c00 + s1 * c01 + s2 * c02;
  if (!(determinant > 1e-12 * s0 * s2 * s4)) return null;
  const of = (a: number, b: number, c: number): [number, number, number] => [
    (c00 * a + c01 * b + c02 * c) / determinant,
    (c01 * a + c11 * b + c12 * c) / determinant,
    (c02 * a + c12 * b + c22 * c) / determinant,
  ];
  return { x: of(x0, x1, x2), y: of(y0, y1, y2), slope: c11 / determinant, bend: c22 / determinant };
}
