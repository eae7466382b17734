import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CameraStatus, ModelStatus } from '../../../../../domain/contracts/messages.ts';
import { modelStatusSchema, processesSchema } from '../../../../../domain/contracts/messages.ts';
import { SiteState } from '../../../../../workers/gateway/live/site-state.ts';
import { fakeModels, fakeProcesses, fakeStatus } from '../../../../support/fake-site-data.ts';

const SESSION = '0b0e7d56-40f5-4f6b-9f1c-3f9ed3a5a9f4';
const JOB = '0b0e7d56-40f5-4f6b-9f1c-3f9ed3a5a9f5';
const live = (cameraId: string): CameraStatus => fakeStatus(cameraId, 0, SESSION);
const replay = (cameraId: string): CameraStatus => ({ ...live(cameraId), mode: 'replay', jobId: JOB });
const short = (state: SiteState) => state.cameras().map(({ cameraId, state: word }) => `${cameraId} ${word}`);

let state: SiteState;
beforeEach(() => {
  vi.useFakeTimers();
  state = new SiteState();
});
afterEach(() => {
  state.stop();
  vi.useRealTimers();
});

describe('what is known of the cameras', () => {
  it('is what their processes said last: a camera of which one says nothing any more is gone', () => {
    state.publishStatus(0, [live('north'), live('south')], '5.1');
    state.publishStatus(1, [live('east')], '5.1');
    state.publishStatus(0, [live('south')], '5.1');
    expect(short(state)).toEqual(['south live', 'east live']);
  });

  it('keeps a camera and its replay apart', () => {
    state.publishStatus(0, [live('north'), replay('north')], '5.1');
    expect(state.cameras().map(({ mode, jobId }) => [mode, jobId])).toEqual([
      ['live', null],
      ['replay', JOB],
    ]);
  });

  it('says that nobody watches them when their process is gone, until it is back', () => {
    state.publishStatus(0, [live('north')], '5.1');
    state.publishStatus(1, [live('east')], '5.1');
    state.publishAway(0, 77);
    expect(short(state)).toEqual(['north offline', 'east live']);
    expect(state.cameras()[0]).toMatchObject({
      reason: 'process-away',
      sinceUtcUs: 77,
      sessionId: null,
      fps: 0,
      analysedFps: 0,
      bitrateKbps: 0,
    });
    state.publishStatus(0, [live('north')], '5.1');
    expect(short(state)).toEqual(['north live', 'east live']);
  });

  it('reaches the screens when a process goes', () => {
    let told = 0;
    state.publishStatus(0, [live('north')], '5.1');
    state.listen({ statusChanged: () => (told += 1), crossings: () => undefined, changed: () => undefined });
    vi.runAllTimers();
    state.publishAway(0, 77);
    vi.runAllTimers();
    expect([told, JSON.parse(state.statusText()).cameras[0].state]).toEqual([2, 'offline']);
  });

  it('forgets at once what was deleted', () => {
    state.publishStatus(0, [live('north'), live('south'), replay('north')], '5.1');
    state.keepCameras(new Set(['south']));
    expect(short(state)).toEqual(['south live']);
  });
});

describe('what is known of the models', () => {
  const model = modelStatusSchema.parse(fakeModels()[0]);
  const told: string[] = [];
  const publish = (change: Partial<ModelStatus> = {}, modelId = 'stopgap') =>
    state.publishModels(modelId, [{ ...model, ...change }]);
  beforeEach(() => {
    told.length = 0;
    state.listen({ statusChanged: () => undefined, crossings: () => undefined, changed: (what) => told.push(what) });
    publish();
  });

  it('is told to the screens once, not with every new rate, and the rates are kept all the same', () => {
    publish({ inferMsP50: 12 });
    publish({ inferMsP95: 34, batchMean: 2, queue: 3 });
    expect(told).toEqual(['models']);
    expect(state.models().models[0]).toMatchObject({ inferMsP95: 34, batchMean: 2, queue: 3 });
  });

  it.each([
    ['a model fails', () => publish({ state: 'failed', reason: 'no memory' })],
    ['a model falls back to another device', () => publish({ fallback: 'the device was lost' })],
    ['another model is the default', () => publish({}, 'other')],
    ['a model is let go', () => state.publishModels('stopgap', [])],
  ])('is told again when %s', (_case, change) => {
    change();
    expect(told).toEqual(['models', 'models']);
  });
});

describe('alarms', () => {
  const at = (utcUs: number) => ({ code: `c${utcUs}`, message: 'm', hint: 'h', utcUs });

  it('are those that the store said last, newest first', () => {
    state.publishAlarms([at(1), at(3), at(2)]);
    expect(state.alarms().map(({ utcUs }) => utcUs)).toEqual([3, 2, 1]);
    state.publishAlarms([]);
    expect(state.alarms()).toEqual([]);
  });

  it('tell of a store that has no room to open, and so has no link to say it', () => {
    const busyWith = 'waiting for room on the disk: the disk is full';
    const [store, ...rest] = fakeProcesses(5);
    const processes = [{ ...store, state: 'starting', busyWith }, ...rest];
    state.publishProcesses(processesSchema.parse({ type: 'processes', processes }).processes);
    expect(state.alarms()).toMatchObject([{ code: 'store-waits-for-room', message: busyWith, utcUs: 5 }]);
  });
});
