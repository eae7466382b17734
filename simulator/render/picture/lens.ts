import { focalLength } from '../../camera/camera.ts';
import type { Camera } from '../../camera/camera.ts';

/** A straight picture is drawn first, somewhat wider than the bent one that is cut from it. */
export interface StraightPicture {
  /** How much wider, as a factor; 1 for a straight lens. */
  readonly overscan: number;
  readonly width: number;
  readonly height: number;
}

/** More than one pixel drawn for each that is shown: edges come out smooth. */
export function straightPicture(camera: Camera, oversampling: number): StraightPicture {
  const overscan = overscanOf(camera);
  return {
    overscan,
    width: Math.round(camera.width * overscan * oversampling),
    height: Math.round(camera.height * overscan * oversampling),
  };
}

/** A barrel-shaped lens shows in its corners what a straight one has further out. */
function overscanOf(camera: Camera): number {
  if (camera.k1 >= 0) return 1;
  const focal = focalLength(camera);
  const corner = Math.hypot(camera.width, camera.height) / 2 / focal;
  let straight = corner;
  for (let step = 0; step < 60; step += 1) straight = corner / (1 + camera.k1 * straight * straight);
  return straight / corner;
}

/** Where each pixel of the straight picture is seen through the lens: u and v by turns, in pixels of the picture shown. */
export function bentPlaces(camera: Camera, straight: StraightPicture): Float32Array {
  const focal = focalLength(camera);
  const [scaleX, scaleY] = [
    (camera.width * straight.overscan) / straight.width,
    (camera.height * straight.overscan) / straight.height,
  ];
  const places = new Float32Array(straight.width * straight.height * 2);
  let at = 0;
  for (let row = 0; row < straight.height; row += 1) {
    const y = ((row + 0.5 - straight.height / 2) * scaleY) / focal;
    for (let column = 0; column < straight.width; column += 1) {
      const x = ((column + 0.5 - straight.width / 2) * scaleX) / focal;
      const bent = focal * (1 + camera.k1 * (x * x + y * y));
      places[at] = camera.width / 2 + x * bent;
      places[at + 1] = camera.height / 2 + y * bent;
      at += 2;
    }
  }
  return places;
}
