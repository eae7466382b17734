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
});
