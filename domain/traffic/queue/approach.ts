import type { NormPoint } from '../../geometry/points.ts';
import type { DelayLimits, JunctionControl } from './level-of-service.ts';
import { HCM_DELAY_LIMITS } from './level-of-service.ts';

/** What makes an area an approach: the stop line that it leads to, and what is known of its lanes. */
export interface ApproachPlan {
  readonly stopLineId: string;
  readonly lanes: number;
  readonly freeSpeedKmh: number;
  /** How long the area is on the road, where somebody measured it; a calibrated camera knows it by itself. */
  readonly lengthMetres: number | null;
  readonly control: JunctionControl;
  /** The site's own limits of the levels of service; null takes those of the manual. */
  readonly delayLimits: DelayLimits | null;
}

/** A drawn area that is an approach. */
export interface ApproachZone {
  readonly zoneId: string;
  readonly versionId: string;
  readonly points: readonly NormPoint[];
  readonly reference: NormPoint;
  readonly approach?: ApproachPlan | null | undefined;
}

/** A drawn line that may be a stop line. */
export interface StopLine {
  readonly lineId: string;
  readonly versionId: string;
  readonly from: NormPoint;
  readonly to: NormPoint;
}

/** An approach with its stop line. */
export interface Approach {
  readonly zone: ApproachZone;
  readonly plan: ApproachPlan;
  readonly line: StopLine;
}

/** The approaches among drawings. One whose stop line was deleted is none until it gets another one. */
export function approachesOf(zones: readonly ApproachZone[], lines: readonly StopLine[]): Approach[] {
  return zones.flatMap((zone) => {
    const plan = zone.approach ?? null;
    const line = lines.find(({ lineId }) => lineId === plan?.stopLineId);
    return plan === null || line === undefined ? [] : [{ zone, plan, line }];
  });
}

/** The limits of the levels of service that hold for an approach. */
export function delayLimitsOf({ control, delayLimits }: Pick<ApproachPlan, 'control' | 'delayLimits'>): DelayLimits {
  return delayLimits ?? HCM_DELAY_LIMITS[control];
}
