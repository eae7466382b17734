import type { RoadNetwork } from '../network/lanes.ts';
import type { Demand } from '../traffic/demand.ts';
import type { SignalPlan } from '../traffic/signals.ts';
import type { GroundPoint } from '../world/ground.ts';

/** A line across the road, in ground metres: whoever passes from its right to its left side passes "in". */
export interface GroundLine {
  readonly name: string;
  readonly from: GroundPoint;
  readonly to: GroundPoint;
}

/** A place with its traffic, drawn from a seed. */
export interface Scene {
  readonly name: string;
  readonly seed: number;
  readonly network: RoadNetwork;
  readonly signals: SignalPlan | null;
  readonly demands: readonly Demand[];
  readonly lines: readonly GroundLine[];
}
