import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Curve } from './curve.ts';

/** Who may use a lane: everyone with an engine or pedals, buses and emergency vehicles, or narrow two-wheelers. */
export type LaneUse = 'all' | 'motor' | 'bus' | 'narrow';

export type TurnKind = 'straight' | 'left' | 'right' | 'u-turn';

/** A lane, or a connector that leads over a junction from one lane to another. */
export interface Lane {
  readonly index: number;
  readonly id: string;
  readonly curve: Curve;
  readonly width: number;
  /** Metres a second. */
  readonly speedLimit: number;
  readonly use: LaneUse;
  /** Set for a connector: how it turns. Lanes may be changed on lanes only. */
  readonly turn: TurnKind | null;
  /** The lane beside it in the same direction that may be changed to, or -1. */
  left: number;
  right: number;
  /** Where a vehicle at its end may go on to. */
  readonly next: number[];
  readonly previous: number[];
  /** A lane that begins at the edge of the network and one that leads out of it. */
  readonly entry: string | null;
  readonly exit: string | null;
  /** Connectors: the signal group that must show green at its start. */
  readonly signal: string | null;
  /** Connectors: who gives way to whom; the higher goes first. */
  readonly rank: number;
  /** Connectors: whoever must wait does so at the start, not inside the junction. */
  readonly waitAtLine: boolean;
  /** Connectors: half the width that bodies sweep. */
  readonly sweep: number;
  /** Connectors: do not enter before there is room behind the junction. */
  readonly keepClear: boolean;
  readonly conflicts: Conflict[];
}

/** The stretch of one connector that the bodies on another one sweep as well. */
export interface Conflict {
  readonly other: number;
  /** `alongside`: from lane beside lane to lane beside lane, as two lanes that turn together. */
  readonly kind: 'cross' | 'merge' | 'diverge' | 'alongside';
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
  /** Whether both may be on their way at the same time by signal. */
  readonly concurrent: boolean;
}

export interface RoadNetwork {
  readonly lanes: readonly Lane[];
}

const NARROW: readonly RoadUserClass[] = ['bicycle', 'motorcycle', 'scooter'];
const SLOW: readonly RoadUserClass[] = ['bicycle', 'scooter'];

export function mayUse(use: LaneUse, kind: RoadUserClass): boolean {
  switch (use) {
    case 'all':
      return kind !== 'pedestrian';
    case 'motor':
      return kind !== 'pedestrian' && !SLOW.includes(kind);
    case 'bus':
      return kind === 'bus' || kind === 'emergency_vehicle';
    case 'narrow':
      return NARROW.includes(kind);
  }
}
