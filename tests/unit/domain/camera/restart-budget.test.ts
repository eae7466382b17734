import { describe, expect, it } from 'vitest';
import { spendRestart } from '../../../../domain/camera/restart-budget.ts';

function spendAt(times: readonly number[]): boolean[] {
  let history: readonly number[] = [];
  return times.map((at) => {
    const verdict = spendRestart(history, at);
    history = verdict.history;
    return verdict.allowed;
  });
}

describe('the restart budget', () => {
  it.each<[string, number[], boolean[]]>([
    ['allows five within a minute and refuses the sixth', [0, 1, 2, 3, 4, 5], [true, true, true, true, true, false]],
    ['refills with time', [0, 1, 2, 3, 4, 59_999, 60_000], [true, true, true, true, true, false, true]],
    ['never runs out when restarts are rare', [0, 20_000, 40_000, 60_000, 80_000, 100_000], Array(6).fill(true)],
    [
      'does not charge for a refusal',
      [0, 0, 0, 0, 0, 30_000, 60_001, 60_002],
      [true, true, true, true, true, false, true, true],
    ],
  ])('%s', (_name, times, expected) => {
    expect(spendAt(times)).toEqual(expected);
  });

  it('remembers no more than it needs', () => {
    let history: readonly number[] = [];
    for (let at = 0; at < 100_000_000; at += 20_000) history = spendRestart(history, at).history;
    expect(history.length).toBeLessThanOrEqual(5);
  });
});
