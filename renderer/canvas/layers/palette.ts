import type { RoadUserClass } from '../../../domain/detection/classes.ts';
import type { ZoneState } from '../../../domain/traffic/zone-state/zone-state.ts';

/** One colour per class, the same on pictures and charts; told apart with the common colour-vision deficiencies as far as eleven can be. */
export const CLASS_COLOURS: Readonly<Record<RoadUserClass, string>> = {
  bicycle: '#9ccc65',
  motorcycle: '#ffb74d',
  car: '#4fc3f7',
  bus: '#ffd54f',
  truck: '#ba8cff',
  van: '#4db6ac',
  trailer: '#b0a18f',
  emergency_vehicle: '#ff6e6e',
  construction_vehicle: '#d98e4a',
  scooter: '#f48fb1',
  pedestrian: '#e8edf3',
};
const UNKNOWN = '#c3cfda';

export function classColour(name: string): string {
  return Object.hasOwn(CLASS_COLOURS, name) ? CLASS_COLOURS[name as RoadUserClass] : UNKNOWN;
}

/** The colours of the specification; a word always stands beside them. */
const ZONE_STATE_COLOURS: Readonly<Record<ZoneState, string>> = {
  normal: '#4caf50',
  warning: '#ffc107',
  heavy: '#ff9800',
  jam: '#f44336',
};

export function zoneColour(state: ZoneState): string {
  return ZONE_STATE_COLOURS[state];
}

export const DRAWING_COLOURS = {
  line: '#ffe082',
  zone: '#80deea',
  region: '#a5d6a7',
  mask: '#b0bec5',
  selected: '#ffffff',
  handle: '#1976d2',
  path: '#ff8a65',
  movement: '#b39ddb',
  halo: 'rgba(5, 9, 13, 0.78)',
} as const;
