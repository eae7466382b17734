import { describe, expect, it } from 'vitest';
import { GREY_HEIGHT, GREY_WIDTH, greyPicture } from '../../../../domain/quality/grey-picture.ts';
import {
  COVERED_AFTER_US,
  FIRST_QUALITY,
  FROZEN_AFTER_US,
  lookAtPicture,
  sourceBeginsAnew,
} from '../../../../domain/quality/picture-quality.ts';
import type { PictureVerdict, QualityMemory } from '../../../../domain/quality/picture-quality.ts';

const SECOND = 1_000_000;

/** A street of edges; a lorry stands at `at`, and the sensor's noise is `noise` shades. */
function street(at: number, noise = 0.5, sharp = 1): Float32Array {
  return Float32Array.from({ length: GREY_WIDTH * GREY_HEIGHT }, (_, index) => {
    const x = index % GREY_WIDTH;
    const y = Math.floor(index / GREY_WIDTH);
    const edges = ((x * 7 + y * 13) % 40) * sharp;
    const lorry = Math.abs(x - at) < 4 && y > 20 && y < 30 ? 60 * sharp : 0;
    return 100 + edges + lorry + ((index * 31 + at * 17) % 7) * (noise / 3.5);
  });
}

const flat = (shade: number) => new Float32Array(GREY_WIDTH * GREY_HEIGHT).fill(shade);

/** The verdict after each look, one a second from `from` on. */
function watch(
  pictures: readonly Float32Array[],
  from: QualityMemory = FIRST_QUALITY,
  second = 0,
): { readonly verdicts: readonly PictureVerdict[]; readonly memory: QualityMemory } {
  let memory = from;
  const verdicts = pictures.map((grey, index) => {
    memory = lookAtPicture(memory, grey, (second + index) * SECOND);
    return memory.verdict;
  });
  return { verdicts, memory };
}

const times = (count: number, make: (index: number) => Float32Array) =>
  Array.from({ length: count }, (_, at) => make(at));
const traffic = (count: number) => times(count, (index) => street((index * 5) % GREY_WIDTH));
const all = (verdicts: readonly PictureVerdict[]) => [...new Set(verdicts)];

describe('a picture of a road', () => {
  it('with traffic is good', () => {
    expect(all(watch(traffic(300)).verdicts)).toEqual(['good']);
  });

  it('of an empty road at night is good: the sensor never rests', () => {
    const empty = times(300, (index) => street(index % GREY_WIDTH, 2.5, 0.2));
    expect(all(watch(empty).verdicts)).toEqual(['good']);
  });

  it('before a red light is good until longer than any red light', () => {
    const stands = watch(times(FROZEN_AFTER_US / SECOND - 1, () => street(30)));
    expect(all(stands.verdicts)).toEqual(['good']);
  });

  it('growing dark slowly is good', () => {
    const dusk = times(2400, (index) => street((index * 5) % GREY_WIDTH, 0.5, 1 - index / 3700));
    expect(all(watch(dusk).verdicts)).toEqual(['good']);
  });
});

describe('a picture that stands still', () => {
  const before = watch(traffic(60));
  const held = street(11);
  // An encoder sends it again with faults below one shade.
  const again = (index: number) => held.map((shade, at) => shade + (((index + at) % 5) - 2) * 0.02);

  it('is frozen after its time, not before, and good again with the first new picture', () => {
    const { verdicts, memory } = watch(times(60, again), before.memory, 60);
    expect(verdicts.indexOf('frozen')).toBe(FROZEN_AFTER_US / SECOND);
    expect(verdicts.slice(FROZEN_AFTER_US / SECOND)).toEqual(
      times(60, flat)
        .slice(30)
        .map(() => 'frozen'),
    );
    expect(watch(traffic(3), memory, 120).verdicts).toEqual(['good', 'good', 'good']);
  });

  it('one thing that moves keeps it from being frozen', () => {
    const one = times(90, (index) => again(index).map((shade, at) => (at === index ? shade + 30 : shade)));
    expect(all(watch(one, before.memory, 60).verdicts)).toEqual(['good']);
  });
});

describe('a covered picture', () => {
  const before = watch(traffic(60));

  it.each([
    ['black', () => flat(2)],
    ['white', () => flat(250)],
    ['of one shade with some noise', (index: number) => street(index, 2, 0).map((shade) => shade)],
    ['blurred beyond knowing', (index: number) => street((index * 5) % GREY_WIDTH, 0.5, 0.1)],
  ] as const)('%s is covered after its time, not before', (_how, make) => {
    const { verdicts } = watch(times(40, make), before.memory, 60);
    expect(verdicts.indexOf('covered')).toBe(COVERED_AFTER_US / SECOND);
    expect(all(verdicts)).toEqual(['good', 'covered']);
  });

  it('is good again when the cover is taken off, and what is usual was not forgotten', () => {
    const covered = watch(
      times(3600, () => flat(2)),
      before.memory,
      60,
    );
    const after = watch(traffic(5), covered.memory, 3660);
    expect(after.verdicts).toEqual(['good', 'good', 'good', 'good', 'good']);
    expect(after.memory.usualDetail).toBeCloseTo(before.memory.usualDetail, 0);
  });

  it('headlights into the lens for a few seconds are no cover', () => {
    const dazzled = [...times(8, () => flat(250)), ...traffic(30)];
    expect(all(watch(dazzled, before.memory, 60).verdicts)).toEqual(['good']);
  });

  it('a source that begins anew is not judged by what it showed before', () => {
    const covered = watch(
      times(40, () => flat(2)),
      before.memory,
      60,
    ).memory;
    const anew = sourceBeginsAnew(covered);
    expect(anew.verdict).toBe('good');
    expect(anew.usualDetail).toBe(covered.usualDetail);
  });
});

describe('the small grey picture', () => {
  const width = 640;
  const height = 360;
  it.each(['yuv420p', 'bgr24'] as const)('of %s has the shades of the large one, place by place', (format) => {
    const bytes = format === 'yuv420p' ? 1 : 3;
    const raw = new Uint8Array(width * height * 3).fill(10);
    // The right half is bright.
    for (let y = 0; y < height; y += 1) raw.fill(200, (y * width + width / 2) * bytes, (y + 1) * width * bytes);
    const grey = greyPicture({ raw, width, height, format });
    expect(grey?.[0]).toBe(10);
    expect(grey?.[GREY_WIDTH - 1]).toBe(200);
    expect(grey?.at(-1)).toBe(200);
  });

  it('of a picture that is not whole there is none', () => {
    expect(greyPicture({ raw: new Uint8Array(100), width, height, format: 'yuv420p' })).toBeNull();
    expect(greyPicture({ raw: new Uint8Array(100), width: 10, height: 10, format: 'yuv420p' })).toBeNull();
  });
});
