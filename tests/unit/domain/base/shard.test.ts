import { describe, expect, it } from 'vitest';
import { shardOf } from '../../../../domain/base/shard.ts';

describe('the shard of a camera', () => {
  it('never changes: moving a camera to another process would break its numbering', () => {
    expect(['cam-1', 'cam-2', 'north-gate', 'a'].map((id) => shardOf(id, 4))).toEqual([2, 3, 0, 0]);
  });

  it('lies within the number of processes, and is 0 when there is one', () => {
    for (let camera = 0; camera < 500; camera += 1) {
      expect(shardOf(`cam-${camera}`, 7)).toBeLessThan(7);
      expect(shardOf(`cam-${camera}`, 7)).toBeGreaterThanOrEqual(0);
      expect(shardOf(`cam-${camera}`, 1)).toBe(0);
    }
  });

  it('spreads numbered cameras evenly enough', () => {
    const counts = [0, 0, 0, 0];
    for (let camera = 1; camera <= 400; camera += 1) counts[shardOf(`cam-${camera}`, 4)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(60);
    expect(Math.max(...counts)).toBeLessThan(140);
  });
});
