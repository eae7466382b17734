import { describe, expect, it } from 'vitest';
import { toMediaUs, toUtcUs } from '../../../../domain/base/time.ts';
import { checkpointSchema } from '../../../../domain/contracts/facts.ts';
import { viewSchema } from '../../../../domain/contracts/messages.ts';
import { DETECTOR_CLOSED } from '../../../../workers/analytics/detector-client.ts';
import { BY, camera, LINE, ofKind, replayJob, START_UTC_US } from './analysis-scenes.ts';
import { INFO, settle, setUp } from './runner-bench.ts';

describe('a live camera', () => {
  it('makes one session of one run of its source, and shows every analysed frame with its own boxes', async () => {
    const { runner, outbox, views, play, sessions, ends } = setUp();
    await play();
    await runner.onRunEnd({ reason: 'eof', drops: { settling: 4 }, willResume: false, settled: null });
    expect(sessions()).toHaveLength(1);
    expect(ends()).toEqual([{ reason: 'eof', count: 76, drops: { settling: 4 } }]);
    expect(ofKind(outbox.facts, 'crossing').map(({ lineVersionId }) => lineVersionId)).toEqual([LINE, LINE]);
    expect(views.map(({ frameId }) => frameId)).toEqual(Array.from({ length: 76 }, (_, at) => at));
    for (const view of views) expect(viewSchema.safeParse(view).error).toBeUndefined();
    expect(runner.status()).toMatchObject({ frames: 76, mode: 'live', progress: 1, codec: 'h264', sourceWidth: 1280 });
    expect(runner.status().decoderFallback).toBe(INFO.decoderFallback);
  });

  it('drops all but the newest while the detector is busy, and counts them by cause', async () => {
    const { runner, frames, outbox, detector, show, ends } = setUp();
    detector.hold = true;
    for (const frame of frames.slice(0, 5)) await show(frame);
    detector.release();
    await settle();
    detector.release();
    await runner.onRunEnd({ reason: 'eof', drops: {}, willResume: false, settled: null });
    expect(detector.asked.map(({ frameId }) => frameId)).toEqual([0, 4]);
    expect(ends()).toEqual([{ reason: 'eof', count: 2, drops: { 'detector-busy': 3 } }]);
    const told = { cameraId: 'north', sessionId: null, startUtcUs: START_UTC_US - (START_UTC_US % 60e6) };
    expect(ofKind(outbox.facts, 'frame-drops')).toMatchObject([{ ...told, drops: { 'detector-busy': 3 } }]);
  });

  it.each([
    ['the detector is away', 'detector-away', 'detector-away'],
    ['there is no model', 'no-model', 'no-model'],
  ])('counts frames that were lost because %s', async (_why, code, cause) => {
    const { runner, frames, detector, play, hopeless } = setUp();
    detector.refuse = code;
    await play(frames.slice(0, 3));
    expect(runner.status().drops).toEqual({ [cause]: 3 });
    expect(hopeless).toEqual([]);
  });

  it('that comes back after an hour is not called slow for the time it was away', async () => {
    const { runner, frames, views, play } = setUp();
    await play();
    await runner.onRunEnd({ reason: 'stalled', drops: {}, willResume: false, settled: null });
    runner.onRunStart(INFO);
    views.length = 0;
    await play(frames.map((frame) => ({ ...frame, mediaUs: toMediaUs(frame.mediaUs + 3_600_000_000) })));
    expect(new Set(views.map(({ analysis }) => analysis))).toEqual(new Set(['on']));
    expect(views.length).toBe(frames.length);
  });

  it('stops making facts while the store is behind', async () => {
    const { runner, frames, outbox, detector, play, at } = setUp();
    outbox.isFull = true;
    await play(frames.slice(0, 3));
    expect(detector.asked).toEqual([]);
    expect(runner.status().drops).toEqual({ 'store-backlog': 3 });
    at(120_000);
    runner.tick();
    expect(ofKind(outbox.facts, 'frame-drops')).toEqual([]);
    outbox.makeRoom();
    runner.tick();
    expect(ofKind(outbox.facts, 'frame-drops').map(({ drops }) => drops)).toEqual([{ 'store-backlog': 3 }]);
  });

  it.each([
    ['disk-full', 'disk-full'],
    ['busy', 'store-backlog'],
    [null, 'store-backlog'],
  ])('names what keeps the store from making room (%s) as the cause of its gap', async (heldUpBy, cause) => {
    const { runner, frames, outbox, play, at } = setUp();
    await play(frames.slice(0, 3));
    Object.assign(outbox, { isFull: true, heldUpBy });
    at(10_000);
    runner.tick();
    expect(ofKind(outbox.facts, 'hole').map((hole) => hole.cause)).toEqual([cause]);
  });

  it('tells that the clock was set, and makes no gap of it', async () => {
    const { runner, frames, outbox, play, setClock } = setUp();
    await play(frames.slice(0, 3));
    setClock(3600e6);
    runner.tick();
    expect(ofKind(outbox.facts, 'hole')).toEqual([]);
    expect(ofKind(outbox.facts, 'camera-event')).toMatchObject([{ reason: 'clock-step', detail: '+3600.0 s' }]);
  });

  it('opens another session for another model, with the drops of the old one in the old one', async () => {
    const { runner, frames, detector, play, sessions, ends } = setUp();
    await play(frames.slice(0, 10));
    await runner.onRunEnd({ reason: 'broken', drops: { settling: 1 }, willResume: true, settled: null });
    detector.by = { ...BY, modelId: 'large' };
    await play(frames.slice(10, 20));
    await runner.onRunEnd({ reason: 'eof', drops: { settling: 2 }, willResume: false, settled: null });
    expect(sessions().map(({ run }) => run.modelId)).toEqual(['small', 'large']);
    expect(ends()).toEqual([
      { reason: 'run-changed', count: 10, drops: { settling: 1 } },
      { reason: 'eof', count: 10, drops: { settling: 2 } },
    ]);
  });

  it('closes its session when settings change, and an answer under the old ones opens none', async () => {
    const { runner, frames, detector, play, show, sessions, ends } = setUp();
    await play(frames.slice(0, 10));
    detector.hold = true;
    await show(frames[10]!);
    runner.update(camera({ analysis: { thresholds: { car: 0.6 } } }));
    detector.release();
    detector.hold = false;
    await settle();
    expect(sessions()).toHaveLength(1);
    expect(ends().map(({ reason }) => reason)).toEqual(['settings-changed']);
    expect(runner.status().drops).toEqual({ 'settings-changed': 1 });
    await play(frames.slice(11, 14));
    expect(sessions()).toHaveLength(2);
  });

  it('goes on in its session when only lines change', async () => {
    const { runner, frames, play, sessions, ends } = setUp();
    await play(frames.slice(0, 10));
    runner.update({ ...camera(), lines: [] });
    await play(frames.slice(10));
    expect([sessions().length, ends().length]).toEqual([1, 0]);
  });

  it('has no session while analysis is off, not even from an answer that was on its way, and shows plain pictures', async () => {
    const { runner, frames, detector, views, play, show, sessions, ends } = setUp();
    await play(frames.slice(0, 10));
    detector.hold = true;
    await show(frames[10]!);
    runner.update(camera({ analysis: { enabled: false } }));
    detector.release();
    await settle();
    views.length = 0;
    await play(frames.slice(11, 14));
    expect(views.map(({ tracks, analysis }) => [tracks, analysis])).toEqual(Array(3).fill([null, 'off']));
    expect([sessions().length, ends().map(({ reason }) => reason)]).toEqual([1, ['analysis-off']]);
  });

  it('shows pictures under a session name of their own when analysis was never on', async () => {
    const { frames, views, play } = setUp(null, camera({ analysis: { enabled: false } }));
    await play(frames.slice(0, 2));
    expect(views).toHaveLength(2);
    for (const view of views) expect(viewSchema.safeParse(view).error).toBeUndefined();
  });

  it('tells every change of its state once', () => {
    const { runner, outbox, logs } = setUp();
    const state = { state: 'offline' as const, reason: 'unreachable', detail: 'a', sinceUtcUs: toUtcUs(START_UTC_US) };
    runner.onState(state);
    runner.onState({ ...state, detail: 'b' });
    runner.onState({ ...state, state: 'live', reason: 'frames' });
    expect(ofKind(outbox.facts, 'camera-event').map((event) => event.state)).toEqual(['offline', 'live']);
    expect(logs).toEqual(['camera is offline', 'camera is live']);
    expect(runner.status()).toMatchObject({ state: 'live', reason: 'frames' });
  });

  it('writes down the time that nobody watched', async () => {
    const { runner, frames, outbox, play, at } = setUp();
    await play(frames.slice(0, 10));
    const state = { state: 'offline' as const, reason: 'unreachable', detail: '', sinceUtcUs: toUtcUs(START_UTC_US) };
    runner.onState(state);
    at(30_000);
    runner.tick();
    expect(ofKind(outbox.facts, 'hole')).toMatchObject([
      { cause: 'offline: unreachable', fromUtcUs: frames[9]!.utcUs, toUtcUs: START_UTC_US + 30_000_000 },
    ]);
  });

  it('counts frames that a bug kept from being analysed, says so once, and goes on with the next', async () => {
    const { runner, frames, detector, play, logs, sessions } = setUp();
    const { detect } = detector;
    detector.detect = () => Promise.reject(new Error('broken'));
    await play(frames.slice(0, 2));
    detector.detect = detect;
    await play(frames.slice(2, 4));
    expect(runner.status().drops).toEqual({ 'analysis-error': 2 });
    expect(logs).toEqual(['a frame could not be analysed']);
    expect(sessions()).toHaveLength(1);
  });
});

