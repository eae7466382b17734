import { assign, noPairs } from '../../domain/tracking/assignment.ts';

export interface Pair {
  readonly row: number;
  readonly column: number;
}

/** The one-to-one pairing with the greatest sum of worth. A pair of no worth is none. */
export function bestPairs(rows: number, columns: number, worth: (row: number, column: number) => number): Pair[] {
  const pairs = noPairs();
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const value = worth(row, column);
      if (value <= 0) continue;
      pairs.rows.push(row);
      pairs.columns.push(column);
      pairs.costs.push(-value);
    }
  }
  const chosen = assign(rows, columns, pairs, 0);
  return [...chosen].flatMap((column, row) => (column < 0 ? [] : [{ row, column }]));
}
