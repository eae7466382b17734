import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../../../domain/base/result.ts';
import { toUtcUs } from '../../../../../domain/base/time.ts';
import type { CameraConfig } from '../../../../../domain/contracts/camera-config.ts';
import { checkpointSchema } from '../../../../../domain/contracts/facts.ts';
import type { CameraStatus } from '../../../../../domain/contracts/messages.ts';
import { createSessionKeeper } from '../../../../../workers/analytics/session-keeper.ts';
import { createDetectorClient } from '../../../../../workers/analytics/index.ts';
import { createCameraFleet } from '../../../../../workers/entries/parts/camera-fleet.ts';
import type { CameraUnit, UnitStart } from '../../../../../workers/entries/parts/camera-unit.ts';
import type { FleetParts } from '../../../../../workers/entries/parts/fleet-parts.ts';
import { createLog } from '../../../../../workers/runtime/log.ts';
import { camera, JOB, ofKind, replayJob, scene, sessionStart, SOFTWARE } from '../../analytics/analysis-scenes.ts';
import { createFakeOutbox } from '../../analytics/fake-outbox.ts';

interface FakeUnit {
  readonly start: UnitStart;
  readonly updates: CameraConfig[];
  readonly isOver: boolean;
  /** Its ffmpeg is gone. */
  end(error?: Error): void;
}

/** Units without a source: each stops when the test says that its ffmpeg is gone. */
function setUp() {
  const units: FakeUnit[] = [];
  const asked: { method: string; params: unknown }[] = [];
  const answers: Result<unknown>[] = [];
  let broken: Error | null = null;
  let ticks = 0;
  let condition: Partial<CameraStatus> = { state: 'live' };
  let restored = 0;
  const outbox = createFakeOutbox();
  const startUnit = (start: UnitStart): CameraUnit => {
    if (broken !== null) throw broken;
    let stopped: (() => void) | null = null;
    let failed: ((error: Error) => void) | null = null;
    let over = false;
    const updates: CameraConfig[] = [];
    units.push({
      start,
      updates,
      get isOver() {
        return over;
      },
      end: (error) => (error === undefined ? stopped?.() : failed?.(error)),
    });
    return {
      update: (next) => void updates.push(next),
      storeRestored: () => (restored += 1),
      tick: () => (ticks += 1),
      status: () =>
        ({ cameraId: start.camera.id, jobId: start.job?.jobId ?? null, ...condition }) as unknown as CameraStatus,
      stop() {
        over = true;
        return new Promise((resolve, reject) => {
          stopped = resolve;
          failed = reject;
        });
      },
    };
  };
  const parts: FleetParts = {
    ffmpeg: { path: 'ffmpeg', version: '5' } as FleetParts['ffmpeg'],
    detector: createDetectorClient(),
    outbox,
    software: SOFTWARE,
    allowedFolders: [],
    watched: () => true,
    publish: () => undefined,
    log: createLog('camera-0', () => undefined),
    tell: () => undefined,
    command: (method, params) => {
      asked.push({ method, params });
      return Promise.resolve((answers.shift() ?? { ok: true, value: {} }) as never);
    },
  };
  const fleet = createCameraFleet(parts, startUnit);
  const statuses = () => asked.filter(({ method }) => method === 'job.status').map(({ params }) => params);
  return {
    fleet,
    units,
    asked,
    answers,
    statuses,
    outbox,
    breakWith: (error: Error | null) => (broken = error),
    condition: (next: Partial<CameraStatus>) => (condition = next),
    ticks: () => ticks,
    restored: () => restored,
  };
}

