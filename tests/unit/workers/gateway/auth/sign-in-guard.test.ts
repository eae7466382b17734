import { describe, expect, it } from 'vitest';
import { SignInGuard } from '../../../../../workers/gateway/auth/sign-in-guard.ts';

const SECOND = 1_000_000;

describe('the sign-in guard', () => {
  it('lets a few wrong passwords pass, then makes each further one wait longer', () => {
    let now = 0;
    const guard = new SignInGuard(3, () => now);
    expect([1, 2, 3].map(() => guard.begin('vera'))).toEqual([null, null, null]);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const until = guard.begin('vera') ?? 0;
      waits.push((until - now) / SECOND);
      now = until;
      expect(guard.begin('vera')).toBeNull();
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('counts guesses that are made at the same time', () => {
    const guard = new SignInGuard(3, () => 0);
    const passed = Array.from({ length: 20 }, () => guard.begin('vera')).filter((wait) => wait === null);
    expect(passed).toHaveLength(3);
  });

  it('forgets after a success, keeps users apart and does not care about capitals', () => {
    const guard = new SignInGuard(1, () => 0);
    expect(guard.begin('vera')).toBeNull();
    expect(guard.begin('VERA')).not.toBeNull();
    expect(guard.begin('otto')).toBeNull();
    guard.succeeded('Vera');
    expect(guard.begin('vera')).toBeNull();
  });

  it('forgets wrong passwords after an hour without an attempt, and not sooner', () => {
    let now = 0;
    const guard = new SignInGuard(3, () => now);
    const wrongOnce = () => [1, 2].map(() => guard.begin('vera'));
    // Wrong twice every hour, for a day: nobody ever has to wait.
    for (let hour = 0; hour < 24; hour += 1, now += 3600 * SECOND) expect(wrongOnce()).toEqual([null, null]);
    wrongOnce();
    now += 3599 * SECOND;
    guard.begin('vera');
    expect(guard.begin('vera')).not.toBeNull();
  });

  it('never forgets who keeps guessing', () => {
    let now = 0;
    const guard = new SignInGuard(3, () => now);
    let guesses = 0;
    for (; now < 24 * 3600 * SECOND; now += 10 * SECOND) if (guard.begin('vera') === null) guesses += 1;
    expect(guesses).toBeLessThan(3 + 5 + 24 * 4);
  });
});
