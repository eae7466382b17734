import { describe, expect, it } from 'vitest';
import {
  averagePrecision,
  averagePrecisionOverOverlaps,
  type FoundBox,
  type Picture,
  type TrueBox,
} from '../../../../evaluation/metrics/average-precision.ts';
import type { PixelBox } from '../../../../evaluation/metrics/boxes.ts';

const square = (x: number, y = 0, size = 10): PixelBox => [x, y, x + size, y + size];
const there = (box: PixelBox, ignored = false): TrueBox => ({ box, ignored });
const seen = (box: PixelBox, score: number): FoundBox => ({ box, score });

describe('average precision', () => {
  /**
   * The worked example of R. Padilla and others, "A Survey on Performance Metrics for Object-Detection Algorithms"
   * (2020): 24 boxes in order of their score, 7 of them right, 15 to be found. Published: precision 0.6667 at the third,
   * 0.4286 at the fourteenth, 0.3043 at the twenty-third; recall ends at 0.4667; area under all points 0.2456.
   */
  it('is that of a published example, read at 101 steps', () => {
    const verdicts = 'T F T F F F F F F T F T T T F F F F F F F F T F'.split(' ');
    const truth = Array.from({ length: 15 }, (_, at) => there(square(at * 20)));
    let next = 0;
    const found = verdicts.map((verdict, at) =>
      seen(verdict === 'T' ? square(20 * next++) : square(20 * at, 500), 1 - at / 100),
    );
    const { averagePrecision: value, recall } = averagePrecision([{ truth, found }], 0.5);
    expect(recall).toBeCloseTo(7 / 15, 9);
    // 7 steps of recall at precision 1, 7 at 2/3, 27 at 6/14, 6 at 7/23.
    expect(value).toBeCloseTo((7 + (7 * 2) / 3 + (27 * 6) / 14 + (6 * 7) / 23) / 101, 9);
    expect(value).toBeCloseTo(0.2456, 2);
  });

  it('takes the boxes of all pictures in one order of scores', () => {
    const pictures: Picture[] = [
      { truth: [there(square(0))], found: [seen(square(0), 0.5)] },
      { truth: [], found: [seen(square(0), 0.9)] },
    ];
    expect(averagePrecision(pictures, 0.5).averagePrecision).toBeCloseTo(0.5, 9);
  });

  it('counts a second box on the same thing as wrong', () => {
    const found = [seen(square(0), 0.9), seen(square(1), 0.8), seen(square(100), 0.7)];
    const { averagePrecision: value } = averagePrecision(
      [{ truth: [there(square(0)), there(square(100))], found }],
      0.5,
    );
    // 51 steps at precision 1, 50 at 2/3.
    expect(value).toBeCloseTo((51 + (50 * 2) / 3) / 101, 9);
  });

  it('neither asks for what is ignored nor blames whoever finds it', () => {
    const truth = [there(square(0)), there(square(100), true)];
    const found = [seen(square(0), 0.5), seen(square(100), 0.9), seen(square(102), 0.8)];
    expect(averagePrecision([{ truth, found }], 0.5)).toEqual({ averagePrecision: 1, recall: 1, trueBoxes: 1 });
  });

  it('gives a box to the thing that it fits best', () => {
    const truth = [there(square(0)), there(square(3))];
    const found = [seen(square(3), 0.9), seen(square(0), 0.8)];
    expect(averagePrecision([{ truth, found }], 0.9).averagePrecision).toBe(1);
  });

  it('says nothing where there is nothing to find, and zero where nothing was found', () => {
    expect(averagePrecision([{ truth: [], found: [seen(square(0), 0.9)] }], 0.5).averagePrecision).toBeNull();
    expect(averagePrecision([{ truth: [there(square(0))], found: [] }], 0.5).averagePrecision).toBe(0);
    expect(averagePrecisionOverOverlaps([{ truth: [], found: [] }])).toBeNull();
  });

  it('over overlaps counts the limits that a box passes', () => {
    // Of a height of 10 the lower 7.2 are found: an overlap of 0.72 passes 0.50, 0.55, 0.60, 0.65 and 0.70.
    const picture = { truth: [there([0, 0, 10, 10])], found: [seen([0, 2.8, 10, 10], 0.9)] };
    expect(averagePrecisionOverOverlaps([picture])).toBeCloseTo(0.5, 9);
  });
});
