import { ROAD_USER_CLASSES } from '../detection/classes.ts';
import type { RoadUserClass } from '../detection/classes.ts';

type Family = 'two-wheeler' | 'four-wheeler' | 'walker';

const FAMILY: Readonly<Record<RoadUserClass, Family>> = {
  bicycle: 'two-wheeler',
  motorcycle: 'two-wheeler',
  scooter: 'two-wheeler',
  car: 'four-wheeler',
  bus: 'four-wheeler',
  truck: 'four-wheeler',
  van: 'four-wheeler',
  trailer: 'four-wheeler',
  emergency_vehicle: 'four-wheeler',
  construction_vehicle: 'four-wheeler',
  pedestrian: 'walker',
};

/** Added to the cost of a match when a detector changes its mind about a class, by the families concerned. */
const WITHIN_FAMILY = 0.15;
const TWO_AND_FOUR_WHEELS = 0.5;
const WALKER_AND_TWO_WHEELS = 0.5;

/** The cost of taking a vehicle of one class for one of another; Infinity where no detector could confuse them. */
export function classDistance(a: RoadUserClass, b: RoadUserClass): number {
  if (a === b) return 0;
  const [one, other] = [FAMILY[a], FAMILY[b]];
  if (one === other) return WITHIN_FAMILY;
  if (one !== 'walker' && other !== 'walker') return TWO_AND_FOUR_WHEELS;
  return one === 'four-wheeler' || other === 'four-wheeler' ? Infinity : WALKER_AND_TWO_WHEELS;
}

const CLASSES = ROAD_USER_CLASSES.length;
const TABLE = Float64Array.from({ length: CLASSES * CLASSES }, (_, at) =>
  classDistance(ROAD_USER_CLASSES[Math.floor(at / CLASSES)] ?? 'car', ROAD_USER_CLASSES[at % CLASSES] ?? 'car'),
);

/** classDistance by wire codes, for the hot path. */
export function codeDistance(a: number, b: number): number {
  return TABLE[a * CLASSES + b] ?? Infinity;
}
