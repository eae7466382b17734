import { describe, expect, it } from 'vitest';
import { createDetector, NO_ERRORS, USUAL_ERRORS } from '../../../../simulator/truth/detector-errors.ts';
import type { DetectorErrors, TrueBox } from '../../../../simulator/truth/detector-errors.ts';

const FPS = 12.5;
const car: TrueBox = { id: 7, class: 'car', box: [0.4, 0.5, 0.5, 0.6] };

/** What is said of one standing car, picture after picture. */
function looks(errors: DetectorErrors, pictures: number, seed = 3) {
  const detect = createDetector(errors, FPS, seed);
  return Array.from({ length: pictures }, () => detect([car]));
}

describe('a detector with errors', () => {
  it('that has none says what is there', () => {
    for (const { count, boxes, classes } of looks(NO_ERRORS, 20)) {
      expect([count, classes[0]]).toEqual([1, 2]);
      expect([...boxes].map((edge) => Math.round(edge * 1e4) / 1e4)).toEqual([0.4, 0.5, 0.5, 0.6]);
    }
  });

  it('makes the same errors from the same seed, and others from another', () => {
    expect(looks(USUAL_ERRORS, 200)).toEqual(looks(USUAL_ERRORS, 200));
    expect(looks(USUAL_ERRORS, 200)).not.toEqual(looks(USUAL_ERRORS, 200, 4));
  });

  it('misses the share of sightings that it is to miss', () => {
    const missed = looks({ ...NO_ERRORS, misses: 0.2 }, 4000).filter(({ count }) => count === 0).length;
    expect(missed / 4000).toBeGreaterThan(0.17);
    expect(missed / 4000).toBeLessThan(0.23);
  });

  it('is blind in stretches, not in blinks', () => {
    const counts = looks({ ...NO_ERRORS, blindPerMinute: 2, blindSeconds: 2 }, 5000).map(({ count }) => count);
    const stretches = counts
      .join('')
      .split('1')
      .filter((zeros) => zeros !== '');
    expect(stretches.length).toBeGreaterThan(3);
    for (const zeros of stretches) expect(zeros.length).toBeGreaterThanOrEqual(24);
  });

  it('lets edges wander by a share of the box, around where they are', () => {
    const lefts = looks({ ...NO_ERRORS, jitter: 0.02, lingers: 0.6 }, 4000).map(({ boxes }) => (boxes[0] ?? 0) - 0.4);
    const mean = lefts.reduce((sum, off) => sum + off, 0) / lefts.length;
    const deviation = Math.sqrt(lefts.reduce((sum, off) => sum + (off - mean) ** 2, 0) / lefts.length);
    expect(Math.abs(mean)).toBeLessThan(0.0003);
    expect(deviation / 0.1).toBeGreaterThan(0.017);
    expect(deviation / 0.1).toBeLessThan(0.023);
  });

  it('sees things that are not there, for a while each', () => {
    const more = looks({ ...NO_ERRORS, falsePerMinute: 10, falseSeconds: 1 }, 3000).filter(({ count }) => count > 1);
    expect(more.length).toBeGreaterThan(200);
    expect(more.length).toBeLessThan(900);
  });
});
