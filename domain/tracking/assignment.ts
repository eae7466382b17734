/** The pairs of rows and columns that may be joined, as parallel lists. A pair that is not listed is impossible. */
export interface CandidatePairs {
  readonly rows: number[];
  readonly columns: number[];
  readonly costs: number[];
}

/** An empty list of pairs. */
export function noPairs(): CandidatePairs {
  return { rows: [], columns: [], costs: [] };
}

/**
 * The exactly cheapest way to join rows with columns, where leaving a row alone costs `alone`. Gives the column of each
 * row, -1 for none. Rows and columns that no chain of pairs connects cannot influence each other, so each connected
 * group is solved by itself: traffic makes many tiny groups, and the cubic method never sees a large one.
 */
export function assign(rowCount: number, columnCount: number, pairs: CandidatePairs, alone: number): Int32Array {
  const columnOfRow = new Int32Array(rowCount).fill(-1);
  for (const group of connectedGroups(rowCount, columnCount, pairs)) {
    if (group.length === 1) takeSingle(pairs, group[0] ?? 0, alone, columnOfRow);
    else solveGroup(pairs, group, alone, columnOfRow);
  }
  return columnOfRow;
}

function takeSingle(pairs: CandidatePairs, pair: number, alone: number, columnOfRow: Int32Array): void {
  if ((pairs.costs[pair] ?? Infinity) < alone) columnOfRow[pairs.rows[pair] ?? 0] = pairs.columns[pair] ?? -1;
}

/** The indices of the pairs of each connected group, groups in order of their first pair. */
function connectedGroups(rowCount: number, columnCount: number, pairs: CandidatePairs): number[][] {
  const parent = Int32Array.from({ length: rowCount + columnCount }, (_, at) => at);
  for (let pair = 0; pair < pairs.rows.length; pair += 1) {
    const a = rootOf(parent, pairs.rows[pair] ?? 0);
    const b = rootOf(parent, rowCount + (pairs.columns[pair] ?? 0));
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  const groups: number[][] = [];
  const groupOfRoot = new Int32Array(rowCount + columnCount).fill(-1);
  for (let pair = 0; pair < pairs.rows.length; pair += 1) {
    const root = rootOf(parent, pairs.rows[pair] ?? 0);
    if (groupOfRoot[root] === -1) {
      groupOfRoot[root] = groups.length;
      groups.push([]);
    }
    groups[groupOfRoot[root] ?? 0]?.push(pair);
  }
  return groups;
}

function rootOf(parent: Int32Array, node: number): number {
  let at = node;
  while (parent[at] !== at) {
    // Halving the way up keeps the chains short.
    parent[at] = parent[parent[at] ?? 0] ?? 0;
    at = parent[at] ?? 0;
  }
  return at;
}

function solveGroup(pairs: CandidatePairs, group: readonly number[], alone: number, columnOfRow: Int32Array): void {
  const rows = distinct(group, pairs.rows);
  const columns = distinct(group, pairs.columns);
  // Every row gets one more column of its own price, "alone": so a complete assignment always exists.
  const width = columns.length + rows.length;
  const impossible = alone * (rows.length + 1) + 1;
  const costs = new Float64Array(rows.length * width).fill(impossible);
  rows.forEach((_, row) => costs.fill(alone, row * width + columns.length, (row + 1) * width));
  const rowAt = new Map(rows.map((row, at) => [row, at]));
  const columnAt = new Map(columns.map((column, at) => [column, at]));
  for (const pair of group) {
    const at = (rowAt.get(pairs.rows[pair] ?? 0) ?? 0) * width + (columnAt.get(pairs.columns[pair] ?? 0) ?? 0);
    costs[at] = Math.min(costs[at] ?? impossible, pairs.costs[pair] ?? impossible);
  }
  const chosen = cheapestColumns(costs, rows.length, width);
  rows.forEach((row, at) => {
    const column = columns[chosen[at] ?? -1];
    if (column !== undefined && (costs[at * width + (chosen[at] ?? 0)] ?? alone) < alone) columnOfRow[row] = column;
  });
}

function distinct(group: readonly number[], values: readonly number[]): number[] {
  return [...new Set(group.map((pair) => values[pair] ?? 0))].sort((a, b) => a - b);
}

/**
 * Shortest augmenting paths with potentials (Jonker and Volgenant's form of the Hungarian method): the column of each
 * row of a dense matrix with at least as many columns as rows.
 */
export function cheapestColumns(costs: Float64Array, rowCount: number, columnCount: number): Int32Array {
  const rowPrice = new Float64Array(rowCount + 1);
  const columnPrice = new Float64Array(columnCount + 1);
  const rowOfColumn = new Int32Array(columnCount + 1);
  const cameFrom = new Int32Array(columnCount + 1);
  const reach = new Float64Array(columnCount + 1);
  const done = new Uint8Array(columnCount + 1);
  for (let row = 1; row <= rowCount; row += 1) {
    reach.fill(Infinity);
    done.fill(0);
    rowOfColumn[0] = row;
    let column = 0;
    while (rowOfColumn[column] !== 0) {
      column = growPath(costs, columnCount, column, { rowPrice, columnPrice, rowOfColumn, cameFrom, reach, done });
    }
    while (column !== 0) {
      const previous = cameFrom[column] ?? 0;
      rowOfColumn[column] = rowOfColumn[previous] ?? 0;
      column = previous;
    }
  }
  const columnOfRow = new Int32Array(rowCount).fill(-1);
  for (let column = 1; column <= columnCount; column += 1) {
    const row = rowOfColumn[column] ?? 0;
    if (row > 0) columnOfRow[row - 1] = column - 1;
  }
  return columnOfRow;
}

interface PathSearch {
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  readonly rowOfColumn: Int32Array;
  readonly cameFrom: Int32Array;
  readonly reach: Float64Array;
  readonly done: Uint8Array;
}

/** One step of the search for a free column: settles the nearest one, changes prices, gives that column. */
function growPath(costs: Float64Array, columnCount: number, from: number, search: PathSearch): number {
  const { rowPrice, columnPrice, rowOfColumn, cameFrom, reach, done } = search;
  done[from] = 1;
  const row = rowOfColumn[from] ?? 0;
  const base = (row - 1) * columnCount - 1;
  let step = Infinity;
  let nearest = 0;
  for (let column = 1; column <= columnCount; column += 1) {
    if (done[column] === 1) continue;
    const reduced = (costs[base + column] ?? 0) - (rowPrice[row] ?? 0) - (columnPrice[column] ?? 0);
    if (reduced < (reach[column] ?? 0)) {
      reach[column] = reduced;
      cameFrom[column] = from;
    }
    if ((reach[column] ?? 0) < step) {
      step = reach[column] ?? 0;
      nearest = column;
    }
  }
  for (let column = 0; column <= columnCount; column += 1) {
    if (done[column] === 1) {
      const owner = rowOfColumn[column] ?? 0;
      rowPrice[owner] = (rowPrice[owner] ?? 0) + step;
      columnPrice[column] = (columnPrice[column] ?? 0) - step;
    } else {
      reach[column] = (reach[column] ?? 0) - step;
    }
  }
  return nearest;
}
