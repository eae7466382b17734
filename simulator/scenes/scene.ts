import type { Incident } from '../incidents/incident.ts';
import type { RoadNetwork } from '../network/lanes.ts';
import type { Demand } from '../traffic/demand.ts';
import type { BusStop } from '../traffic/halts.ts';
import type { SignalPlan } from '../traffic/signals.ts';
import type { WalkDemand } from '../traffic/walk-demand.ts';
import type { GroundPlan, Outline, Polyline } from '../world/ground-plan.ts';
import type { GroundPoint } from '../world/ground.ts';
import type { CameraMount } from '../camera/mounts.ts';

/** A line across the road, in ground metres: whoever passes from its right to its left side passes "in". */
export interface GroundLine {
  readonly name: string;
  readonly from: GroundPoint;
  readonly to: GroundPoint;
}

export interface GroundZone {
  readonly name: string;
  readonly outline: Outline;
}

/** A way over the place that is counted: from which entry to which exit, and a path to draw. */
export interface Movement {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly path: Polyline;
}

/** A place with its traffic, drawn from a seed. */
export interface Scene {
  readonly name: string;
  readonly seed: number;
  readonly network: RoadNetwork;
  readonly signals: SignalPlan | null;
  readonly demands: readonly Demand[];
  readonly walks: readonly WalkDemand[];
  readonly stops: readonly BusStop[];
  readonly lines: readonly GroundLine[];
  readonly zones: readonly GroundZone[];
  readonly movements: readonly Movement[];
  readonly mounts: readonly CameraMount[];
  readonly ground: GroundPlan;
  /** What can be made to happen here, one of a kind, each at second 0. */
  readonly possible: readonly Incident[];
  /** What is going to happen; nothing unless somebody asks for it. */
  readonly incidents: readonly Incident[];
}
