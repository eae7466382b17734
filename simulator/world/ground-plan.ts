import type { GroundPoint, GroundPose } from './ground.ts';

/** What a place looks like from above, for whoever draws it. Polygons of one kind may overlap and mean what they cover together. */
export interface GroundPlan {
  readonly carriageways: readonly Outline[];
  readonly footways: readonly Outline[];
  /** Raised or painted ground within the carriageway. */
  readonly islands: readonly Outline[];
  readonly kerbs: readonly Polyline[];
  readonly markings: readonly Marking[];
  readonly signalPosts: readonly SignalPost[];
  /** Bus shelters and signs: the heading is the direction that their front looks in. */
  readonly shelters: readonly GroundPose[];
  readonly signs: readonly Sign[];
  readonly barriers: readonly Barrier[];
  readonly plots: readonly Plot[];
  readonly trees: readonly Tree[];
  readonly lamps: readonly GroundPose[];
}

export type Outline = readonly GroundPoint[];
export type Polyline = readonly GroundPoint[];
export type ArrowTurn = 'left' | 'straight' | 'right';

export type Marking =
  | { readonly kind: 'solid' | 'dashed'; readonly points: Polyline; readonly width: number }
  | { readonly kind: 'stop-line' | 'yield-line'; readonly points: Polyline; readonly width: number }
  /** Stripes along the way of the traffic, or two dotted edges where a signal rules. */
  | { readonly kind: 'zebra' | 'crossing'; readonly points: Polyline; readonly width: number }
  | { readonly kind: 'arrow'; readonly pose: GroundPose; readonly turns: readonly ArrowTurn[] }
  | { readonly kind: 'word'; readonly pose: GroundPose; readonly text: string };

/** The heading is the direction that the lamps look in. */
export interface SignalPost {
  readonly pose: GroundPose;
  readonly group: string;
  readonly kind: 'vehicles' | 'walkers';
}

export interface Sign {
  readonly pose: GroundPose;
  readonly kind: 'bus-stop' | 'yield' | 'roundabout' | 'zebra' | 'speed-limit' | 'direction';
}

export interface Barrier {
  readonly kind: 'guard-rail' | 'parapet' | 'noise-wall';
  readonly points: Polyline;
  readonly height: number;
}

/** Ground for a building. */
export interface Plot {
  readonly outline: Outline;
  readonly height: number;
}

export interface Tree extends GroundPoint {
  readonly height: number;
}

export const LINE_WIDTH = 0.12;
