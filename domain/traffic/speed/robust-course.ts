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
  const first = fitted(said);
  if (first === null) return null;
  // Boxes that hardly wander deserve more trust than was said, but never without end: what they share does not show.
  const scale = Math.max(LEAST_SCALE, noiseOf(said, first));
  const points = said.map((point) => ({ ...point, sigma: point.sigma * scale }));
  const { solved, weights } = fitted(points) ?? first;
  return courseOf(points, weights, solved);
}

/** Sightings are at best so much better than said. */
const LEAST_SCALE = 0.3;

interface Fitted {
  readonly solved: Solution;
  readonly weights: readonly number[];
}

function fitted(points: readonly CoursePoint[]): Fitted | null {
  let weights = points.map(({ sigma }) => 1 / sigma ** 2);
  let solved = solve(points, weights);
  for (let round = 0; round < ROUNDS && solved !== null; round += 1) {
    const offs = distances(points, solved);
    const spread = Math.max(LEAST_SCALE, spreadOf(offs));
    weights = points.map(({ sigma }, at) => biweight((offs[at] ?? 0) / spread) / sigma ** 2);
    solved = solve(points, weights) ?? solved;
  }
  return solved === null ? null : { solved, weights };
}

/** How large the errors are beside what was said; two coordinates each are left over beyond the parabola. */
function noiseOf(points: readonly CoursePoint[], { solved, weights }: Fitted): number {
  const offs = distances(points, solved);
  const squares = offs.reduce((sum, off, at) => {
    return sum + (weights[at] ?? 0) * (points[at]?.sigma ?? 1) ** 2 * off ** 2;
  }, 0);
  const used = weights.filter((weight) => weight > 0).length;
  return LINGERING * Math.sqrt(squares / Math.max(1, 2 * (used - 3)));
}

/**
 * What a box is off lingers on the next pictures (by 0.6 of it at 12 pictures a second): what is left over of a fit shows
 * less than half of it.
 */
export const LINGERING = 2.5;

interface Solution {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Variances of slope and of bend, for errors as large as they were said to be. */
  readonly slope: number;
  readonly bend: number;
}

function courseOf(points: readonly CoursePoint[], weights: readonly number[], solved: Solution): Course {
  const larger = Math.max(1, noiseOf(points, { solved, weights }) / LINGERING) ** 2;
  const [, vx = 0, ax = 0] = solved.x;
  const [, vy = 0, ay = 0] = solved.y;
  return {
    velocity: { x: vx, y: vy },
    velocitySigma: Math.sqrt(solved.slope * larger),
    acceleration: { x: 2 * ax, y: 2 * ay },
    accelerationSigma: 2 * Math.sqrt(solved.bend * larger),
  };
}

/** How far each point lies from the course, in its own standard deviations. */
function distances(points: readonly CoursePoint[], { x, y }: Solution): number[] {
  const [x0 = 0, x1 = 0, x2 = 0] = x;
  const [y0 = 0, y1 = 0, y2 = 0] = y;
  return points.map((point) => {
    const t = point.at;
    return Math.hypot(point.x - x0 - (x1 + x2 * t) * t, point.y - y0 - (y1 + y2 * t) * t) / point.sigma;
  });
}

/** The middle distance, made what one standard deviation would be for errors in two directions. */
function spreadOf(offs: readonly number[]): number {
  const sorted = [...offs].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)] ?? 0) / 1.1774;
}

function biweight(distance: number): number {
  const share = distance / TUKEY;
  return share >= 1 ? 0 : (1 - share * share) ** 2;
}

function solve(points: readonly CoursePoint[], weights: readonly number[]): Solution | null {
  const sums = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  points.forEach(({ at: t, x, y }, index) => {
    let power = weights[index] ?? 0;
    for (let degree = 0; degree < 5; degree += 1, power *= t) {
      sums[degree] = (sums[degree] ?? 0) + power;
      if (degree > 2) continue;
      sums[5 + degree] = (sums[5 + degree] ?? 0) + power * x;
      sums[8 + degree] = (sums[8 + degree] ?? 0) + power * y;
    }
  });
  // The bend of the parabola is half of the acceleration.
  sums[4] = (sums[4] ?? 0) + (2 / USUAL_ACCELERATION) ** 2;
  return parabola(sums);
}

function parabola(sums: readonly number[]): Solution | null {
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, x0 = 0, x1 = 0, x2 = 0, y0 = 0, y1 = 0, y2 = 0] = sums;
  const [c00, c01, c02] = [s2 * s4 - s3 * s3, s2 * s3 - s1 * s4, s1 * s3 - s2 * s2];
  const [c11, c12, c22] = [s0 * s4 - s2 * s2, s1 * s2 - s0 * s3, s0 * s2 - s1 * s1];
  const determinant = s0 * c00 + s1 * c01 + s2 * c02;
  if (!(determinant > 1e-12 * s0 * s2 * s4)) return null;
  const of = (a: number, b: number, c: number): readonly number[] => [
    (c00 * a + c01 * b + c02 * c) / determinant,
    (c01 * a + c11 * b + c12 * c) / determinant,
    (c02 * a + c12 * b + c22 * c) / determinant,
  ];
  return { x: of(x0, x1, x2), y: of(y0, y1, y2), slope: c11 / determinant, bend: c22 / determinant };
}
