import { fitCalibration } from '../../domain/calibration/fit-calibration.ts';
import type { CalibrationPoint } from '../../domain/calibration/types.ts';
import { normPoint } from '../../domain/geometry/points.ts';
import { calibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import type { CalibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import { toGround } from '../../simulator/camera/camera.ts';
import type { Camera } from '../../simulator/camera/camera.ts';
import { randomStream } from '../../simulator/world/random.ts';

const FARTHEST_METRES = 95;
const [COLUMNS, SHARES] = [
  [0.03, 0.35, 0.65, 0.97],
  [0, 0.12, 0.4, 1],
] as const;

/** A camera calibrated as far as a careful person would, by points that a hand placed up to so many pixels off. */
export function watchedView(camera: Camera, seed: number, handPixels: number): CalibratedView {
  const random = randomStream(seed, 'hand');
  const off = (extent: number): number => (handPixels * random.between(-1, 1)) / extent;
  const draft = {
    picture: { width: camera.width, height: camera.height },
    points: pointsOf(camera).map(({ picture, ground }) => ({
      ground,
      picture: normPoint(picture.x + off(camera.width), picture.y + off(camera.height)),
    })),
    lens: 0,
    region: { kind: 'around-points', factor: 1.05 },
    checkLine: null,
  } as const;
  const fit = fitCalibration(draft);
  if (!fit.ok) throw new Error(`${fit.failure.message} ${fit.failure.hint}`);
  const view = calibratedView({ ...draft, fit: fit.value });
  if (view === null) throw new Error('the calibration cannot be turned round');
  return view;
}

/** In each column from the farthest ground that is still near enough down to the lower edge. */
function pointsOf(camera: Camera): CalibrationPoint[] {
  return COLUMNS.flatMap((x) => {
    const groundAt = (y: number) => toGround(camera, { u: x * camera.width, v: y * camera.height });
    const isNear = (y: number): boolean => {
      const ground = groundAt(y);
      if (ground === null) return false;
      return Math.hypot(ground.x - camera.position.x, ground.y - camera.position.y) < FARTHEST_METRES;
    };
    const rows = Array.from({ length: 95 }, (_, at) => 0.02 + at / 100);
    const top = rows.find(isNear);
    if (top === undefined) return [];
    return SHARES.flatMap((share) => {
      const y = top + (0.97 - top) * share;
      const ground = groundAt(y);
      return ground === null ? [] : [{ picture: normPoint(x, y), ground }];
    });
  });
}
