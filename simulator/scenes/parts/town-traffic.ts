import type { RoadUserClass } from '../../../domain/detection/classes.ts';

type Mix = readonly (readonly [RoadUserClass, number])[];

/** Shares of kinds, in percent or so. */
export const TOWN_TRAFFIC: Mix = [
  ['car', 70],
  ['van', 10],
  ['truck', 4],
  ['trailer', 1.5],
  ['bus', 2.5],
  ['motorcycle', 6],
  ['scooter', 2],
  ['bicycle', 3],
  ['emergency_vehicle', 0.5],
  ['construction_vehicle', 0.5],
];

export const TWO_WHEELER_TRAFFIC: Mix = [
  ['car', 28],
  ['van', 6],
  ['truck', 2],
  ['bus', 2],
  ['motorcycle', 34],
  ['scooter', 16],
  ['bicycle', 12],
];

export const FAST_TRAFFIC: Mix = [
  ['car', 76],
  ['van', 9],
  ['truck', 4],
  ['trailer', 7],
  ['bus', 1],
  ['motorcycle', 2.5],
  ['emergency_vehicle', 0.5],
];
