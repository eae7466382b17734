import type { MapPlace } from '../../../../domain/map/places.ts';

/** A point of the whole map in shares of its width, which is what web maps call zoom 0 (Mercator). */
export interface WorldPoint {
  readonly x: number;
  readonly y: number;
}

const NORTHMOST = 85.05112878;
const TILE = 256;

export function worldPoint({ latitude, longitude }: MapPlace): WorldPoint {
  const angle = (Math.max(-NORTHMOST, Math.min(NORTHMOST, latitude)) * Math.PI) / 180;
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log(Math.tan(Math.PI / 4 + angle / 2)) / (2 * Math.PI) };
}

export function placeOfWorld({ x, y }: WorldPoint): MapPlace {
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return { latitude, longitude: (x - 0.5) * 360 };
}

/** Pixels of the whole map at a zoom. */
export function worldSize(zoom: number): number {
  return TILE * 2 ** zoom;
}

/** How many metres of the ground a pixel is. */
export function metresPerPixel(latitude: number, zoom: number): number {
  return (Math.cos((latitude * Math.PI) / 180) * 40_075_016.686) / worldSize(zoom);
}

/** What is seen of the map: from the whole map to the screen and back. */
export interface MapWindow {
  readonly zoom: number;
  /** The pixel of the whole map at the top left of the screen. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function onScreen(
  { zoom, left, top }: MapWindow,
  { x, y }: WorldPoint,
): { readonly x: number; readonly y: number } {
  const size = worldSize(zoom);
  return { x: x * size - left, y: y * size - top };
}

/** The longest round length of a scale bar within so many pixels. */
export function scaleBar(metresAPixel: number, widest: number): { readonly metres: number; readonly pixels: number } {
  const most = metresAPixel * widest;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1] as const).map((step) => step * power).find((step) => step <= most) ?? power;
  return { metres, pixels: metres / metresAPixel };
}
