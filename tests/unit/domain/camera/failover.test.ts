import { describe, expect, it } from 'vitest';
import { afterFailure, afterStableLoss, startFailover } from '../../../../domain/camera/failover.ts';

function fail(times: number, addresses: number): number[] {
  let state = startFailover();
  return Array.from({ length: times }, () => (state = afterFailure(state, addresses)).index);
}

describe('failover', () => {
  it('moves to the backup after three failures and comes round to the main address', () => {
    expect(fail(7, 2)).toEqual([0, 0, 1, 1, 1, 0, 0]);
  });

  it('tries every backup in turn', () => {
    expect(fail(9, 3)).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 0]);
  });

  it('has nowhere to go without a backup', () => {
    expect(fail(10, 1)).toEqual(Array(10).fill(0));
  });

  it('gives the main address the first try after a stable time on a backup', () => {
    expect(afterStableLoss()).toEqual({ index: 0, failures: 0 });
  });
});
