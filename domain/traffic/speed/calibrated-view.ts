import { spaceProjection } from '../../calibration/camera-pose.ts';
import { groundMap } from '../../calibration/ground-map.ts';
import { lengthSureness } from '../../calibration/scale-sureness.ts';
import type { LengthSureness } from '../../calibration/scale-sureness.ts';
import type { CalibrationDraft, CalibrationFit } from '../../calibration/types.ts';
import type { NormPoint } from '../../geometry/points.ts';
import type { BlockView } from './vehicle-box.ts';

/** A calibration made ready for measuring vehicles. */
export interface CalibratedView extends BlockView {
  readonly region: readonly NormPoint[];
  readonly sure: LengthSureness | null;
}

/** What is needed of a stored calibration to measure with it. */
export type Calibrated = Pick<CalibrationDraft, 'picture' | 'points'> & { readonly fit: CalibrationFit };

/** The view of a stored calibration; null where it cannot be used, which its fit would have refused. */
export function calibratedView({ picture, points, fit }: Calibrated): CalibratedView | null {
  const map = groundMap(fit.groundToPicture, fit.k1, picture.width / picture.height);
  if (map === null) return null;
  const sure = lengthSureness(map, points, fit);
  return { map, space: spaceProjection(fit.groundToPicture), region: fit.region, sure };
}
