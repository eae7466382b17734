import type { GroundFrame } from '../../../../domain/map/ground-frame.ts';
import type { MapPlace } from '../../../../domain/map/places.ts';

/** How a camera's state looks on the map: a shape of its own for each, so that nothing hangs on colour alone. */
export type MarkerShape = 'disc' | 'ring' | 'triangle' | 'cross' | 'diamond' | 'square' | 'bars' | 'question';
export type MarkerTone = 'normal' | 'warning' | 'heavy' | 'jam' | 'info' | 'off';

/** What passes a line in one direction. */
export interface MapFlow {
  readonly direction: 'in' | 'out';
  /** Null: nobody looked, or nothing is known yet. That is no zero. */
  readonly count: number | null;
  /** False: somebody looked for a part of the time only. */
  readonly isWhole: boolean;
  /** An hour of it, for the width of its arrow. */
  readonly perHour: number;
}

export interface MapLine {
  readonly id: string;
  readonly from: MapPlace;
  readonly to: MapPlace;
  readonly flows: readonly MapFlow[];
}

export interface MapZone {
  readonly id: string;
  readonly outline: readonly MapPlace[];
  /** Its state in a word and a colour; null where nobody says it. */
  readonly state: { readonly tone: MarkerTone; readonly word: string } | null;
}

/** A camera as the map draws it. */
export interface MapCamera {
  readonly id: string;
  readonly name: string;
  readonly word: string;
  readonly shape: MarkerShape;
  readonly tone: MarkerTone;
  readonly place: MapPlace;
  /** Null: nobody has said where it looks. */
  readonly heading: number | null;
  readonly fieldOfView: number | null;
  /** What it sees of the ground, where it is calibrated and turned. */
  readonly seen: readonly MapPlace[] | null;
  readonly frame: GroundFrame | null;
  readonly lines: readonly MapLine[];
  readonly zones: readonly MapZone[];
}

/** Something that happened at a place: the map marks it, whoever knows of it says what it is. */
export interface MapIncident {
  readonly id: string;
  readonly place: MapPlace;
  readonly tone: MarkerTone;
  readonly title: string;
}

export const MAP_LAYERS = ['views', 'zones', 'lines', 'flows', 'names', 'incidents'] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];

/** All that the map shows at one moment. */
export interface MapScene {
  readonly cameras: readonly MapCamera[];
  readonly incidents: readonly MapIncident[];
  readonly layers: ReadonlySet<MapLayer>;
  readonly selectedId: string | null;
  /** The camera whose place may be dragged. */
  readonly movableId: string | null;
}

export const EMPTY_SCENE: MapScene = {
  cameras: [],
  incidents: [],
  layers: new Set(),
  selectedId: null,
  movableId: null,
};
