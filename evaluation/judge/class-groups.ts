import type { RoadUserClass } from '../../domain/detection/classes.ts';

/**
 * Detectors that we train tell fewer classes apart than there are on a road. A road user counts as what it looks like to
 * them; `training/classes.py` teaches them the same. Null: it may be called anything, as long as it is found.
 */
const LOOKS_LIKE: Readonly<Record<RoadUserClass, RoadUserClass | null>> = {
  car: 'car',
  van: 'van',
  bus: 'bus',
  truck: 'truck',
  trailer: 'truck',
  construction_vehicle: 'truck',
  emergency_vehicle: null,
  motorcycle: 'motorcycle',
  scooter: 'motorcycle',
  bicycle: 'bicycle',
  pedestrian: 'pedestrian',
};

export function looksLike(kind: RoadUserClass): RoadUserClass | null {
  return LOOKS_LIKE[kind];
}
