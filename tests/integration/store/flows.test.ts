import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Coverage } from '../../../domain/contracts/facts.ts';
import type { Store, StoreReader } from '../../../workers/store/index.ts';
import {
  addCamera,
  addLine,
  batch,
  createBench,
  crossing,
  MINUTE,
  NOON,
  SECOND,
  sessionOpen,
  uuid,
  value,
} from './builders.ts';
import type { LineForTest } from './builders.ts';

const bench = createBench();
const session = uuid('one');
let store: Store;
let reader: StoreReader;
let line: LineForTest;
beforeEach(async () => {
  ({ store } = await bench.open(bench.folder()));
  await addCamera(store, 'cam-1');
  line = await addLine(store, 'cam-1');
  reader = bench.reader(store);
  value(store.commitFacts([batch([sessionOpen(session)])]));
});
afterEach(() => bench.clear());

const watched = (from: number, to: number): Coverage => ({
  ...{ kind: 'coverage', sessionId: session, fromMediaUs: from * SECOND, toMediaUs: to * SECOND },
  ...{ fromUtcUs: NOON + from * SECOND, toUtcUs: NOON + to * SECOND, state: 'watched', frames: (to - from) * 12 },
});
const flows = (from: number, to: number) =>
  reader.flows({ fromUtcUs: NOON + from * MINUTE, toUtcUs: NOON + to * MINUTE }).cameras;

it('tell what passed each line and how much of the time was watched', () => {
  const passed = [10, 20, 70].map((second, at) =>
    crossing(session, line.versionId, { track: at + 1, mediaUs: second * SECOND, utcUs: NOON + second * SECOND }),
  );
  value(store.commitFacts([batch([watched(0, 90), ...passed])]));
  expect(flows(0, 1)).toEqual([
    { cameraId: 'cam-1', watchedShare: 1, lines: [{ lineId: line.lineId, in: 2, out: 0 }] },
  ]);
  expect(flows(0, 2)).toEqual([
    { cameraId: 'cam-1', watchedShare: 0.75, lines: [{ lineId: line.lineId, in: 3, out: 0 }] },
  ]);
});

it('name a line that nobody watched, with no share of the time', () => {
  expect(flows(0, 5)).toEqual([
    { cameraId: 'cam-1', watchedShare: 0, lines: [{ lineId: line.lineId, in: 0, out: 0 }] },
  ]);
});

it('leave out lines that were deleted', async () => {
  await store.command('line.delete', { actor: 'test', lineId: line.lineId });
  expect(flows(0, 5)).toEqual([]);
});
