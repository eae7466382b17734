import { describe, expect, it } from 'vitest';
import { addCandidate, createCandidates } from '../../../../domain/detection/candidates.ts';
import { pickDetections, suppress } from '../../../../domain/detection/nms.ts';

const [CAR, BUS] = [2, 3];
const RULE = { iou: 0.5, nested: 0.65, maxDetections: 100 };

type Row = [x1: number, y1: number, x2: number, y2: number, score: number, classCode: number];
function candidates(...rows: Row[]) {
  const list = createCandidates(1);
  for (const row of rows) addCandidate(list, ...row);
  return list;
}

describe('removing doubles', () => {
  it.each<[string, Row[], number[]]>([
    [
      'keeps the better of two boxes of one class that overlap',
      [
        [0, 0, 10, 10, 0.5, CAR],
        [1, 0, 11, 10, 0.9, CAR],
      ],
      [1],
    ],
    [
      'keeps boxes of one class that overlap little',
      [
        [0, 0, 10, 10, 0.5, CAR],
        [8, 0, 18, 10, 0.9, CAR],
      ],
      [1, 0],
    ],
    [
      'keeps boxes of two classes that overlap by half',
      [
        [0, 0, 10, 10, 0.5, CAR],
        [4, 0, 14, 10, 0.9, BUS],
      ],
      [1, 0],
    ],
    [
      'removes a box of another class that lies inside a better one',
      [
        [2, 2, 8, 8, 0.5, CAR],
        [0, 0, 10, 10, 0.9, BUS],
      ],
      [1],
    ],
    [
      'removes a worse box around a better one',
      [
        [2, 2, 8, 8, 0.9, CAR],
        [0, 0, 10, 10, 0.5, BUS],
      ],
      [0],
    ],
    [
      'keeps two equal scores in the order in which they came',
      [
        [0, 0, 5, 5, 0.5, CAR],
        [20, 0, 25, 5, 0.5, CAR],
      ],
      [0, 1],
    ],
    [
      'keeps the first of two equal boxes',
      [
        [0, 0, 5, 5, 0.5, CAR],
        [0, 0, 5, 5, 0.5, CAR],
      ],
      [0],
    ],
    [
      'keeps boxes that touch',
      [
        [0, 0, 5, 5, 0.5, CAR],
        [5, 0, 10, 5, 0.4, CAR],
      ],
      [0, 1],
    ],
  ])('%s', (_title, rows, kept) => {
    expect(suppress(candidates(...rows), RULE)).toEqual(kept);
  });

  it('leaves nested boxes alone when that is switched off', () => {
    const list = candidates([2, 2, 8, 8, 0.5, CAR], [0, 0, 10, 10, 0.9, BUS]);
    expect(suppress(list, { ...RULE, nested: null })).toEqual([1, 0]);
  });

  it('only sorts and cuts for a model that removes doubles itself', () => {
    const list = candidates([0, 0, 5, 5, 0.5, CAR], [0, 0, 5, 5, 0.9, CAR], [0, 0, 5, 5, 0.7, CAR]);
    expect(suppress(list, null, 2)).toEqual([1, 2]);
  });

  it('lets no more boxes out than allowed, the best ones', () => {
    const list = candidates([0, 0, 5, 5, 0.5, CAR], [20, 0, 25, 5, 0.9, CAR], [40, 0, 45, 5, 0.7, CAR]);
    expect(suppress(list, { ...RULE, maxDetections: 2 })).toEqual([1, 2]);
  });

  it('takes no box without an area, without a score or with a value that is no number', () => {
    const list = candidates(
      [5, 5, 5, 9, 0.9, CAR],
      [9, 5, 5, 9, 0.9, CAR],
      [0, 0, Number.NaN, 9, 0.9, CAR],
      [0, 0, Number.POSITIVE_INFINITY, 9, 0.9, CAR],
      [0, 0, 9, 9, Number.NaN, CAR],
      [0, 0, 9, 9, 0, CAR],
    );
    expect(list.count).toBe(0);
  });

  it('hands out the chosen boxes best first', () => {
    const list = candidates([0, 0, 5, 5, 0.5, CAR], [20, 0, 25, 5, 0.75, BUS]);
    const picked = pickDetections(list, suppress(list, RULE));
    expect([...picked.boxes]).toEqual([20, 0, 25, 5, 0, 0, 5, 5]);
    expect([...picked.scores]).toEqual([0.75, 0.5]);
    expect([...picked.classes]).toEqual([BUS, CAR]);
  });
});