const turn = async (): Promise<void> => {
  for (let step = 0; step < 5; step += 1) await Promise.resolve();
};
const refusal = (code: string): Result<never> => ({ ok: false, failure: { code, message: '', hint: '' } });
const elsewhere = camera({ source: { kind: 'file', path: '/recordings/b.mp4', pace: 'realtime' } });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the cameras of a process', () => {
  it('run while they are enabled, and are told of every change', async () => {
    const { fleet, units, ticks } = setUp();
    fleet.configure([camera(), camera({ id: 'south', enabled: false })], []);
    expect(fleet.statuses().map(({ cameraId }) => cameraId)).toEqual(['north']);
    const renamed = { ...camera(), name: 'North gate' };
    fleet.configure([renamed], []);
    expect(units[0]?.updates.at(-1)).toEqual(renamed);
    vi.advanceTimersByTime(5000);
    expect(ticks()).toBe(1);
    fleet.configure([camera({ enabled: false })], []);
    expect([units[0]?.isOver, fleet.statuses().length]).toEqual([true, 0]);
  });

  it('are started again when their source changes, but never while the old one still stops', async () => {
    const { fleet, units } = setUp();
    fleet.configure([camera()], []);
    fleet.configure([elsewhere], []);
    fleet.configure([elsewhere], []);
    await turn();
    expect(units).toHaveLength(1);
    units[0]?.end();
    await turn();
    expect(units).toHaveLength(2);
    expect(units[1]?.start.source).toEqual(elsewhere.source);
  });

  it('are started again although the old one broke while it stopped', async () => {
    const { fleet, units } = setUp();
    fleet.configure([camera()], []);
    fleet.configure([elsewhere], []);
    units[0]?.end(new Error('ffmpeg hangs'));
    await turn();
    expect(units).toHaveLength(2);
  });

  it('that cannot be started keep nobody else from it, and are tried again with the next change', () => {
    const { fleet, units, breakWith } = setUp();
    breakWith(new Error('no such device'));
    fleet.configure([camera()], []);
    breakWith(null);
    fleet.configure([camera(), camera({ id: 'south' })], []);
    expect(units.map(({ start }) => start.camera.id)).toEqual(['north', 'south']);
  });

  it('are all stopped at the end, and nothing is started or ticks after it', async () => {
    const { fleet, units, ticks } = setUp();
    fleet.configure([camera(), camera({ id: 'south' })], []);
    const stopped = fleet.stop();
    fleet.configure([camera()], []);
    for (const unit of units) unit.end();
    await stopped;
    vi.advanceTimersByTime(60_000);
    expect([units.length, ticks(), vi.getTimerCount()]).toEqual([2, 0, 0]);
  });
});

