/** A place on the earth, in degrees. */
export interface MapPlace {
  readonly latitude: number;
  readonly longitude: number;
}

/** Metres from a place: to the east and to the north. */
export interface MapOffset {
  readonly east: number;
  readonly north: number;
}

const METRES_PER_DEGREE = 111_195;
/** Beyond it the poles make nonsense of an east. */
const STEEPEST = 89.9;

function metresPerDegreeEast(latitude: number): number {
  return METRES_PER_DEGREE * Math.cos((Math.min(STEEPEST, Math.abs(latitude)) * Math.PI) / 180);
}

/** The place so many metres away, on a plane that touches the earth at `from`: exact enough for a site. */
export function placeAt(from: MapPlace, { east, north }: MapOffset): MapPlace {
  const latitude = Math.min(90, Math.max(-90, from.latitude + north / METRES_PER_DEGREE));
  return { latitude, longitude: wrapped(from.longitude + east / metresPerDegreeEast(from.latitude), 180) };
}

/** How far `to` lies from `from`, on the same plane. */
export function offsetTo(from: MapPlace, to: MapPlace): MapOffset {
  return {
    east: wrapped(to.longitude - from.longitude, 180) * metresPerDegreeEast(from.latitude),
    north: (to.latitude - from.latitude) * METRES_PER_DEGREE,
  };
}

/** So many metres in a direction, in degrees clockwise from north. */
export function offsetTowards(heading: number, metres: number): MapOffset {
  const angle = (heading * Math.PI) / 180;
  return { east: Math.sin(angle) * metres, north: Math.cos(angle) * metres };
}

/** The direction of an offset, in degrees clockwise from north, 0 to 360. */
export function headingOf({ east, north }: MapOffset): number {
  return wrappedHeading((Math.atan2(east, north) * 180) / Math.PI);
}

/** The same direction within 0 to 360. */
export function wrappedHeading(heading: number): number {
  const rest = heading % 360;
  // What is a hair below nought rounds to a whole turn.
  return (rest < 0 ? rest + 360 : rest) % 360;
}

/** By how many degrees one turns from one direction to another, −180 to 180. */
export function turnBetween(from: number, to: number): number {
  return wrapped(to - from, 180);
}

function wrapped(value: number, half: number): number {
  if (value >= -half && value <= half) return value;
  return value - 2 * half * Math.round(value / (2 * half));
}
