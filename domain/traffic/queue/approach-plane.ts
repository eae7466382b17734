import { isInRegion, showsGround, toGround, toPicture } from '../../calibration/ground-map.ts';
import { fromMiddle, straightened } from '../../calibration/lens.ts';
import type { RoadUserClass } from '../../detection/classes.ts';
import type { NormPoint } from '../../geometry/points.ts';
import { normPoint } from '../../geometry/points.ts';
import { QUANT_MAX } from '../../tracking/quant-box.ts';
import type { QuantBox } from '../../tracking/quant-box.ts';
import type { CalibratedView } from '../speed/calibrated-view.ts';
import { CLASS_SIZES } from '../speed/class-sizes.ts';
import { groundOf, middleOf } from '../speed/vehicle-box.ts';
import type { Approach } from './approach.ts';
import { createFrame } from './approach-frame.ts';
import type { ApproachFrame, FramePoint } from './approach-frame.ts';

/** Why a queue has no length in metres, or that it has one. */
export type MetresState = 'measured' | 'not-calibrated' | 'outside-region';

/** Where a vehicle is on its approach. `at` grows upstream from the stop line, in units of the plane. */
export interface PlacedVehicle {
  readonly at: number;
  /** Metres to a unit there: exact on a calibrated camera, else a guess by the size of the box. */
  readonly metresPerUnit: number;
  /** How far the front lies before `at`, and how long the vehicle is, in metres. */
  readonly frontMetres: number;
  readonly length: number;
  /** From 0, beginning at the first end of the stop line. */
  readonly lane: number;
}

/** The plane on which an approach is measured: the road itself, or the picture of a camera that is not calibrated. */
export interface ApproachPlane {
  readonly metres: MetresState;
  /** The far end of the approach, in units of the plane. */
  readonly farEnd: number;
  readonly place: (box: QuantBox, className: RoadUserClass) => PlacedVehicle;
  /** The middle of a lane at a distance from the stop line, in the picture; null where that shows nothing. */
  readonly pictureOf: (lane: number, at: number) => NormPoint | null;
}

/** Prepares the plane of an approach; on the road where its whole area shows road. */
export function approachPlane(approach: Approach, aspect: number, view: CalibratedView | null): ApproachPlane {
  const outline = approach.zone.points;
  if (view === null || !showsGround(view.map, [...outline, approach.line.from, approach.line.to]))
    return picturePlane(approach, aspect, view === null ? 'not-calibrated' : 'outside-region');
  return roadPlane(
    approach,
    view,
    outline.every((corner) => isInRegion(view.region, corner)),
  );
}

function roadPlane({ zone, line, plan }: Approach, view: CalibratedView, inRegion: boolean): ApproachPlane {
  const on = (point: NormPoint): FramePoint => toGround(view.map, point) ?? { x: 0, y: 0 };
  const frame = createFrame(zone.points.map(on), on(line.from), on(line.to));
  const heading = { x: -frame.upstream.x, y: -frame.upstream.y };
  return {
    metres: inRegion ? 'measured' : 'outside-region',
    farEnd: frame.farEnd,
    place(box, className) {
      const size = CLASS_SIZES[className];
      const foot = straightened(view.map.k1, fromMiddle(footOf(box), view.map.aspect));
      const middle = middleOf(view, groundOf(view.map, foot.x, foot.y), heading, size);
      const { at, lane } = placedOn(frame, middle, plan.lanes);
      return { at, metresPerUnit: 1, frontMetres: size.length / 2, length: size.length, lane };
    },
    pictureOf: (lane, at) => toPicture(view.map, frame.laneMiddle(lane, plan.lanes, at)),
  };
}

/** Seen from a mast, lengths along the road look about a third as long as lengths across it. */
const FORESHORTENED = 0.35;

function picturePlane({ zone, line, plan }: Approach, aspect: number, metres: MetresState): ApproachPlane {
  const on = ({ x, y }: NormPoint): FramePoint => ({ x: x * aspect, y });
  const frame = createFrame(zone.points.map(on), on(line.from), on(line.to));
  return {
    metres,
    farEnd: frame.farEnd,
    place(box, className) {
      const [x1, y1, x2, y2] = box;
      const size = CLASS_SIZES[className];
      const seen = Math.hypot(((x2 - x1) / QUANT_MAX) * aspect, (y2 - y1) / QUANT_MAX);
      const real = Math.hypot(size.width, size.height + FORESHORTENED * size.length);
      const { at, lane } = placedOn(frame, on(footOf(box)), plan.lanes);
      const metresPerUnit = seen === 0 ? 0 : real / seen / FORESHORTENED;
      return { at, metresPerUnit, frontMetres: 0, length: size.length, lane };
    },
    pictureOf(lane, at) {
      const { x, y } = frame.laneMiddle(lane, plan.lanes, at);
      return normPoint(x / aspect, y);
    },
  };
}

function placedOn(frame: ApproachFrame, point: FramePoint, lanes: number): { at: number; lane: number } {
  const at = frame.upstreamOf(point);
  const share = frame.acrossShare(point, at);
  return { at, lane: Math.max(0, Math.min(lanes - 1, Math.floor(share * lanes))) };
}

function footOf([x1, , x2, y2]: QuantBox): NormPoint {
  return normPoint((x1 + x2) / 2 / QUANT_MAX, y2 / QUANT_MAX);
}
