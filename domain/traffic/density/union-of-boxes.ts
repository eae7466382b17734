import { areaWithin, sharedArea, unionOf } from './covered-area.ts';
import type { Rect } from './covered-area.ts';
import type { DensityMethod } from './density-method.ts';

/** Density as the share of an area under the boxes of vehicles, where boxes overlap counted once. It remembers nothing. */
export function unionOfBoxes(): DensityMethod {
  let pieces: readonly Rect[] = [];
  return {
    look: ({ boxes }) => {
      pieces = unionOf(boxes);
    },
    shareOf: (area) => (area.area === 0 ? 0 : areaWithin(pieces, area) / area.area),
    sharesOfCells: (cells) => cells.map((cell) => coveredShare(pieces, cell)),
    memory: () => null,
  };
}

function coveredShare(pieces: readonly Rect[], cell: Rect): number {
  const covered = pieces.reduce((sum, piece) => sum + sharedArea(piece, cell), 0);
  return Math.min(1, covered / ((cell[2] - cell[0]) * (cell[3] - cell[1])));
}
