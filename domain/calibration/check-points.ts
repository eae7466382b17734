import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { fromMiddle } from './lens.ts';
import { addOuter, eigenOf, symmetric } from './symmetric.ts';
import type { CalibrationDraft, GroundPoint } from './types.ts';

/** Four points determine the eight numbers of a homography. */
export const LEAST_POINTS = 4;
/** The bend of the lens is one number more, and it must be told from errors of the points. */
export const LEAST_POINTS_FOR_LENS = 6;
/** Nearer points are placed too coarsely to tell a direction: in picture heights, and in metres. */
const NEAREST_IN_PICTURE = 0.01;
const NEAREST_ON_GROUND = 0.2;
/** Flatter than this share of their length, points are as good as on one line. */
const FLATTEST = 0.01;

/** Whether the points can determine anything, before it is tried. */
export function checkPoints({ points, picture, lens }: CalibrationDraft): Result<null> {
  if (points.length < LEAST_POINTS) {
    return fail(
      'calibration-too-few-points',
      `${points.length} points are not enough to calibrate.`,
      'Place at least four points of the road whose positions in metres are known.',
    );
  }
  if (lens === 'find' && points.length < LEAST_POINTS_FOR_LENS) {
    return fail(
      'calibration-lens-needs-points',
      `The bend of the lens cannot be found from ${points.length} points.`,
      'Place at least six points, some of them near the edges of the picture, or take the lens as straight.',
    );
  }
  const seen = points.map((point) => fromMiddle(point.picture, picture.width / picture.height));
  return (
    checkSpread(seen, 'picture') ??
    checkSpread(
      points.map(({ ground }) => ground),
      'ground',
    ) ??
    ok(null)
  );
}

function checkSpread(points: readonly GroundPoint[], where: 'picture' | 'ground'): Result<never> | null {
  const near = nearPair(points, where === 'picture' ? NEAREST_IN_PICTURE : NEAREST_ON_GROUND);
  if (near !== null) {
    return fail(
      'calibration-points-too-near',
      `Points ${near[0] + 1} and ${near[1] + 1} lie too near each other ${where === 'picture' ? 'in the picture' : 'on the road'}.`,
      'Place the points further apart, and look whether a position in metres was typed twice.',
    );
  }
  if (!isFlat(points) && points.length > LEAST_POINTS) return null;
  if (!isFlat(points) && !points.some((_, left) => isFlat(points.filter((_point, at) => at !== left)))) return null;
  return fail(
    'calibration-collinear',
    `Points lie on one line ${where === 'picture' ? 'in the picture' : 'on the road'}: they say nothing of what lies beside it.`,
    'Place points on both sides of the road, so that no three of the four lie on one line.',
  );
}

function nearPair(points: readonly GroundPoint[], nearest: number): readonly [number, number] | null {
  for (const [at, a] of points.entries()) {
    const other = points.findIndex((b, index) => index > at && Math.hypot(a.x - b.x, a.y - b.y) < nearest);
    if (other >= 0) return [at, other];
  }
  return null;
}

/** Whether points lie on one line: their spread across it is next to nothing. */
function isFlat(points: readonly GroundPoint[]): boolean {
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  const spread = symmetric(2);
  for (const point of points) addOuter(spread, [point.x - x, point.y - y], 1);
  const [across, along] = eigenOf(spread);
  return (across?.value ?? 0) <= FLATTEST ** 2 * (along?.value ?? 0);
}
