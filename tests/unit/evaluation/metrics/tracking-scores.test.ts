import { describe, expect, it } from 'vitest';
import { clearScores } from '../../../../evaluation/metrics/clear.ts';
import { hotaScores } from '../../../../evaluation/metrics/hota.ts';
import { identityScores } from '../../../../evaluation/metrics/identity.ts';
import { sequenceFrom, sequenceOf, type NumberedBox } from '../../../../evaluation/metrics/track-sequence.ts';

/** A clip in letters: per frame "truth:track" pairs that fit exactly, "truth:" alone missed, ":track" alone invented. */
function clip(...frames: string[]) {
  const place = (letter: string): number => letter.charCodeAt(0) - 96;
  return sequenceOf(
    frames.map((frame) => {
      const truth: NumberedBox[] = [];
      const found: NumberedBox[] = [];
      for (const [at, word] of frame.split(' ').entries()) {
        const [one = '', track = ''] = word.split(':');
        const box = [at * 50, 0, at * 50 + 10, 10] as const;
        if (one !== '') truth.push({ id: place(one), box });
        if (track !== '') found.push({ id: Number(track), box });
      }
      return { truth, found };
    }),
  );
}

const perfect = clip('a:1 b:2', 'a:1 b:2', 'a:1 b:2', 'a:1 b:2');
const swapped = clip('a:1 b:2', 'a:1 b:2', 'a:2 b:1', 'a:2 b:1');
const broken = clip('a:1', 'a:1', 'a:2', 'a:2');
const half = clip('a:1', 'a:1', 'a:', 'a:');

/** The worked example of the py-motmetrics manual, by distance; published are MOTA 0.5 and MOTP (distance) 0.34. */
const published = sequenceFrom(
  [
    { truth: [1, 2], found: [1, 2, 3], apart: [0.1, null, 0.3, 0.5, 0.2, 0.3] },
    { truth: [1, 2], found: [1], apart: [0.2, 0.4] },
    { truth: [1, 2], found: [1, 3], apart: [0.6, 0.2, 0.1, 0.6] },
  ].map(({ truth, found, apart }) => ({
    truth,
    found,
    likeness: (row: number, column: number) => {
      const distance = apart[row * found.length + column] ?? null;
      return distance === null ? 0 : 1 - distance;
    },
  })),
);

describe('CLEAR MOT', () => {
  it('is that of the published example', () => {
    const scores = clearScores(published, 0.1);
    expect(scores).toMatchObject({ matches: 5, missed: 1, invented: 1, switches: 1, roadUsers: 2 });
    expect(scores.mota).toBeCloseTo(0.5, 9);
    expect(1 - scores.motp).toBeCloseTo(0.34, 9);
  });

  it('counts each change of partner once', () => {
    expect(clearScores(perfect)).toMatchObject({ mota: 1, motp: 1, switches: 0, fragmentations: 0, mostlyTracked: 2 });
    expect(clearScores(swapped)).toMatchObject({ mota: 0.75, switches: 2, fragmentations: 0 });
    expect(clearScores(broken)).toMatchObject({ mota: 0.75, switches: 1 });
  });

  it('counts a road user that is taken up again as a fragmentation, and not as a switch', () => {
    const scores = clearScores(clip('a:1 b:2', 'a: b:2', 'a:1 b:2'));
    expect(scores).toMatchObject({ fragmentations: 1, switches: 0, missed: 1 });
  });

  it('keeps a pair of the frame before although another would fit better now', () => {
    const likeness = (row: number, column: number): number => (row === column ? 0.6 : 0.9);
    const frames = [
      { truth: [1, 2], found: [1, 2], likeness: (row: number, column: number) => (row === column ? 1 : 0) },
      { truth: [1, 2], found: [1, 2], likeness },
    ];
    expect(clearScores(sequenceFrom(frames))).toMatchObject({ switches: 0, matches: 4 });
  });

  it('says who is followed through and who is lost', () => {
    const frames = Array.from({ length: 10 }, (_, at) => (at < 1 ? 'a:1 b:2' : 'a:1 b:'));
    expect(clearScores(clip(...frames))).toMatchObject({ mostlyTracked: 1, mostlyLost: 1 });
  });
});

describe('identity', () => {
  it('gives each road user one track for the whole clip', () => {
    expect(identityScores(perfect).idf1).toBe(1);
    expect(identityScores(swapped).idf1).toBeCloseTo(0.5, 9);
    expect(identityScores(broken)).toMatchObject({ idf1: 0.5, precision: 0.5, recall: 0.5 });
    expect(identityScores(half)).toMatchObject({ precision: 1, recall: 0.5 });
    expect(identityScores(half).idf1).toBeCloseTo(2 / 3, 9);
  });

  it('is that of the published example', () => {
    expect(identityScores(published, 0.1).idf1).toBeCloseTo(10 / 12, 9);
  });
});

describe('HOTA', () => {
  it('is one for a perfect result', () => {
    expect(hotaScores(perfect)).toEqual({ hota: 1, detection: 1, association: 1, location: 1 });
  });

  it('weighs a road user that falls into two tracks as half kept together', () => {
    // Two pairs of two frames each: 2 / (4 + 2 - 2).
    const scores = hotaScores(broken);
    expect(scores.detection).toBeCloseTo(1, 9);
    expect(scores.association).toBeCloseTo(0.5, 9);
    expect(scores.hota).toBeCloseTo(Math.SQRT1_2, 9);
  });

  it('weighs two that change places in the middle as a third', () => {
    // Each of the four pairs: 2 / (4 + 4 - 2).
    expect(hotaScores(swapped).association).toBeCloseTo(1 / 3, 9);
    expect(hotaScores(swapped).hota).toBeCloseTo(Math.sqrt(1 / 3), 9);
  });

  it('weighs what is found for half of its time in both parts', () => {
    const scores = hotaScores(half);
    expect(scores).toMatchObject({ detection: 0.5, association: 0.5 });
    expect(scores.hota).toBeCloseTo(0.5, 9);
  });

  it('counts a box only at the limits that it passes', () => {
    const frame = { truth: [1], found: [1], likeness: () => 0.62 };
    const scores = hotaScores(sequenceFrom([frame, frame]));
    // 0.05 to 0.60 are twelve of nineteen.
    expect(scores.hota).toBeCloseTo(12 / 19, 9);
    expect(scores.location).toBeCloseTo((12 * 0.62 + 7) / 19, 9);
  });

  it('is zero where nothing is found, or all is invented', () => {
    expect(hotaScores(clip('a:', 'a:')).hota).toBe(0);
    expect(hotaScores(clip(':1', ':1')).hota).toBe(0);
  });
});
