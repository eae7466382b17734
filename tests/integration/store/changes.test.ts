import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

const bench = createBench();
let store: Store;
let reader: StoreReader;
let now = NOON;
beforeEach(async () => {
  now = NOON;
  ({ store } = await bench.open(bench.folder(), { nowUtcUs: () => now }));
  await addCamera(store, 'cam-1');
  reader = bench.reader(store);
});
afterEach(() => bench.clear());

const changes = (fromUtcUs: number, toUtcUs: number) => reader.changes({ cameraId: 'cam-1', fromUtcUs, toUtcUs });
const told = (fromUtcUs = NOON + 1, toUtcUs = NOON + 60 * MINUTE) =>
  changes(fromUtcUs, toUtcUs).map(
    ({ utcUs, kind, event, subject, fields, actor }) =>
      `${(utcUs - NOON) / MINUTE} ${kind} ${event} ${[subject, ...fields, actor ?? '-'].filter((one) => one !== '').join(' ')}`,
  );
const RUN = sessionOpen(uuid('any')).run;
const open = (name: string, minute: number, run: Partial<typeof RUN> = {}) =>
  sessionOpen(uuid(name), { anchorUtcUs: NOON + minute * MINUTE, run: { ...RUN, ...run } });

describe('changes of a camera', () => {
  it('are told with their date and author: lines, zones, calibrations, settings', async () => {
    expect(told(NOON, NOON + 1)).toEqual(['0 camera added test']);
    now += MINUTE;
    const line = await addLine(store, 'cam-1', 'Main');
    now += MINUTE;
    const drawing = { name: 'Main 2', from: { x: 0, y: 0.5 }, to: { x: 1, y: 0.5 }, inName: 'a', outName: 'b' };
    value(await store.command('line.update', { actor: 'ann', lineId: line.lineId, drawing }));
    now += MINUTE;
    value(await store.command('camera.update', { actor: 'bob', id: 'cam-1', change: { name: 'New', note: 'n' } }));
    now += MINUTE;
    const corner = (x: number, y: number) => ({
      picture: { x: 0.5 + (x - 0.5) * (1 - 0.6 * y), y: 0.9 - 0.5 * y },
      ground: { x: 10 * x, y: 40 * y },
    });
    const points = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
    const calibration = { picture: { width: 640, height: 360 }, points };
    value(await store.command('calibration.put', { actor: 'ann', cameraId: 'cam-1', calibration }));
    now += MINUTE;
    value(await store.command('calibration.withdraw', { actor: 'ann', cameraId: 'cam-1', note: '' }));
    now += MINUTE;
    value(await store.command('line.delete', { actor: 'eve', lineId: line.lineId }));
    expect(told()).toEqual([
      '1 line added Main test',
      '2 line changed Main 2 ann',
      '3 settings changed name note bob',
      '4 calibration added ann',
      '5 calibration removed ann',
      '6 line removed Main 2 eve',
    ]);
    expect(told(NOON + 2 * MINUTE, NOON + 3 * MINUTE)).toEqual(['2 line changed Main 2 ann']);
  });

  it('are also another model, program or device than before, and nothing where sessions merely follow one another', () => {
    const model = { runId: 'run-2', modelSha256: 'cc' };
    const program = { ...model, runId: 'run-3', software: '0.2.0', provider: 'cuda', width: 960 };
    value(store.commitFacts([batch([open('a', 1), open('b', 2), open('c', 3, model), open('d', 5, program)])]));
    const replay = { mode: 'replay', jobId: uuid('job') } as const;
    value(store.commitFacts([batch([sessionOpen(uuid('replay'), { ...replay, anchorUtcUs: NOON + 6 * MINUTE })])]));
    expect(told()).toEqual(['3 run changed small model -', '5 run changed small software provider size -']);
    // The run before lies outside the stretch and is known all the same.
    expect(told(NOON + 5 * MINUTE)).toEqual(['5 run changed small software provider size -']);
    expect(told(NOON + 4 * MINUTE, NOON + 5 * MINUTE)).toEqual([]);
  });
});

describe('what numbers were made with', () => {
  it('is named by totals, bins, crossings and tracks', async () => {
    const line = await addLine(store, 'cam-1');
    const [a, b] = [uuid('a'), uuid('b')];
    const second = { runId: 'run-2', modelSha256: 'cc', software: '0.2.0' };
    value(
      store.commitFacts([
        batch([open('a', 0), crossing(a, line.versionId, { mediaUs: SECOND })]),
        batch([open('b', 10, second), crossing(b, line.versionId, { mediaUs: 11 * MINUTE })]),
        batch([sessionOpen(uuid('r'), { mode: 'replay', jobId: uuid('job'), run: { ...RUN, runId: 'run-3' } })]),
      ]),
    );
    const ask = { cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + 20 * MINUTE };
    const runs = (found: readonly { readonly runId: string }[]) => found.map(({ runId }) => runId);
    expect(runs(reader.counts({ ...ask, sessionId: null }).runs)).toEqual(['run-2', 'run-1']);
    expect(runs(reader.counts({ ...ask, sessionId: a }).runs)).toEqual(['run-1']);
    expect(runs(reader.counts({ ...ask, sessionId: uuid('r') }).runs)).toEqual(['run-3']);
    expect(runs(reader.counts({ ...ask, toUtcUs: NOON + 5 * MINUTE, sessionId: null }).runs)).toEqual(['run-1']);
    expect(runs(reader.volumes({ ...ask, binSeconds: 60, sessionId: null }).runs)).toEqual(['run-2', 'run-1']);
    const page = { lineId: null, fromUtcUs: null, toUtcUs: null, cursor: null, limit: 10 };
    expect(runs(reader.crossings({ cameraId: 'cam-1', sessionId: null, ...page }))).toEqual(['run-1', 'run-2']);
    expect(reader.track(b, 1)?.detail.run).toMatchObject({ runId: 'run-2', modelSha256: 'cc', software: '0.2.0' });
    expect(reader.run('run-2')).toMatchObject({ modelId: 'small', configSha256: 'bb', width: 640 });
    expect(reader.run('nobody')).toBeNull();
  });
});
