import { describe, expect, it } from 'vitest';
import { createReplayGate } from '../../../../../workers/entries/parts/replay-gate.ts';
import { replayJob } from '../../analytics/analysis-scenes.ts';

describe('the replays of a process', () => {
  it('begin at once when an earlier one left nothing behind', () => {
    const gate = createReplayGate({ pending: 0, drained: () => Promise.resolve(true) }, () => undefined);
    expect(gate.let([replayJob()])).toHaveLength(1);
  });

  it('wait until what an earlier one left is stored, and are then asked for anew', async () => {
    let stored: (done: boolean) => void = () => undefined;
    const drained = new Promise<boolean>((resolve) => (stored = resolve));
    let asked = 0;
    const gate = createReplayGate({ pending: 3, drained: () => drained }, () => (asked += 1));
    expect([gate.let([replayJob()]), asked]).toEqual([[], 0]);
    stored(true);
    await drained;
    expect([gate.let([replayJob()]).length, asked]).toEqual([1, 1]);
  });
});
