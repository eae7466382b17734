import type { Curve } from '../network/curve.ts';
import type { RoadNetwork } from '../network/lanes.ts';
import type { Walk } from '../network/walks.ts';
import type { Occupancy } from '../traffic/occupancy.ts';
import type { Vehicle } from '../traffic/vehicle.ts';
import type { Walker } from '../traffic/walkers.ts';
import type { ActorState } from '../world/actors.ts';
import type { GroundPoint } from '../world/ground.ts';

/** Something out of order that a run contains, and from which second on it may happen. */
export type Incident = { readonly at: number } & (
  | { readonly kind: 'stopped-vehicle'; readonly lane: number; readonly station: number; readonly seconds: number }
  | {
      readonly kind: 'sudden-stop';
      readonly lane: number;
      readonly from: number;
      readonly to: number;
      readonly seconds: number;
    }
  | { readonly kind: 'debris'; readonly lane: number; readonly station: number; readonly seconds: number }
  | { readonly kind: 'wrong-way'; readonly curve: Curve; readonly speed: number; readonly bodyId: string }
  | {
      readonly kind: 'pedestrian-on-carriageway';
      readonly walk: Walk;
      readonly standsAt: number;
      readonly seconds: number;
    }
  | { readonly kind: 'near-miss'; readonly walk: Walk; readonly lane: number; readonly pet: number }
  | {
      readonly kind: 'spillback' | 'jam';
      readonly exit: string;
      readonly seconds: number;
      /** How far along the road out it is blocked. */
      readonly station: number;
      /** Share of the time that the exit lets vehicles out. */
      readonly open: number;
    }
  | { readonly kind: 'camera-knocked'; readonly yaw: number; readonly pitch: number; readonly roll: number }
);

export type IncidentKind = Incident['kind'];

export const INCIDENT_KINDS: readonly IncidentKind[] = [
  'stopped-vehicle',
  'sudden-stop',
  'debris',
  'wrong-way',
  'pedestrian-on-carriageway',
  'near-miss',
  'spillback',
  'jam',
  'camera-knocked',
];

/** What really happened: written into the truth. */
export interface IncidentEvent {
  readonly kind: IncidentKind;
  readonly ids: readonly number[];
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
  readonly place: GroundPoint | null;
  /** Near misses: post-encroachment time in seconds. */
  readonly pet: number | null;
}

/** All that an incident sees and may change, step by step. */
export interface Stage {
  readonly network: RoadNetwork;
  readonly seconds: number;
  readonly seed: number;
  readonly vehicles: readonly Vehicle[];
  readonly walkers: readonly Walker[];
  readonly occupancy: Occupancy;
  nextId(): number;
  addWalker(walker: Walker): void;
}

/** One incident under way. */
export interface Act {
  step(stage: Stage): void;
  readonly event: IncidentEvent | null;
  /** Objects and people that the traffic itself does not know. */
  actors?(): readonly ActorState[];
  /** Where a lane is obstructed: its index and the station. */
  blocks?(): readonly (readonly [number, number])[];
  /** The exit that is closed now, and where. */
  closes?(): readonly [string, number] | null;
}
