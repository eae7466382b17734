import { describe, expect, it } from 'vitest';
import { agreementOf, compareFrame } from '../../../../evaluation/compare/agreement.ts';
import type { PixelBox } from '../../../../evaluation/metrics/boxes.ts';
import { worstFrames } from '../../../../evaluation/suites/video-suite.ts';

const LIMITS = { examined: 0.3, sure: 0.5, suspected: 0.2 };
const square = (x: number, size = 20): PixelBox => [x, 0, x + size, size];
const saw = (x: number, score = 0.9, kind: 'car' | 'bus' | 'truck' | 'van' = 'car', size = 20) => ({
  ...{ score, box: square(x, size) },
  class: kind,
});

describe('two detectors', () => {
  it('agree where both see the same thing', () => {
    const frame = compareFrame([saw(0), saw(100)], [saw(1), saw(200)], LIMITS);
    expect(frame.matched).toHaveLength(1);
    expect(frame.missed).toEqual([saw(200)]);
    expect(frame.invented).toEqual([saw(100)]);
    expect(agreementOf([frame], LIMITS)).toMatchObject({ recall: 0.5, precision: 0.5 });
  });

  it('of which the reference only suspects something take away no recall, and save precision', () => {
    const frame = compareFrame([saw(0)], [saw(0, 0.3), saw(100, 0.3)], LIMITS);
    expect(agreementOf([frame], LIMITS)).toMatchObject({ recall: null, precision: 1, sureBoxes: 0, examinedBoxes: 1 });
  });

  it('are held by what the examined one would show, and by what is large enough', () => {
    const frame = compareFrame([saw(0, 0.29), saw(50, 0.9, 'car', 8)], [saw(0), saw(50, 0.9, 'car', 8)], LIMITS);
    expect(agreementOf([frame], LIMITS)).toMatchObject({ recall: 0, precision: null, sureBoxes: 1 });
  });

  it('give a box to the thing that the reference is sure of', () => {
    const frame = compareFrame([saw(4)], [saw(4, 0.3), saw(0, 0.9)], LIMITS);
    expect(frame.missed).toEqual([]);
    expect(frame.matched[0]?.reference.score).toBe(0.9);
  });

  it('are asked whether they tell buses and lorries from cars', () => {
    const examined = [saw(0, 0.9, 'truck'), saw(50, 0.9, 'car'), saw(100, 0.9, 'van'), saw(150, 0.9, 'bus')];
    const reference = [saw(0, 0.9, 'bus'), saw(50, 0.9, 'bus'), saw(100, 0.9, 'car'), saw(150, 0.9, 'car')];
    const agreement = agreementOf([compareFrame(examined, reference, LIMITS)], LIMITS);
    expect(agreement).toMatchObject({ heavyTold: 0.5, carsTold: 0.5 });
  });
});

describe('the frames that are drawn', () => {
  const frame = (wrong: number) => ({ matched: [], missed: Array.from({ length: wrong }, () => saw(0)), invented: [] });

  it('are those with the most to look at, well apart and in order', () => {
    const frames = Array.from({ length: 40 }, (_, at) => frame(at === 3 || at === 30 ? 5 : at === 4 ? 4 : 0));
    expect(worstFrames(frames)).toEqual([3, 30]);
  });

  it('are none where nobody differs', () => {
    expect(worstFrames([frame(0), frame(0)])).toEqual([]);
  });
});