describe('the replays of a process', () => {
  it('are told to have begun once, and run beside their camera', () => {
    const { fleet, units, statuses } = setUp();
    const waiting = replayJob({ status: 'waiting' });
    fleet.configure([camera()], [waiting]);
    fleet.configure([camera()], [waiting]);
    expect(statuses()).toEqual([{ jobId: JOB, status: 'running', reason: '' }]);
    expect(units.map(({ start }) => start.job?.jobId ?? null)).toEqual([null, JOB]);
    expect(units[1]?.start.source).toEqual({
      kind: 'file',
      path: '/recordings/a.mp4',
      pace: 'max',
      startUtcUs: waiting.startUtcUs,
    });
  });

  it('show their pictures only while their camera shows none', () => {
    const { fleet, units } = setUp();
    fleet.configure([camera({ enabled: false })], [replayJob()]);
    const watched = () => units[0]?.start.parts.watched('north');
    expect(watched()).toBe(true);
    fleet.configure([camera()], [replayJob()]);
    expect(watched()).toBe(false);
  });

  it('are reported over once, whatever else they say, and are not started again', async () => {
    const { fleet, units, statuses } = setUp();
    fleet.configure([camera({ enabled: false })], [replayJob()]);
    units[0]?.start.onJobEnd('failed', 'not-found: no such file');
    units[0]?.start.onJobEnd('done', '');
    await turn();
    expect(statuses()).toEqual([{ jobId: JOB, status: 'failed', reason: 'not-found: no such file' }]);
    fleet.configure([camera({ enabled: false })], [replayJob()]);
    units[0]?.end();
    await turn();
    expect(units).toHaveLength(1);
  });

  it.each([
    ['is away', 'unavailable', 3],
    ['has no room', 'disk-full', 3],
    ['knows that it is over', 'job-over', 1],
  ])('are reported until the store has it: it %s', async (_case, code, times) => {
    const { fleet, units, answers, statuses } = setUp();
    fleet.configure([camera({ enabled: false })], [replayJob()]);
    answers.push(refusal(code), refusal(code));
    units[0]?.start.onJobEnd('done', '');
    for (let second = 0; second < 5; second += 1) {
      await turn();
      vi.advanceTimersByTime(1000);
    }
    await turn();
    expect(statuses()).toHaveLength(times);
  });

  it('are reported when all that they found is committed, not before', async () => {
    const { fleet, units, outbox, statuses } = setUp();
    const waits: ((done: boolean) => void)[] = [];
    outbox.drained = () => new Promise((resolve) => waits.push(resolve));
    fleet.configure([camera({ enabled: false })], [replayJob()]);
    units[0]?.start.onJobEnd('done', '');
    await turn();
    waits[0]?.(false);
    await turn();
    vi.advanceTimersByTime(1000);
    await turn();
    expect(statuses()).toEqual([]);
    waits[1]?.(true);
    await turn();
    expect(statuses()).toEqual([{ jobId: JOB, status: 'done', reason: '' }]);
  });

  it('go back to what the store says when a backup was put in its place', async () => {
    const { fleet, units, outbox, statuses, restored } = setUp();
    fleet.configure([camera()], [replayJob()]);
    let drained = (_done: boolean): void => undefined;
    outbox.drained = () => new Promise((resolve) => (drained = resolve));
    units[1]?.start.onJobEnd('done', '');
    fleet.storeRestored();
    expect(restored()).toBe(2);
    // Said of a run whose facts are gone: it is not the end of what the store knows of.
    drained(true);
    units[1]?.start.onJobEnd('done', '');
    await turn();
    expect(statuses()).toEqual([]);
    const checkpoint = checkpointSchema.parse({
      ...{ kind: 'checkpoint', sessionId: crypto.randomUUID(), jobId: JOB },
      ...{ frameId: 40, mediaUs: 3_200_000, frameSha256: '', state: '' },
    });
    fleet.configure([camera()], [replayJob({ sessionId: checkpoint.sessionId, checkpoint })]);
    expect(units.map(({ isOver }) => isOver)).toEqual([false, true]);
    units[1]?.end();
    await turn();
    expect(units).toHaveLength(3);
    units[2]?.start.onJobEnd('done', '');
    drained(true);
    await turn();
    expect(statuses()).toEqual([{ jobId: JOB, status: 'done', reason: '' }]);
  });

  it('fail with the reason when they cannot even be started', async () => {
    const { fleet, breakWith, statuses } = setUp();
    breakWith(new Error('no such codec'));
    fleet.configure([camera({ enabled: false })], [replayJob()]);
    await turn();
    expect(statuses()).toEqual([{ jobId: JOB, status: 'failed', reason: 'no such codec' }]);
  });

  it('are not reported any more once the process ends', async () => {
    const { fleet, units, answers, statuses } = setUp();
    fleet.configure([camera({ enabled: false })], [replayJob()]);
    answers.push(refusal('unavailable'));
    units[0]?.start.onJobEnd('done', '');
    await turn();
    const stopped = fleet.stop();
    units[0]?.end();
    await stopped;
    vi.advanceTimersByTime(60_000);
    await turn();
    expect(statuses()).toHaveLength(1);
  });
});

