import type { NormPoint } from '../../geometry/points.ts';
import type { CalibratedView } from '../speed/calibrated-view.ts';
import { approachesOf } from './approach.ts';
import type { ApproachPlan, ApproachZone, StopLine } from './approach.ts';
import { approachPlane } from './approach-plane.ts';
import type { ApproachPlane } from './approach-plane.ts';

/** An approach made ready for one camera. */
export interface PreparedApproach {
  readonly zoneId: string;
  readonly zoneVersionId: string;
  readonly lineVersionId: string;
  readonly plan: ApproachPlan;
  readonly outline: readonly NormPoint[];
  readonly reference: NormPoint;
  readonly plane: ApproachPlane;
}

/** What an approach is watched with. `view` is null on a camera that is not calibrated. */
export interface ApproachSight {
  readonly aspect: number;
  readonly view: CalibratedView | null;
}

/** Makes the approaches among a camera's drawings ready. */
export function prepareApproaches(
  zones: readonly ApproachZone[],
  lines: readonly StopLine[],
  { aspect, view }: ApproachSight,
): PreparedApproach[] {
  return approachesOf(zones, lines).map((approach) => ({
    zoneId: approach.zone.zoneId,
    zoneVersionId: approach.zone.versionId,
    lineVersionId: approach.line.versionId,
    plan: approach.plan,
    outline: approach.zone.points,
    reference: approach.zone.reference,
    plane: approachPlane(approach, aspect, view),
  }));
}
