import { describe, expect, it } from 'vitest';
import { BACKOFF_RULES, backoffMs, isStable } from '../../../../domain/camera/backoff.ts';

const situation = {
  failures: 0,
  code: 'timeout',
  liveNetwork: true,
  hasShown: false,
  troubledForMs: 0,
  jitter: 0,
} as const;

describe('back-off', () => {
  it('doubles from half a second to five seconds for a camera that has just gone', () => {
    const waits = [0, 1, 2, 3, 4, 5, 50].map((failures) => backoffMs({ ...situation, failures }));
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
  });

  it('asks a camera that is long gone at most every eight seconds, so that it is back within ten', () => {
    expect(backoffMs({ ...situation, failures: 500, troubledForMs: 3 * 86_400_000 })).toBe(8_000);
  });

  it('asks files and devices at most every thirty seconds', () => {
    expect(backoffMs({ ...situation, failures: 20, liveNetwork: false })).toBe(30_000);
  });

  it.each([
    [0, 10_000],
    [1, 20_000],
    [2, 30_000],
    [9, 30_000],
  ])('is slow after a refused password, so that no account is locked (failure %i)', (failures, expected) => {
    expect(backoffMs({ ...situation, code: 'auth-failed', failures })).toBe(expected);
  });

  it('does not hurry back to a codec that cannot be decoded', () => {
    expect(backoffMs({ ...situation, code: 'unsupported-codec', failures: 20 })).toBe(30_000);
  });

  it.each(['not-a-video', 'unsupported-codec'] as const)(
    'asks a camera that has shown pictures as often as any when it answers "%s" while it starts',
    (code) => {
      expect(backoffMs({ ...situation, code, failures: 20, hasShown: true })).toBe(5_000);
      expect(backoffMs({ ...situation, code, failures: 20, hasShown: true, liveNetwork: false })).toBe(30_000);
    },
  );

  it('stays slow after a refused password whatever was shown before', () => {
    expect(backoffMs({ ...situation, code: 'auth-failed', failures: 9, hasShown: true })).toBe(30_000);
  });

  it('only shortens by jitter, so that the cap is a promise', () => {
    for (const jitter of [0, 0.3, 1, 7, -2]) {
      const wait = backoffMs({ ...situation, failures: 9, jitter });
      expect(wait).toBeLessThanOrEqual(5_000);
      expect(wait).toBeGreaterThanOrEqual(3_750);
    }
    expect(backoffMs({ ...situation, failures: 9, jitter: 1 })).toBeLessThan(backoffMs({ ...situation, failures: 9 }));
  });

  it('survives any number of failures', () => {
    expect(backoffMs({ ...situation, failures: 1e9 })).toBe(5_000);
  });

  it('forgets the failures after a stable minute', () => {
    expect(isStable(59_999)).toBe(false);
    expect(isStable(60_000)).toBe(true);
    expect(isStable(100, { ...BACKOFF_RULES, stableMs: 100 })).toBe(true);
  });
});
