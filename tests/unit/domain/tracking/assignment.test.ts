import { describe, expect, it } from 'vitest';
import { assign, cheapestColumns, noPairs } from '../../../../domain/tracking/assignment.ts';
import type { CandidatePairs } from '../../../../domain/tracking/assignment.ts';
import { seededRandom } from './synthetic-traffic.ts';

function pairsOf(list: readonly (readonly [row: number, column: number, cost: number])[]): CandidatePairs {
  const pairs = noPairs();
  for (const [row, column, cost] of list) {
    pairs.rows.push(row);
    pairs.columns.push(column);
    pairs.costs.push(cost);
  }
  return pairs;
}

function costOf(pairs: CandidatePairs, columnOfRow: readonly number[], alone: number): number {
  return columnOfRow.reduce((sum, column, row) => {
    if (column === -1) return sum + alone;
    const at = pairs.rows.findIndex((other, pair) => other === row && pairs.columns[pair] === column);
    return sum + (pairs.costs[at] ?? Infinity);
  }, 0);
}

/** The least cost of all ways there are. */
function cheapestByTrying(rows: number, columns: number, pairs: CandidatePairs, alone: number): number {
  const costs = new Map(pairs.rows.map((row, at) => [row * 100 + (pairs.columns[at] ?? 0), pairs.costs[at] ?? 0]));
  const best = (row: number, used: number): number => {
    if (row === rows) return 0;
    let least = alone + best(row + 1, used);
    for (let column = 0; column < columns; column += 1) {
      const cost = costs.get(row * 100 + column);
      if (cost === undefined || (used & (1 << column)) !== 0) continue;
      least = Math.min(least, cost + best(row + 1, used | (1 << column)));
    }
    return least;
  };
  return best(0, 0);
}

describe('assignment', () => {
  it('prefers the cheapest whole to the cheapest pair', () => {
    const pairs = pairsOf([
      [0, 0, 0.1],
      [0, 1, 0.2],
      [1, 0, 0.3],
      [1, 1, 1.5],
    ]);
    expect([...assign(2, 2, pairs, 2)]).toEqual([1, 0]);
  });

  it('leaves alone what costs more than being alone', () => {
    expect([...assign(2, 1, pairsOf([[1, 0, 3]]), 2)]).toEqual([-1, -1]);
    expect([...assign(1, 1, pairsOf([[0, 0, 1.9]]), 2)]).toEqual([0]);
  });

  it('does not shift a whole queue when one vehicle leaves at its head and one joins at its tail', () => {
    const pairs = pairsOf([
      [0, 0, 1.3],
      [1, 0, 0.2],
      [1, 1, 1.3],
      [2, 1, 0.2],
      [2, 2, 1.3],
    ]);
    expect([...assign(3, 3, pairs, 2)]).toEqual([-1, 0, 1]);
  });

  it('manages with no rows, no columns and no pairs', () => {
    expect([...assign(0, 5, noPairs(), 2)]).toEqual([]);
    expect([...assign(2, 0, noPairs(), 2)]).toEqual([-1, -1]);
  });

  it('is as cheap as trying everything on 400 random problems, and uses no column twice', () => {
    const random = seededRandom(42);
    for (let round = 0; round < 400; round += 1) {
      const rows = 1 + Math.floor(random() * 6);
      const columns = 1 + Math.floor(random() * 6);
      const density = random();
      const list: [number, number, number][] = [];
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1) {
          if (random() < density) list.push([row, column, random() * 2.5]);
        }
      }
      const pairs = pairsOf(list);
      const found = [...assign(rows, columns, pairs, 2)];
      const taken = found.filter((column) => column !== -1);
      expect(new Set(taken).size).toBe(taken.length);
      expect(costOf(pairs, found, 2)).toBeCloseTo(cheapestByTrying(rows, columns, pairs, 2), 9);
    }
  });

  it('solves a dense matrix', () => {
    const costs = Float64Array.of(4, 1, 3, 2, 0, 5, 3, 2, 2);
    expect([...cheapestColumns(costs, 3, 3)]).toEqual([1, 0, 2]);
  });
});
