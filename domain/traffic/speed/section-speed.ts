import { toGround } from '../../calibration/ground-map.ts';
import { lengthSigma } from '../../calibration/scale-sureness.ts';
import type { NormPoint } from '../../geometry/points.ts';
import type { CalibratedView } from './calibrated-view.ts';

/** A passage of a line: when and where in the picture. */
export interface LinePassage {
  readonly mediaUs: number;
  readonly at: NormPoint;
}

/** The mean speed between two lines, with the way and the time that it was made of. */
export interface SectionSpeed {
  readonly metres: number;
  readonly seconds: number;
  readonly metresPerSecond: number;
  readonly plusMinus: number;
}

/** How far the place of a passage is off, in picture heights, for it lies between two sightings. */
const PASSAGE_NOISE = 0.003;

/**
 * The straight way on the ground between the two passages over the time between them; null where one of them shows no
 * ground or they are not one after the other. Its ± holds the wandering of both boxes and the sureness of the calibration.
 */
export function sectionSpeed(view: CalibratedView, first: LinePassage, second: LinePassage): SectionSpeed | null {
  const seconds = (second.mediaUs - first.mediaUs) / 1e6;
  const [from, to] = [toGround(view.map, first.at), toGround(view.map, second.at)];
  if (from === null || to === null || !(seconds > 0)) return null;
  const metres = Math.hypot(to.x - from.x, to.y - from.y);
  if (metres === 0) return null;
  const along = { x: (to.x - from.x) / metres, y: (to.y - from.y) / metres };
  const ends = [first, second].map(({ at }) => endSigma(view, at, along));
  const scale = view.sure === null ? 0 : lengthSigma(view.sure, first.at, second.at, along);
  const sigma = Math.hypot(...ends, scale);
  return { metres, seconds, metresPerSecond: metres / seconds, plusMinus: (2 * sigma) / seconds };
}

const STEP = 1e-3;

function endSigma({ map }: CalibratedView, at: NormPoint, along: { x: number; y: number }): number {
  const place = toGround(map, at);
  const shifts = [
    { x: at.x + STEP / map.aspect, y: at.y },
    { x: at.x, y: at.y + STEP },
  ].map((moved) => {
    const shifted = toGround(map, moved);
    if (place === null || shifted === null) return 0;
    return ((shifted.x - place.x) * along.x + (shifted.y - place.y) * along.y) / STEP;
  });
  return PASSAGE_NOISE * Math.hypot(...shifts);
}
