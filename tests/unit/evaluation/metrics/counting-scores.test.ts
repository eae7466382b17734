import { describe, expect, it } from 'vitest';
import { crossingScores } from '../../../../evaluation/metrics/crossings.ts';
import { geh, volumeScores } from '../../../../evaluation/metrics/volumes.ts';

const at = (seconds: number, where = 'north in car') => ({ where, seconds });

describe('crossings', () => {
  it('are paired one to one within their time', () => {
    const scores = crossingScores([at(1), at(5), at(9)], [at(1.4), at(5.2), at(5.3)], 1);
    expect(scores).toMatchObject({ matched: 2, missed: 1, invented: 1, totalError: 0 });
    expect(scores.f1).toBeCloseTo(2 / 3, 9);
  });

  it('are paired as many as can be, not greedily', () => {
    // Nearest first would join 2.0 with 1.9 and leave both others alone.
    expect(crossingScores([at(1), at(2)], [at(1.9), at(2.9)], 1)).toMatchObject({ matched: 2 });
  });

  it('count only on the same line, in the same direction and of the same class', () => {
    expect(crossingScores([at(1)], [at(1, 'north out car')], 1)).toMatchObject({ matched: 0, missed: 1, invented: 1 });
  });

  it('of an empty road are no merit', () => {
    expect(crossingScores([], [], 1)).toMatchObject({ precision: null, recall: null, f1: null, totalError: null });
    expect(crossingScores([], [at(1)], 1)).toMatchObject({ precision: 0, f1: 0, recall: null });
  });
});

describe('volumes', () => {
  it('have the GEH of a published example', () => {
    // UK Design Manual for Roads and Bridges, as commonly shown: 1000 modelled, 1100 observed.
    expect(geh({ counted: 1000, truth: 1100 })).toBeCloseTo(3.086, 3);
    expect(geh({ counted: 0, truth: 0 })).toBe(0);
    expect(geh({ counted: 100, truth: 200 })).toBeCloseTo(8.165, 3);
  });

  it('are summed up', () => {
    const scores = volumeScores([
      { counted: 90, truth: 100 },
      { counted: 60, truth: 20 },
    ]);
    expect(scores).toMatchObject({ mae: 25, gehUnder5: 0.5 });
    expect(scores?.wape).toBeCloseTo(50 / 120, 9);
    expect(volumeScores([])).toBeNull();
    expect(volumeScores([{ counted: 1, truth: 0 }])?.wape).toBeNull();
  });
});
