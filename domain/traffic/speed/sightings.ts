import { QUANT_MAX } from '../../tracking/quant-box.ts';
import type { PathPoint } from '../../tracking/track-facts.ts';

/** The last sightings of one track, oldest first, five numbers each: time in microseconds and the edges of the box. */
export interface Sightings {
  readonly values: number[];
}

const NUMBERS = 5;
/** At 60 frames a second every second sighting is as good as all. */
const MOST = 32;
/** A box this near to an edge of the picture is cut there: its lower edge is not where the vehicle stands. */
const CUT = Math.round(0.004 * QUANT_MAX);

/** Before the first sighting. */
export function noSightings(): Sightings {
  return { values: [] };
}

/** How many there are. */
export function countOf({ values }: Sightings): number {
  return values.length / NUMBERS;
}

/** One number of a sighting: 0 is its time, 1 to 4 are the edges of its box. */
export function numberAt({ values }: Sightings, sighting: number, number: number): number {
  return values[sighting * NUMBERS + number] ?? 0;
}

/** Takes the next sighting and lets go of what is older than the window. Boxes that the picture cuts are left out. */
export function addSighting(sightings: Sightings, { mediaUs, box }: PathPoint, windowUs: number): void {
  const { values } = sightings;
  let gone = 0;
  while (gone < values.length && mediaUs - (values[gone] ?? 0) > windowUs) gone += NUMBERS;
  if (gone > 0) values.splice(0, gone);
  const [x1, y1, x2, y2] = box;
  if (x1 <= CUT || x2 >= QUANT_MAX - CUT || y2 >= QUANT_MAX - CUT) return;
  const before = values.length >= NUMBERS ? (values[values.length - NUMBERS] ?? 0) : null;
  if (before !== null && mediaUs - before < windowUs / MOST) return;
  values.push(mediaUs, x1, y1, x2, y2);
}
