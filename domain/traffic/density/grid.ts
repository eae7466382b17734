import { QUANT_MAX } from '../../tracking/quant-box.ts';
import type { QuantBox } from '../../tracking/quant-box.ts';
import type { Rect } from './covered-area.ts';
import type { DensityMethod } from './density-method.ts';

/** The picture in so many rows and columns. */
export const GRID = { rows: 4, columns: 4 } as const;

/** A cell of the picture: how much of it is covered, and how many vehicles have the middle of their box in it. */
export interface GridCell {
  readonly density: number;
  readonly vehicles: number;
}

/** The cells row by row, in the unit of boxes; what does not divide evenly goes to the last row and column. */
export function gridCells(): Rect[] {
  const edge = (at: number, of: number): number => (at === of ? QUANT_MAX : Math.floor(QUANT_MAX / of) * at);
  return Array.from({ length: GRID.rows * GRID.columns }, (_, index) => {
    const row = Math.floor(index / GRID.columns);
    const column = index % GRID.columns;
    const [left, right] = [edge(column, GRID.columns), edge(column + 1, GRID.columns)];
    return [left, edge(row, GRID.rows), right, edge(row + 1, GRID.rows)] as const;
  });
}

const CELLS = gridCells();

/** The density grid of a moment: a vehicle whose middle is on an edge belongs to the cell below or to the right. */
export function densityGrid(method: DensityMethod, boxes: readonly QuantBox[]): GridCell[] {
  const shares = method.sharesOfCells(CELLS);
  const vehicles = CELLS.map(() => 0);
  for (const [left, top, right, bottom] of boxes) {
    const column = cellAlong((left + right) / 2, GRID.columns);
    const at = cellAlong((top + bottom) / 2, GRID.rows) * GRID.columns + column;
    vehicles[at] = (vehicles[at] ?? 0) + 1;
  }
  return CELLS.map((_, at) => ({ density: shares[at] ?? 0, vehicles: vehicles[at] ?? 0 }));
}

function cellAlong(place: number, of: number): number {
  return Math.min(of - 1, Math.floor(place / Math.floor(QUANT_MAX / of)));
}