describe('a replay', () => {
  it('analyses every frame in order, eight at a time, and makes its source wait', async () => {
    const { frames, detector, show } = setUp(replayJob());
    detector.hold = true;
    for (const frame of frames.slice(0, 7)) await show(frame);
    let accepted = false;
    const eighth = show(frames[7]!).then(() => (accepted = true));
    await settle();
    expect([detector.asked.length, accepted]).toEqual([8, false]);
    detector.release();
    await eighth;
    expect(detector.asked.every(({ lossless }) => lossless)).toBe(true);
  });

  it('waits for the store instead of dropping', async () => {
    const { frames, outbox, detector, show } = setUp(replayJob());
    outbox.isFull = true;
    const first = show(frames[0]!);
    await settle();
    expect(detector.asked).toEqual([]);
    outbox.makeRoom();
    await first;
    expect(detector.asked).toHaveLength(1);
  });

  it('that is stopped while it waits for the store leaves the frame to its next process', async () => {
    const { runner, frames, outbox, detector, show } = setUp(replayJob());
    outbox.isFull = true;
    const first = show(frames[0]!);
    await runner.onRunEnd({ reason: 'stopped', drops: {}, willResume: false, settled: null });
    outbox.makeRoom();
    await first;
    expect(detector.asked).toEqual([]);
  });

  it('at its own pace drops like the camera that it shows', async () => {
    const { runner, frames, outbox, detector, show, sessions } = setUp(replayJob({ pace: 'realtime' }));
    detector.hold = true;
    for (const frame of frames.slice(0, 4)) await show(frame);
    expect(detector.asked).toHaveLength(1);
    expect(runner.status()).toMatchObject({ mode: 'replay', drops: { 'detector-busy': 2 } });
    detector.release();
    await settle();
    detector.release();
    await runner.onRunEnd({ reason: 'ended', drops: {}, willResume: false, settled: null });
    expect(ofKind(outbox.facts, 'frame-drops')).toMatchObject([
      { sessionId: sessions()[0]?.sessionId, drops: { 'detector-busy': 2 } },
    ]);
  });

  it('that fails once fails as a whole: no frame behind it is taken', async () => {
    const { runner, frames, outbox, detector, play, hopeless } = setUp(replayJob());
    await play(frames.slice(0, 5));
    const before = outbox.facts.length;
    detector.refuse = 'model-failed';
    await play(frames.slice(5, 6));
    detector.refuse = null;
    await play(frames.slice(6));
    await runner.onRunEnd({ reason: 'ended', drops: {}, willResume: false, settled: null });
    expect(hopeless).toEqual(['model-failed']);
    expect(ofKind(outbox.facts, 'session-end')).toEqual([]);
    expect(outbox.facts.length).toBe(before);
  });

  it('fails with its reason when a bug keeps a frame from being analysed', async () => {
    const { frames, outbox, play, hopeless } = setUp(replayJob());
    outbox.put = () => {
      throw new Error('broken');
    };
    await play(frames.slice(0, 4));
    expect(hopeless).toEqual(['analysis-error']);
  });

  it('stays with the detector, the settings and the analysis that it began with', async () => {
    const { runner, frames, detector, play, sessions, ends, hopeless } = setUp(replayJob());
    await play(frames.slice(0, 5));
    runner.update(camera({ analysis: { enabled: false, modelId: 'large', thresholds: { car: 0.9 } } }));
    await play(frames.slice(5));
    expect(detector.asked.map(({ modelId }) => modelId)).toEqual([null, ...Array(75).fill('small')]);
    expect([sessions().length, ends().length, hopeless.length]).toEqual([1, 0, 0]);
  });

  it('fails when its run changes under way: no session holds the numbers of two runs', async () => {
    const { frames, detector, play, sessions, hopeless } = setUp(replayJob());
    await play(frames.slice(0, 5));
    detector.by = { ...BY, provider: 'cuda' };
    await play(frames.slice(5, 8));
    expect(hopeless).toEqual(['run-changed']);
    expect(sessions()).toHaveLength(1);
  });

  it('is left to its next process when it is stopped, which goes on in its session', async () => {
    const first = setUp(replayJob());
    await first.play(first.frames.slice(0, 60));
    await first.runner.onRunEnd({ reason: 'stopped', drops: {}, willResume: false, settled: null });
    expect(first.ends()).toEqual([]);
    const checkpoint = checkpointSchema.parse(ofKind(first.outbox.facts, 'checkpoint').at(-1));
    const second = setUp(replayJob({ sessionId: checkpoint.sessionId, checkpoint }));
    expect(second.runner.isCheckpointFrame(second.frames[checkpoint.frameId]!.raw)).toBe(true);
    expect(second.runner.isCheckpointFrame(second.frames[checkpoint.frameId + 1]!.raw)).toBe(false);
    await second.play(second.frames.slice(checkpoint.frameId + 1));
    await second.runner.onRunEnd({ reason: 'ended', drops: {}, willResume: false, settled: null });
    expect(second.sessions()[0]?.sessionId).toBe(checkpoint.sessionId);
    expect(second.detector.asked[0]?.modelId).toBe('small');
    expect(second.ends()).toMatchObject([{ reason: 'ended', count: 76 }]);
  });

  it('cut short behind its very last frame is finished with what was left open then', async () => {
    const whole = setUp(replayJob());
    await whole.play();
    await whole.runner.onRunEnd({ reason: 'ended', drops: {}, willResume: false, settled: null });
    const first = setUp(replayJob());
    await first.play(first.frames.slice(0, 51));
    const checkpoint = checkpointSchema.parse(ofKind(first.outbox.facts, 'checkpoint').at(-1));
    expect(checkpoint.frameId).toBe(50);
    const second = setUp(replayJob({ sessionId: checkpoint.sessionId, checkpoint }));
    await second.runner.onRunEnd({ reason: 'ended', drops: {}, willResume: false, settled: null });
    expect(second.sessions()[0]?.sessionId).toBe(checkpoint.sessionId);
    const { mediaUs } = first.frames[50]!;
    expect(ofKind(second.outbox.facts, 'session-end')).toMatchObject([{ frames: 51, lastMediaUs: mediaUs }]);
    expect(ofKind(second.outbox.facts, 'track-end').length).toBeGreaterThan(0);
  });

  it('does not go on behind a checkpoint of another run', async () => {
    const first = setUp(replayJob());
    await first.play(first.frames.slice(0, 5));
    const checkpoint = checkpointSchema.parse(ofKind(first.outbox.facts, 'checkpoint').at(-1));
    const second = setUp(replayJob({ sessionId: checkpoint.sessionId, checkpoint }));
    second.detector.by = { ...BY, modelSha256: 'b'.repeat(64) };
    await second.play(second.frames.slice(1, 5));
    expect(second.hopeless).toEqual(['run-changed']);
    expect(second.outbox.facts).toEqual([]);
  });

  it('that its own process leaves behind, ending, has not failed', async () => {
    const { frames, detector, play, hopeless } = setUp(replayJob());
    await play(frames.slice(0, 5));
    detector.refuse = DETECTOR_CLOSED;
    await play(frames.slice(5, 8));
    expect(hopeless).toEqual([]);
  });
});
