/** Everything the product can tell apart on a road: ten vehicle classes and pedestrians. The order is the wire code. */
export const ROAD_USER_CLASSES = [
  'bicycle',
  'motorcycle',
  'car',
  'bus',
  'truck',
  'van',
  'trailer',
  'emergency_vehicle',
  'construction_vehicle',
  'scooter',
  'pedestrian',
] as const;

export type RoadUserClass = (typeof ROAD_USER_CLASSES)[number];

/** The wire code of a class. */
export function classCode(name: RoadUserClass): number {
  return ROAD_USER_CLASSES.indexOf(name);
}

/** The class of a wire code; an unknown code is a bug of the sender. */
export function classOfCode(code: number): RoadUserClass {
  const name = ROAD_USER_CLASSES[code];
  if (name === undefined) throw new RangeError(`no road-user class has code ${code}`);
  return name;
}
