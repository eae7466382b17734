import type { RoadUserClass } from '../../detection/classes.ts';

/** What a usual road user of a class takes of the road, in metres, and how fast its kind usually goes at most, in km/h. */
export interface ClassSize {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly fastestKmh: number;
}

/** Lengths, widths and greatest speeds as they are usual; heights with whoever sits on it. */
export const CLASS_SIZES: Readonly<Record<RoadUserClass, ClassSize>> = {
  bicycle: { length: 1.8, width: 0.6, height: 1.7, fastestKmh: 25 },
  motorcycle: { length: 2, width: 0.8, height: 1.6, fastestKmh: 80 },
  car: { length: 4.5, width: 1.8, height: 1.5, fastestKmh: 120 },
  bus: { length: 12, width: 2.5, height: 3.2, fastestKmh: 80 },
  truck: { length: 8, width: 2.5, height: 3.2, fastestKmh: 90 },
  van: { length: 5, width: 2, height: 2.2, fastestKmh: 100 },
  trailer: { length: 15, width: 2.5, height: 3.8, fastestKmh: 80 },
  emergency_vehicle: { length: 5, width: 2, height: 2.2, fastestKmh: 150 },
  construction_vehicle: { length: 6, width: 3, height: 3, fastestKmh: 40 },
  scooter: { length: 1.5, width: 0.6, height: 1.7, fastestKmh: 45 },
  pedestrian: { length: 0.5, width: 0.6, height: 1.7, fastestKmh: 15 },
};

/** How far real vehicles of a class lie from its usual size, as a share (standard deviation). */
export const SIZE_SPREAD = 0.15;
