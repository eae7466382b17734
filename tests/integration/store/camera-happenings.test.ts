import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../../domain/contracts/facts.ts';
import type { Store, StoreReader } from '../../../workers/store/index.ts';
import { addCamera, batch, createBench, NOON, SECOND, value } from './builders.ts';

const bench = createBench();
let store: Store;
let reader: StoreReader;
beforeEach(async () => {
  ({ store } = await bench.open(bench.folder()));
  await addCamera(store, 'cam-1');
  reader = bench.reader(store);
});
afterEach(() => bench.clear());
const commit = (...facts: Fact[]): void => void value(store.commitFacts([batch(facts)]));

describe('events and holes of a camera', () => {
  it('are read by time, and a growing hole is one', () => {
    const hole = (toUtcUs: number): Fact => ({
      kind: 'hole',
      cameraId: 'cam-1',
      fromUtcUs: NOON,
      toUtcUs,
      cause: 'stale',
    });
    const event: Fact = {
      kind: 'camera-event',
      cameraId: 'cam-1',
      utcUs: NOON,
      state: 'stale',
      reason: 'no frames',
      detail: '',
    };
    commit(hole(NOON + SECOND), event, hole(NOON + 9 * SECOND), event, hole(NOON + 5 * SECOND));
    const stretch = { cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + SECOND };
    expect(reader.holes(stretch)).toEqual([hole(NOON + 9 * SECOND)]);
    expect(reader.cameraEvents(stretch)).toEqual([event]);
    expect(reader.cameraEvents({ ...stretch, cameraId: 'nobody' })).toEqual([]);
  });
});
