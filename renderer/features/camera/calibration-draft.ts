import { fitCalibration } from '../../../domain/calibration/fit-calibration.ts';
import { groundGrid } from '../../../domain/calibration/ground-grid.ts';
import type { GroundGrid } from '../../../domain/calibration/ground-grid.ts';
import { groundMap } from '../../../domain/calibration/ground-map.ts';
import type { CalibrationFit, GroundPoint, RegionChoice } from '../../../domain/calibration/types.ts';
import type { Result } from '../../../domain/base/result.ts';
import type { StoredDraft } from '../../../domain/contracts/calibration.ts';
import type { NormPoint } from '../../../domain/geometry/points.ts';
import { normPoint } from '../../../domain/geometry/points.ts';

/** A calibration as it is being made: what is placed, typed and chosen so far. */
export type CalibrationForm = Omit<StoredDraft, 'picture'>;
type Picture = StoredDraft['picture'];

export const EMPTY_CALIBRATION: CalibrationForm = {
  points: [],
  lens: 0,
  region: { kind: 'around-points', factor: 1.2 },
  checkLine: null,
  carMetres: 4.4,
  note: '',
};

/** Near left, near right, far right, far left: about how a stretch of road lies in most pictures. */
const RECTANGLE: readonly NormPoint[] = [
  normPoint(0.25, 0.85),
  normPoint(0.75, 0.85),
  normPoint(0.62, 0.5),
  normPoint(0.38, 0.5),
];
export const MOST_POINTS = 24;

/** A rectangle of known sides; its corners stay where they are if there are four already. */
export function withRectangle(form: CalibrationForm, width: number, length: number): CalibrationForm {
  const places = form.points.length === 4 ? form.points.map(({ picture }) => picture) : RECTANGLE;
  const corners: readonly GroundPoint[] = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: length },
    { x: 0, y: length },
  ];
  const points = corners.map((ground, at) => ({ ground, picture: places[at] ?? normPoint(0.5, 0.5) }));
  return { ...form, points };
}

/** One more point, placed there; its metres are still to be typed, so it begins with those of the last one. */
export function withPoint(form: CalibrationForm, picture: NormPoint): CalibrationForm {
  if (form.points.length >= MOST_POINTS) return form;
  const last = form.points.at(-1)?.ground ?? { x: 0, y: 0 };
  return { ...form, points: [...form.points, { picture, ground: last }] };
}

export interface PointChange {
  readonly picture?: NormPoint;
  readonly ground?: GroundPoint;
}

export function changePoint(form: CalibrationForm, at: number, change: PointChange): CalibrationForm {
  return { ...form, points: form.points.map((point, index) => (index === at ? { ...point, ...change } : point)) };
}

export function withoutPoint(form: CalibrationForm, at: number): CalibrationForm {
  return { ...form, points: form.points.filter((_, index) => index !== at) };
}

export function withCheckLine(form: CalibrationForm): CalibrationForm {
  return { ...form, checkLine: { from: normPoint(0.45, 0.8), to: normPoint(0.45, 0.6), metres: 10 } };
}

export function moveCheckEnd(form: CalibrationForm, end: 'from' | 'to', place: NormPoint): CalibrationForm {
  return form.checkLine === null ? form : { ...form, checkLine: { ...form.checkLine, [end]: place } };
}

export function chosenRegion(form: CalibrationForm, region: RegionChoice): CalibrationForm {
  return {
    ...form,
    region: region.kind === 'drawn' ? { kind: 'drawn', points: [...region.points] } : region,
  };
}

/** What comes out of the form as it stands, and the grid that shows it. */
export interface CalibrationOutcome {
  readonly fit: Result<CalibrationFit>;
  readonly grid: GroundGrid | null;
}

export function outcomeOf(form: CalibrationForm, picture: Picture): CalibrationOutcome {
  const fit = fitCalibration({ ...form, picture });
  return { fit, grid: fit.ok ? gridOf(fit.value, picture) : null };
}

export function gridOf(fit: CalibrationFit, { width, height }: Picture): GroundGrid | null {
  const map = groundMap(fit.groundToPicture, fit.k1, width / height);
  return map === null ? null : groundGrid(map, fit.region);
}
