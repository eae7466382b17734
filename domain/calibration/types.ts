import type { NormPoint } from '../geometry/points.ts';

/** A place on the road in metres, in any frame that is right-handed as seen from above (x to the east, y to the north). */
export interface GroundPoint {
  readonly x: number;
  readonly y: number;
}

/** A place of the picture whose place on the road is known. */
export interface CalibrationPoint {
  readonly picture: NormPoint;
  readonly ground: GroundPoint;
}

/** A length on the road that was measured and did not go into the calibration: what it comes out as tells how good it is. */
export interface CheckLine {
  readonly from: NormPoint;
  readonly to: NormPoint;
  readonly metres: number;
}

/** Where metres are believed: around the points by a factor, or as somebody drew it. */
export type RegionChoice =
  | { readonly kind: 'around-points'; readonly factor: number }
  | { readonly kind: 'drawn'; readonly points: readonly NormPoint[] };

/** What a person gives to calibrate a camera. */
export interface CalibrationDraft {
  /** Size in pixels of the picture on which the points were placed. */
  readonly picture: { readonly width: number; readonly height: number };
  readonly points: readonly CalibrationPoint[];
  /** The bend of the lens (k1, per squared picture height), or to find it from the points. */
  readonly lens: number | 'find';
  readonly region: RegionChoice;
  readonly checkLine: CheckLine | null;
}

/** How far one point lies from where the calibration puts it; points that do not fit the others are not used. */
export interface PointError {
  readonly pixels: number;
  readonly metres: number;
  readonly used: boolean;
}

/** A calibration as it came out: everything that is needed to use it and to judge it. */
export interface CalibrationFit {
  /** From metres to the straightened picture in picture heights from its middle, row by row, positive before the camera. */
  readonly groundToPicture: readonly number[];
  readonly k1: number;
  readonly region: readonly NormPoint[];
  readonly reprojection: {
    /** Root mean square over the points that were used. */
    readonly rmsPixels: number;
    readonly rmsMetres: number;
    readonly points: readonly PointError[];
  };
  readonly check: { readonly metres: number; readonly errorPercent: number } | null;
}
