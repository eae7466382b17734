import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { NormPoint } from '../geometry/points.ts';
import { createPolygon } from '../geometry/polygon.ts';
import { checkPoints } from './check-points.ts';
import { convexHull, widened } from './convex-hull.ts';
import { groundMap, showsGround, toGround, toPicture } from './ground-map.ts';
import type { GroundMap } from './ground-map.ts';
import { mapped } from './matrix.ts';
import type { Matrix3 } from './matrix.ts';
import { fitWithLens } from './lens-search.ts';
import type { LensFit } from './lens-search.ts';
import type { CalibrationDraft, CalibrationFit, CheckLine, PointError } from './types.ts';

/**
 * The calibration that a person's points give, with its errors; or why there is none. The same points give the same
 * numbers wherever this is worked out: on the screen while points are moved, and where it is stored.
 */
export function fitCalibration(draft: CalibrationDraft): Result<CalibrationFit> {
  const checked = checkPoints(draft);
  if (!checked.ok) return checked;
  const fitted = fitWithLens(draft);
  if (fitted === null) return noFit();
  const map = upright(fitted, draft);
  if (!map.ok) return map;
  const region = regionOf(draft, map.value);
  if (!region.ok) return region;
  const check = checkOf(draft.checkLine, map.value);
  if (!check.ok) return check;
  const reprojection = errorsOf(draft, map.value, fitted.fit.weights);
  const { toPicture: groundToPicture, k1 } = map.value;
  return ok({ groundToPicture, k1, region: region.value, reprojection, check: check.value });
}

function noFit(): Result<never> {
  return fail(
    'calibration-no-fit',
    'No view of a flat road fits these points.',
    'Look whether each point has its own position in metres, and place them where the road is flat.',
  );
}

/** The map with a sign and scale that make it positive before the camera; refused where the points contradict a view from above. */
function upright({ fit, k1 }: LensFit, { points, picture }: CalibrationDraft): Result<GroundMap> {
  const used = points.filter((_, at) => (fit.weights[at] ?? 0) > 0);
  const depths = used.map(({ ground }) => mapped(fit.groundToPicture, ground).w);
  const mean = depths.reduce((sum, depth) => sum + depth, 0) / depths.length;
  if (depths.some((depth) => depth * mean <= 0)) {
    return fail(
      'calibration-crossed',
      'The points lie in another order in the picture than on the road.',
      'Look whether the positions of two points were exchanged.',
    );
  }
  const m = fit.groundToPicture.map((value) => value / mean);
  const map = groundMap(m, k1, picture.width / picture.height);
  if (map === null) return noFit();
  if (determinant(m) < 0) return ok(map);
  return fail(
    'calibration-mirrored',
    'On the road the points run the other way round than in the picture.',
    'Seen from above x runs to the right and y to the far side: exchange the two, or change the sign of one of them.',
  );
}

function determinant([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0]: Matrix3): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

function regionOf({ region, points }: CalibrationDraft, map: GroundMap): Result<readonly NormPoint[]> {
  const outline = ((): Result<readonly NormPoint[]> => {
    if (region.kind === 'drawn') return createPolygon(region.points);
    return ok(widened(convexHull(points.map(({ picture }) => picture)), region.factor));
  })();
  if (!outline.ok || showsGround(map, outline.value)) return outline;
  return fail(
    'calibration-horizon',
    'The horizon lies inside the area in which metres are to be believed.',
    'Make the area around the points smaller, or draw it so that it ends below the horizon.',
  );
}

function checkOf(line: CheckLine | null, map: GroundMap): Result<CalibrationFit['check']> {
  if (line === null) return ok(null);
  const [from, to] = [toGround(map, line.from), toGround(map, line.to)];
  if (from === null || to === null) {
    return fail(
      'calibration-check-horizon',
      'An end of the check line lies on or above the horizon.',
      'Place both ends of it on the road.',
    );
  }
  const metres = Math.hypot(to.x - from.x, to.y - from.y);
  return ok({ metres, errorPercent: (100 * (metres - line.metres)) / line.metres });
}

function errorsOf(
  { points, picture }: CalibrationDraft,
  map: GroundMap,
  weights: readonly number[],
): CalibrationFit['reprojection'] {
  const errors = points.map((point, at): PointError => {
    const [seen, ground] = [toPicture(map, point.ground), toGround(map, point.picture)];
    const pixels =
      seen === null
        ? picture.height
        : Math.hypot((seen.x - point.picture.x) * picture.width, (seen.y - point.picture.y) * picture.height);
    const metres = ground === null ? 0 : Math.hypot(ground.x - point.ground.x, ground.y - point.ground.y);
    return { pixels, metres, used: (weights[at] ?? 0) > 0 };
  });
  const used = errors.filter((error) => error.used);
  const rms = (of: (error: PointError) => number): number =>
    Math.sqrt(used.reduce((sum, error) => sum + of(error) ** 2, 0) / Math.max(1, used.length));
  return { rmsPixels: rms(({ pixels }) => pixels), rmsMetres: rms(({ metres }) => metres), points: errors };
}
