import { describe, expect, it } from 'vitest';
import { toMediaUs, toUtcUs } from '../../../../domain/base/time.ts';
import { type LiveAnchor, openAnchor, stepAnchor } from '../../../../domain/camera/anchor.ts';

const SECOND = 1_000_000;
const DAY_ONE = 1_700_000_000 * SECOND;

interface Played {
  anchor: LiveAnchor;
  utc: number[];
  closed: string | null;
}

/** Plays frames: source time and delay of arrival, both in seconds. */
function play(frames: readonly (readonly [media: number, delay: number])[], base = DAY_ONE): Played {
  let anchor = openAnchor([{ arrivedUtcUs: base, mediaUs: 0 }]);
  const utc: number[] = [];
  for (const [media, delay] of frames) {
    const mediaUs = toMediaUs(media * SECOND);
    const verdict = stepAnchor(anchor, toUtcUs(base + (media + delay) * SECOND), mediaUs);
    if (verdict.kind === 'close') return { anchor, utc, closed: verdict.detail };
    if (verdict.kind === 'skip') continue;
    anchor = verdict.anchor;
    utc.push(verdict.utcUs);
  }
  return { anchor, utc, closed: null };
}

const steady = (from: number, to: number, delay: (at: number) => number): (readonly [number, number])[] =>
  Array.from({ length: Math.round((to - from) * 10) }, (_, i) => {
    const at = from + (i + 1) / 10;
    return [at, delay(at)] as const;
  });

describe('the anchor of a live source', () => {
  it('takes the least delay of the frames it was opened with', () => {
    const anchor = openAnchor([
      { arrivedUtcUs: 10_900, mediaUs: 0 },
      { arrivedUtcUs: 11_000, mediaUs: 400 },
      { arrivedUtcUs: 11_300, mediaUs: 600 },
    ]);
    expect(anchor.offsetUs).toBe(10_600);
  });

  it('is not moved by jitter', () => {
    const { utc, closed } = play(steady(0, 60, (at) => (Math.sin(at * 7) + 1) * 0.05));
    expect(closed).toBeNull();
    expect(Math.abs((utc.at(-1) ?? 0) - (DAY_ONE + 60 * SECOND))).toBeLessThan(60_000);
  });

  it('follows a drifting clock by at most one millisecond a second', () => {
    // The camera's clock is slow: frames come later and later against it, by 0.5 ms per second.
    const { anchor, closed } = play(steady(0, 600, (at) => at * 0.0005));
    expect(closed).toBeNull();
    expect(anchor.offsetUs - DAY_ONE).toBeGreaterThan(270_000);
    expect(anchor.offsetUs - DAY_ONE).toBeLessThanOrEqual(300_000);
  });

  it('corrects a wrong first guess slowly', () => {
    const { utc } = play(steady(0, 30, () => -0.5));
    const rate = ((utc.at(-1) ?? 0) - (utc.at(-101) ?? 0)) / (10 * SECOND);
    expect(rate).toBeCloseTo(0.999, 4);
  });

  it('keeps universal time increasing at all times', () => {
    const { utc } = play(steady(0, 120, (at) => (at < 40 ? 0.3 : -0.3) + (Math.sin(at) + 1) * 0.1));
    for (let i = 1; i < utc.length; i++) expect(utc[i] ?? 0).toBeGreaterThan(utc[i - 1] ?? 0);
  });

  it('skips a frame that is a little late in time', () => {
    const anchor = openAnchor([{ arrivedUtcUs: DAY_ONE, mediaUs: 5 * SECOND }]);
    expect(stepAnchor(anchor, toUtcUs(DAY_ONE), toMediaUs(5 * SECOND))).toMatchObject({ kind: 'skip' });
    expect(stepAnchor(anchor, toUtcUs(DAY_ONE), toMediaUs(4.6 * SECOND))).toMatchObject({ kind: 'skip' });
  });

  it.each<[string, (readonly [number, number])[], RegExp]>([
    ['time runs backwards', [...steady(0, 5, () => 0), [2, 3]], /went back by 3\.0 s/],
    ['source time jumps ahead', [...steady(0, 5, () => 0), [65, -59.9]], /ran ahead by 59\.9 s/],
    ['the wall clock is set back by an hour', [...steady(0, 5, () => 0), [5.2, -3_600]], /ran ahead/],
    ['the wall clock is set forward', [...steady(0, 5, () => 0), ...steady(5, 30, () => 40)], /fell behind by 40\.0 s/],
  ])('closes the session when %s', (_name, frames, detail) => {
    expect(play(frames).closed).toMatch(detail);
  });

  it('survives a stall of the network that is made up for', () => {
    const frames = steady(0, 60, (at) => (at > 20 && at < 24 ? 24 - at : 0));
    expect(play(frames).closed).toBeNull();
  });
});
