import { describe, expect, it } from 'vitest';
import { least, shortfalls } from '../../../../evaluation/report/figures.ts';

const TRUE_BOXES = { trueBoxesCrossingsF1: 1, trueBoxesIdf1: 0.98 };
const FLOORS = { ...TRUE_BOXES, crossingsF1: 0.9, idf1: 0.8, hota: 0.6, ap50: 0.7, totalError: 0.05 };
const GOOD = { ...TRUE_BOXES, crossingsF1: 0.9, idf1: 0.85, hota: 0.6, ap50: 0.9, totalError: -0.05 };

describe('floors', () => {
  it('are held by what reaches them', () => {
    expect(shortfalls(GOOD, FLOORS)).toEqual([]);
  });

  it.each([
    ['crossingsF1', 0.8999],
    ['idf1', 0.7],
    ['hota', 0],
    ['ap50', null],
    ['trueBoxesCrossingsF1', 0.999],
    ['trueBoxesIdf1', 0.97],
    ['totalError', -0.06],
    ['totalError', 0.06],
    ['totalError', null],
  ])('are not held when %s is %s', (name, value) => {
    expect(shortfalls({ ...GOOD, [name]: value }, FLOORS)).toHaveLength(1);
  });
});

describe('the worst of several', () => {
  it('leaves out what could not be measured, and is not known where nothing could', () => {
    expect(least([0.9, null, 0.7])).toBe(0.7);
    expect(least([null, null])).toBeNull();
    expect(least([])).toBeNull();
  });
});
