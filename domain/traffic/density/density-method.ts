import type { NormPoint } from '../../geometry/points.ts';
import type { QuantBox } from '../../tracking/quant-box.ts';
import { QUANT_MAX } from '../../tracking/quant-box.ts';
import { flatPolygon } from './covered-area.ts';
import type { FlatPolygon, Rect } from './covered-area.ts';
import type { GreyPicture } from './grey-picture.ts';

/** What there is to judge by at one moment. */
export interface Sight {
  readonly mediaUs: number;
  /** The boxes of the vehicles that are followed. */
  readonly boxes: readonly QuantBox[];
  /** Made only for those who ask; null where there is none. */
  readonly picture: () => GreyPicture | null;
}

/** A way to tell how much of an area is taken by vehicles. */
export interface DensityMethod {
  /** Takes the next moment; every answer is about the newest. */
  readonly look: (sight: Sight) => void;
  /** The share of an area that is taken, 0 to 1. */
  readonly shareOf: (area: FlatPolygon) => number;
  /** The shares of the cells of a grid over the picture, row by row. */
  readonly sharesOfCells: (cells: readonly Rect[]) => readonly number[];
  /** All that it remembers from moment to moment, for a checkpoint; null where that is nothing. */
  readonly memory: () => Uint8Array | null;
}

/** An area of the picture in the unit of boxes. */
export function areaOfPicture(points: readonly NormPoint[]): FlatPolygon {
  return flatPolygon(points.flatMap(({ x, y }) => [x * QUANT_MAX, y * QUANT_MAX]));
}
