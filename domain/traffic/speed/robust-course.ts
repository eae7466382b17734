/** Where a vehicle was at a moment, in metres, with the standard deviation along and across its way. */
export interface CoursePoint {
  /** Seconds from the moment that the speed is asked for. */
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly sigma: number;
}

/** A course through points: velocity and acceleration at the moment, with the standard deviation of each in one direction. */
export interface Course {
  readonly velocity: { readonly x: number; readonly y: number };
  readonly velocitySigma: number;
  /** Null for a straight course. */
  readonly acceleration: { readonly x: number; readonly y: number } | null;
  readonly accelerationSigma: number;
}

/** Beyond this many times the spread a sighting counts for nothing (Tukey). */
const TUKEY = 4.685;
const ROUNDS = 4;
/** From as many points over as long a time a bend and a change of speed can be told. */
const BENT_FROM_POINTS = 7;
const BENT_FROM_SECONDS = 0.6;

/**
 * Iteratively reweighted least squares of x(t) and y(t) with the same weights: a parabola where there are enough points,
 * else a straight line. Errors are never taken as smaller than they were said to be.
 */
export function robustCourse(points: readonly CoursePoint[]): Course | null {
  const first = points[0]?.at ?? 0;
  const last = points.at(-1)?.at ?? 0;
  const terms = points.length >= BENT_FROM_POINTS && last - first >= BENT_FROM_SECONDS ? 3 : 2;
  let weights = points.map(({ sigma }) => 1 / sigma ** 2);
  let solved = solve(points, weights, terms);
  for (let round = 0; round < ROUNDS && solved !== null; round += 1) {
    const offs = distances(points, solved);
    const spread = Math.max(1, spreadOf(offs));
    weights = points.map(({ sigma }, at) => biweight((offs[at] ?? 0) / spread) / sigma ** 2);
    solved = solve(points, weights, terms) ?? solved;
  }
  return solved === null ? null : courseOf(points, weights, solved, terms);
}

interface Solution {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Variances of slope and of bend, for errors as large as they were said to be. */
  readonly slope: number;
  readonly bend: number;
}

function courseOf(points: readonly CoursePoint[], weights: readonly number[], solved: Solution, terms: number): Course {
  const offs = distances(points, solved);
  const squares = offs.reduce((sum, off, at) => {
    const { sigma } = points[at] ?? { sigma: 1 };
    return sum + (weights[at] ?? 0) * sigma ** 2 * off ** 2;
  }, 0);
  const used = weights.filter((weight) => weight > 0).length;
  // Two coordinates each: what is left over tells whether the errors were larger than said.
  const larger = Math.max(1, squares / Math.max(1, 2 * (used - terms)));
  const [, vx = 0, ax = 0] = solved.x;
  const [, vy = 0, ay = 0] = solved.y;
  return {
    velocity: { x: vx, y: vy },
    velocitySigma: Math.sqrt(solved.slope * larger),
    acceleration: terms === 3 ? { x: 2 * ax, y: 2 * ay } : null,
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

function solve(points: readonly CoursePoint[], weights: readonly number[], terms: number): Solution | null {
  let [s0, s1, s2, s3, s4, x0, x1, x2, y0, y1, y2] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  points.forEach(({ at: t, x, y }, index) => {
    const w = weights[index] ?? 0;
    const tt = t * t;
    s0 += w;
    s1 += w * t;
    s2 += w * tt;
    s3 += w * tt * t;
    s4 += w * tt * tt;
    x0 += w * x;
    x1 += w * x * t;
    x2 += w * x * tt;
    y0 += w * y;
    y1 += w * y * t;
    y2 += w * y * tt;
  });
  return terms === 2
    ? straight([s0, s1, s2], [x0, x1], [y0, y1])
    : parabola([s0, s1, s2, s3, s4], [x0, x1, x2], [y0, y1, y2]);
}

type Three = readonly [number, number, number];

function straight([s0, s1, s2]: Three, [x0, x1]: readonly [number, number], [y0, y1]: readonly [number, number]): Solution | null {
  const determinant = s0 * s2 - s1 * s1;
  if (!(determinant > 1e-12 * s0 * s2)) return null;
  const of = (a: number, b: number): readonly number[] => [(s2 * a - s1 * b) / determinant, (s0 * b - s1 * a) / determinant];
  return { x: of(x0, x1), y: of(y0, y1), slope: s0 / determinant, bend: 0 };
}

function parabola(sums: readonly [number, number, number, number, number], [x0, x1, x2]: Three, [y0, y1, y2]: Three): Solution | null {
  const [s0, s1, s2, s3, s4] = sums;
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