describe('a replay that was cut short', () => {
  const outbox = createFakeOutbox();
  const keeper = createSessionKeeper({ cameraId: 'north', outbox, job: replayJob() });
  keeper.open(sessionStart());
  for (const frame of scene(1)) keeper.step(frame, frame.detections);
  const checkpoint = checkpointSchema.parse(ofKind(outbox.facts, 'checkpoint').at(-1));
  const anchor = { utcUs: toUtcUs(0), mediaUs: 0, quality: 'given' as const };
  const left = replayJob({ sessionId: checkpoint.sessionId, checkpoint, anchor, run: sessionStart().run });
  const off = { enabled: false };
  const file = {
    name: 'a.mp4',
    state: 'playing',
    mark: null,
    ...{ sessionId: left.sessionId, note: '', clock: null },
  } as const;
  const inFolder = { ...left, path: import.meta.dirname, folder: { walkId: JOB, files: [file] } };

  it.each([
    ['goes on behind its checkpoint', camera(off), left, checkpoint.frameId],
    ['begins again under other settings', camera({ ...off, analysis: { width: 320 } }), left, null],
    ['goes on in the file of the folder in which it stood', camera(off), inFolder, checkpoint.frameId],
    ['begins again when nobody knows in which file it stood', camera(off), { ...inFolder, folder: null }, null],
    ['begins again without a checkpoint', camera(off), { ...left, checkpoint: null }, null],
  ])('%s', (_case, config, job, frameId) => {
    const { fleet, units } = setUp();
    fleet.configure([config], [job]);
    const started = units[0]?.start.job;
    expect(started?.checkpoint?.frameId ?? null).toBe(frameId);
    expect(started?.sessionId ?? null).toBe(frameId === null ? null : checkpoint.sessionId);
  });

  it.each([
    ['ended', ''],
    ['truncated', 'truncated'],
  ])(
    'when all of it was stored but not its end (%s) is over without being replayed again',
    async (sessionEnd, reason) => {
      const { fleet, units, statuses } = setUp();
      fleet.configure([camera(off)], [{ ...left, checkpoint: null, sessionEnd }]);
      await turn();
      expect(units).toEqual([]);
      expect(statuses()).toEqual([{ jobId: JOB, status: 'done', reason }]);
    },
  );

  it('is not over because one file of its folder is', () => {
    const { fleet, units } = setUp();
    const played = { ...file, state: 'played' as const };
    const folder = { walkId: JOB, files: [played, { ...file, name: 'b.mp4', state: 'waiting' as const }] };
    fleet.configure([camera(off)], [{ ...inFolder, checkpoint: null, sessionEnd: 'ended', folder }]);
    expect(units[0]?.start.job).toMatchObject({ sessionId: null, checkpoint: null, folder });
  });
});

describe('a recording that is the source of a camera', () => {
  const recording = camera({ source: { kind: 'file', path: '/recordings/a.mp4', pace: 'max' } });
  const once = { actor: 'camera', cameraId: 'north', path: '/recordings/a.mp4', pace: 'max', startUtcUs: null };

  it('is asked for once as a replay, and does not run as a camera', async () => {
    const { fleet, units, asked } = setUp();
    fleet.configure([recording], []);
    fleet.configure([recording], []);
    await turn();
    expect(asked).toEqual([{ method: 'job.once', params: once }]);
    expect(units).toEqual([]);
  });

  it('is asked for again when the store was away, and when the camera was made anew', async () => {
    const { fleet, asked, answers } = setUp();
    answers.push(refusal('unavailable'));
    fleet.configure([recording], []);
    await turn();
    vi.advanceTimersByTime(1000);
    await turn();
    expect(asked).toHaveLength(2);
    fleet.configure([], []);
    fleet.configure([recording], []);
    await turn();
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['to its end', 'done', { state: 'stopped', reason: 'ended', detail: '' }, { state: 'stopped', reason: 'ended' }],
    ['as no video', 'failed', { state: 'unsupported', reason: 'not-a-video' }, { state: 'unsupported' }],
    ['until the model changed', 'failed', { state: 'live' }, { state: 'stopped', detail: 'why' }],
  ] as const)('was read %s: its camera goes on saying so until it is paused', async (_case, end, last, said) => {
    const { fleet, units, condition } = setUp();
    fleet.configure([recording], [replayJob()]);
    condition({ ...last, fps: 40 });
    units[0]?.start.onJobEnd(end, 'why');
    expect(fleet.statuses()).toHaveLength(1);
    fleet.configure([recording], []);
    units[0]?.end();
    await turn();
    expect(fleet.statuses()).toMatchObject([{ cameraId: 'north', jobId: JOB, fps: 0, ...said }]);
    fleet.configure([{ ...recording, enabled: false }], []);
    expect(fleet.statuses()).toEqual([]);
  });

  it('says nothing of other recordings that were replayed for it', async () => {
    const { fleet, units } = setUp();
    fleet.configure([recording], [replayJob({ path: '/recordings/b.mp4' })]);
    units[0]?.start.onJobEnd('done', '');
    fleet.configure([recording], []);
    units[0]?.end();
    await turn();
    expect(fleet.statuses()).toEqual([]);
  });

  it('is asked for again when a backup that does not know it was put in the place of the database', async () => {
    const { fleet, asked } = setUp();
    fleet.configure([recording], []);
    fleet.storeRestored();
    fleet.configure([recording], []);
    await turn();
    expect(asked).toHaveLength(2);
  });
});
