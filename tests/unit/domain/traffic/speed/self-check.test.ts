import { describe, expect, it } from 'vitest';
import { checkLengths } from '../../../../../domain/traffic/speed/self-check.ts';

const around = (length: number, count: number) =>
  Array.from({ length: count }, (_, at) => length + ((at % 7) - 3) * 0.1);

describe('the self-check by the lengths of cars', () => {
  it.each([
    ['too few cars', around(4.4, 29), 'too-few'],
    ['cars as long as cars are', around(4.5, 60), 'agrees'],
    ['cars that look a fifth too long', around(5.3, 60), 'drifted'],
    ['cars that look a fifth too short', around(3.5, 60), 'drifted'],
  ])('%s: %s', (_what, lengths, verdict) => {
    expect(checkLengths(lengths, 4.4).verdict).toBe(verdict);
  });

  it('says by how much, with the ± of the median', () => {
    const check = checkLengths(around(5.5, 70), 4.4);
    expect(check.medianMetres).toBeCloseTo(5.5, 9);
    expect(check.offPercent).toBeCloseTo(25, 9);
    // The middle distance is 0.2 m: 2 · 1.253 · 1.4826 · 0.2 / √70.
    expect(check.plusMinus).toBeCloseTo(0.0888, 3);
  });

  it('does not warn of what its own ± explains', () => {
    const scattered = Array.from({ length: 30 }, (_, at) => 4.9 + ((at % 5) - 2) * 1.2);
    expect(checkLengths(scattered, 4.4).verdict).toBe('agrees');
  });
});
