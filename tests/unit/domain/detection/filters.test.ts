import { describe, expect, it } from 'vitest';
import { classCode } from '../../../../domain/detection/classes.ts';
import type { Detections } from '../../../../domain/detection/detections.ts';
import { filterByAreas } from '../../../../domain/detection/region-filter.ts';
import { thresholdTable } from '../../../../domain/detection/thresholds.ts';

type Row = [x1: number, y1: number, x2: number, y2: number, score: number, classCode: number];
function detections(...rows: Row[]): Detections {
  return {
    count: rows.length,
    boxes: Float32Array.from(rows.flatMap((row) => row.slice(0, 4))),
    scores: Float32Array.from(rows, (row) => row[4]),
    classes: Uint8Array.from(rows, (row) => row[5]),
  };
}
const CAR = classCode('car');
const BUS = classCode('bus');
const scores = (list: Detections) => Array.from(list.scores, (score) => Math.round(score * 100) / 100);

describe('least scores', () => {
  it('take the camera’s word before the model’s and the model’s before its default', () => {
    const table = thresholdTable(0.4, { car: 0.5, bus: 0.6 }, { bus: 0.2 });
    expect(table[CAR]).toBeCloseTo(0.5);
    expect(table[BUS]).toBeCloseTo(0.2);
    expect(table[classCode('van')]).toBeCloseTo(0.4);
  });
});

describe('areas that are looked at and areas that are ignored', () => {
  const half = (from: number, to: number) => [
    { x: from, y: 0 },
    { x: to, y: 0 },
    { x: to, y: 1 },
    { x: from, y: 1 },
  ];
  const reference = { x: 0.5, y: 1 };
  const left = { kind: 'region', points: half(0, 0.5), reference } as const;
  const right = { kind: 'region', points: half(0.5, 1), reference } as const;
  const mask = { kind: 'mask', points: half(0.2, 0.3), reference } as const;
  /** Bottom centres at x 0.1, 0.25 and 0.8; the scores name them. */
  const seen = detections([0, 0, 0.2, 0.5, 0.1, CAR], [0.2, 0, 0.3, 0.5, 0.2, CAR], [0.7, 0, 0.9, 0.5, 0.8, CAR]);

  it.each([
    ['everything when nothing is drawn', [], [0.1, 0.2, 0.8]],
    ['what stands in a region', [left], [0.1, 0.2]],
    ['what stands in any of two regions', [left, right], [0.1, 0.2, 0.8]],
    ['everything outside a mask', [mask], [0.1, 0.8]],
    ['what stands in a region but in no mask', [left, mask], [0.1]],
  ])('keep %s', (_title, areas, kept) => {
    expect(scores(filterByAreas(seen, areas))).toEqual(kept);
  });

  it('hold the reference point against the area, not the box', () => {
    const byTheTop = {
      ...left,
      points: [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 1, y: 0.2 },
        { x: 0, y: 0.2 },
      ],
    };
    expect(filterByAreas(seen, [byTheTop]).count).toBe(0);
    expect(filterByAreas(seen, [{ ...byTheTop, reference: { x: 0.5, y: 0 } }]).count).toBe(3);
  });

  it('give a point on the border between two areas to exactly one of them', () => {
    const middle = detections([0.4, 0, 0.6, 0.5, 0.5, CAR]);
    const inside = [left, right].map((area) => filterByAreas(middle, [area]).count);
    expect(inside.toSorted()).toEqual([0, 1]);
  });
});
