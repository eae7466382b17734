import { roadBrightness } from './background-model.ts';
import type { BackgroundModel, BackgroundSettings } from './background-model.ts';
import type { GreyPicture } from './grey-picture.ts';

/** So bright is no shadow. */
const BRIGHTEST = 0.97;
/** A shadow darkens neighbouring pixels alike, a vehicle does not: so far may their shares of the road's brightness spread. */
const MOST_SPREAD = 0.06;

/** Takes shadows out of the foreground: places that are the road, only darker, as evenly as a shadow makes them. */
export function withoutShadows(
  foreground: Uint8Array,
  picture: GreyPicture,
  model: BackgroundModel,
  { darkestShadow }: BackgroundSettings,
): Uint8Array {
  const share = (at: number): number => {
    const road = roadBrightness(model, at);
    return road === null || road === 0 ? 1 : (picture.pixels[at] ?? 0) / road;
  };
  return foreground.map((value, at) => {
    if (value === 0) return 0;
    const here = share(at);
    if (here < darkestShadow || here > BRIGHTEST) return 1;
    return isEven(picture, at, share, here) ? 0 : 1;
  });
}

function isEven({ width, height }: GreyPicture, at: number, share: (at: number) => number, here: number): boolean {
  const [row, column] = [Math.floor(at / width), at % width];
  for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y += 1)
    for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x += 1)
      if (Math.abs(share(y * width + x) - here) > MOST_SPREAD && share(y * width + x) < BRIGHTEST) return false;
  return true;
}
