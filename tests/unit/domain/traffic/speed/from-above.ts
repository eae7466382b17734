import { toMediaUs } from '../../../../../domain/base/time.ts';
import { fitCalibration } from '../../../../../domain/calibration/fit-calibration.ts';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { quantBox } from '../../../../../domain/tracking/quant-box.ts';
import type { PathPoint } from '../../../../../domain/tracking/track-facts.ts';
import { calibratedView } from '../../../../../domain/traffic/speed/calibrated-view.ts';
import type { CalibratedView } from '../../../../../domain/traffic/speed/calibrated-view.ts';

/** A square picture that looks straight down on 100 m by 100 m: a hundredth of it is a metre, and y runs up. */
export function fromAbove(checkMetres: number | null = null): CalibratedView {
  const corner = (x: number, y: number) => ({ picture: normPoint(x, y), ground: { x: x * 100, y: (1 - y) * 100 } });
  const draft = {
    picture: { width: 1000, height: 1000 },
    points: [
      corner(0.05, 0.95),
      corner(0.95, 0.95),
      corner(0.95, 0.05),
      corner(0.05, 0.05),
      corner(0.5, 0.4),
      corner(0.3, 0.7),
    ],
    lens: 0,
    region: { kind: 'around-points' as const, factor: 1 },
    checkLine:
      checkMetres === null ? null : { from: normPoint(0.2, 0.5), to: normPoint(0.3, 0.5), metres: checkMetres },
  };
  const fit = fitCalibration(draft);
  const view = fit.ok ? calibratedView({ ...draft, fit: fit.value }) : null;
  if (view === null) throw new Error('it cannot be calibrated');
  return view;
}

/** Where something is at each time, in metres from the left and from below. */
export type Place = (seconds: number) => readonly [x: number, y: number];

/** Sightings of a car of 4.5 m by 1.8 m that drives to the right, 12.5 times a second. */
export function sightings(at: Place, seconds: number, from = 0): PathPoint[] {
  return Array.from({ length: Math.round(seconds * 12.5) + 1 }, (_, frame) => {
    const [x, y] = at(from + frame * 0.08);
    const [left, right, top, bottom] = [x - 2.25, x + 2.25, y + 0.9, y - 0.9].map((metres) => metres / 100) as [
      number,
      number,
      number,
      number,
    ];
    return {
      frameId: frame,
      mediaUs: toMediaUs((from + frame * 0.08) * 1e6),
      box: quantBox(left, 1 - top, right, 1 - bottom),
    };
  });
}
