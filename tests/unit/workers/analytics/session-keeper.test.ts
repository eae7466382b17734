import { describe, expect, it } from 'vitest';
import { checkpointSchema, type Fact, factSchema } from '../../../../domain/contracts/facts.ts';
import type { CameraConfig } from '../../../../domain/contracts/camera-config.ts';
import type { ReplayJob } from '../../../../domain/contracts/messages.ts';
import { continued, frameHash } from '../../../../workers/analytics/replay-checkpoint.ts';
import { createSessionKeeper } from '../../../../workers/analytics/session-keeper.ts';
import {
  camera,
  JOB,
  LINE,
  ofKind,
  replayJob,
  scene,
  type SceneFrame,
  sessionStart,
  SOFTWARE,
  ZONE,
} from './analysis-scenes.ts';
import { createFakeOutbox, type FakeOutbox } from './fake-outbox.ts';
import { storedPaths } from './analysis-scenes.ts';

/** Runs frames through the session of one process; `end` closes it, otherwise the process is killed behind the last frame. */
function runFrames(frames: readonly SceneFrame[], job: ReplayJob | null, end: boolean): FakeOutbox {
  const outbox = createFakeOutbox();
  const keeper = createSessionKeeper({ cameraId: 'north', outbox, job });
  keeper.open(sessionStart());
  for (const frame of frames) keeper.step(frame, frame.detections);
  if (end) keeper.close('ended', { settling: 2 });
  return outbox;
}

describe('the facts of a session', () => {
  const outbox = runFrames(scene(), null, true);
  const { facts } = outbox;

  it('fit their contract, every one of them', () => {
    for (const fact of facts) expect(factSchema.safeParse(fact).error).toBeUndefined();
  });

  it('begin with its run and end with its reason, its frames and its drops', () => {
    expect(facts[0]).toMatchObject({ kind: 'session-open', mode: 'live', jobId: null, run: sessionStart().run });
    expect(facts.at(-1)).toMatchObject({ kind: 'session-end', reason: 'ended', frames: 76, drops: { settling: 2 } });
    expect(new Set(facts.map((fact) => ('sessionId' in fact ? fact.sessionId : null))).size).toBe(1);
  });

  it('tell each vehicle over the line once, with the moment in both times', () => {
    const crossings = ofKind(facts, 'crossing');
    expect(crossings.map(({ lineVersionId, ordinal, direction }) => [lineVersionId, ordinal, direction])).toEqual([
      [LINE, 1, 'in'],
      [LINE, 1, 'in'],
    ]);
    // The car's lower edge starts at 0.2 and moves 0.2 a second: it is at 0.5 after one and a half.
    expect(crossings[0]?.mediaUs).toBeGreaterThan(1_400_000);
    expect(crossings[0]?.mediaUs).toBeLessThan(1_600_000);
    for (const { mediaUs, utcUs } of crossings) expect(utcUs - mediaUs).toBe(Date.UTC(2026, 4, 4, 8) * 1000);
  });

  it('tell each stay in the zone and each track with its class', () => {
    expect(ofKind(facts, 'zone-visit').map(({ zoneVersionId }) => zoneVersionId)).toEqual([ZONE, ZONE]);
    expect(ofKind(facts, 'track-end').map((track) => track.class)).toEqual(['car', 'truck']);
  });

  it('hold the whole path of each track, in pieces that are handed out while it lives', () => {
    const ends = ofKind(facts, 'track-end');
    const paths = storedPaths(outbox);
    for (const { track, points, firstFrameId, lastFrameId } of ends) {
      const path = paths.get(track) ?? [];
      expect(path.length).toBe(points);
      expect([path[0]?.frameId, path.at(-1)?.frameId]).toEqual([firstFrameId, lastFrameId]);
    }
    expect(ofKind(facts, 'path-chunk').length).toBeGreaterThan(ends.length);
  });

  it('have the universal time of their frames, though the anchor has been slewed since the session opened', () => {
    const slewed = scene().map((frame) => ({ ...frame, utcUs: frame.utcUs + 500_000 }));
    const told = runFrames(slewed, null, true).facts;
    expect(ofKind(told, 'session-end')[0]?.lastUtcUs).toBe(slewed.at(-1)?.utcUs);
    const ofFrame = new Map(slewed.map(({ mediaUs, utcUs }) => [Number(mediaUs), utcUs]));
    const pieces = ofKind(told, 'path-chunk');
    expect(pieces.map(({ firstUtcUs, lastUtcUs }) => [firstUtcUs, lastUtcUs])).toEqual(
      pieces.map(({ firstMediaUs, lastMediaUs }) => [ofFrame.get(firstMediaUs), ofFrame.get(lastMediaUs)]),
    );
  });

  it('claim all the time that was watched, and every frame', () => {
    const coverage = ofKind(facts, 'coverage');
    expect([coverage[0]?.fromMediaUs, coverage.at(-1)?.toMediaUs]).toEqual([0, 6_000_000]);
    expect(coverage.reduce((sum, { frames }) => sum + frames, 0)).toBe(76);
  });

  it.each([
    ['earlier', -1],
    ['later', 1],
  ])('claim no moment twice and leave none out when the clock of a camera is found to be %s', (_word, sign) => {
    // After ten seconds the anchor follows by the most that it may: a thousandth of the time that passes.
    const slewed = scene(40).map((frame) => ({
      ...frame,
      utcUs: frame.utcUs + sign * Math.max(0, frame.mediaUs - 10_000_000) * 0.001,
    }));
    const coverage = ofKind(runFrames(slewed, null, true).facts, 'coverage');
    expect(coverage.length).toBeGreaterThan(3);
    coverage.slice(1).forEach(({ fromMediaUs, fromUtcUs }, before) => {
      expect(fromMediaUs).toBe(coverage[before]?.toMediaUs);
      expect(fromUtcUs).toBe(coverage[before]?.toUtcUs);
    });
    const last = slewed.at(-1);
    expect(coverage.at(-1)).toMatchObject({ toMediaUs: last?.mediaUs, toUtcUs: last?.utcUs });
  });
});

/** What a killed process left in the store: facts up to its last checkpoint, and the job with that checkpoint. */
function afterKill(outbox: FakeOutbox): { kept: readonly Fact[]; job: ReplayJob } {
  const { facts } = outbox;
  const at = facts.findLastIndex(({ kind }) => kind === 'checkpoint');
  const checkpoint = checkpointSchema.parse(facts[at]);
  const { run } = sessionStart();
  // Through text, as the store keeps it.
  return { kept: facts.slice(0, at), job: replayJob({ sessionId: checkpoint.sessionId, checkpoint, run }) };
}

/** Facts as the store tells them apart: without the name of the session and the places in a batch's body. */
function rows(facts: readonly Fact[]): unknown[] {
  const kinds = ['crossing', 'zone-visit', 'track-end', 'path-chunk', 'coverage', 'session-end'];
  return facts.filter(({ kind }) => kinds.includes(kind)).map((fact) => ({ ...fact, sessionId: '', bodyOffset: 0 }));
}

describe('a replay that is killed', () => {
  const frames = scene(9);
  const whole = rows(runFrames(frames, replayJob(), true).facts);

  it('has a checkpoint with its very first frame, in one batch with its opening', () => {
    const [first] = runFrames(frames.slice(0, 1), replayJob(), false).puts;
    expect(first?.facts.map(({ kind }) => kind)).toEqual(['session-open', 'checkpoint']);
    expect(ofKind(first?.facts ?? [], 'checkpoint')[0]).toMatchObject({
      frameId: 0,
      frameSha256: frameHash(frames[0]!.raw),
    });
  });

  it.each(frames.map(({ frameId }) => frameId))(
    'behind frame %i goes on in its session and gives the same facts',
    (killedAt) => {
      const { kept, job } = afterKill(runFrames(frames.slice(0, killedAt + 1), replayJob(), false));
      const goesOn = frames.filter(({ frameId }) => frameId > (job.checkpoint?.frameId ?? -1));
      const second = runFrames(goesOn, job, true);
      const [opened] = ofKind(second.facts, 'session-open');
      expect(opened?.sessionId).toBe(job.sessionId);
      // Facts that both processes told are one row each in the store.
      const both = new Map([...rows(kept), ...rows(second.facts)].map((row) => [JSON.stringify(row), row]));
      expect([...both.values()]).toEqual(whole);
    },
  );

  const edited: CameraConfig = {
    ...camera(),
    lines: camera().lines.map((line) => ({ ...line, version: 2, versionId: '55555555-5555-4555-8555-555555555555' })),
  };
  /** Each vehicle with how often it was counted, whatever the version of the line. */
  const timesCounted = (facts: readonly Fact[]): number[] => {
    const keys = new Set(ofKind(facts, 'crossing').map(({ track, lineVersionId }) => `${track} ${lineVersionId}`));
    const tracks = [...keys].map((key) => key.split(' ')[0]);
    return [...new Set(tracks)].map((track) => tracks.filter((other) => other === track).length);
  };

  it.each(frames.slice(0, 100).map(({ frameId }) => frameId))(
    'counts each vehicle once though its line was edited after its process stopped behind frame %i',
    (stoppedAt) => {
      const first = createFakeOutbox();
      const keeper = createSessionKeeper({ cameraId: 'north', outbox: first, job: replayJob() });
      keeper.open(sessionStart());
      for (const frame of frames.slice(0, stoppedAt + 1)) keeper.step(frame, frame.detections);
      // In order: what was counted since the last checkpoint is handed over.
      keeper.leave();
      const { job } = afterKill(first);
      const second = createFakeOutbox();
      const next = createSessionKeeper({ cameraId: 'north', outbox: second, job });
      next.open(sessionStart(edited));
      for (const frame of frames.slice((job.checkpoint?.frameId ?? -1) + 1)) next.step(frame, frame.detections);
      next.close('ended', {});
      expect(timesCounted([...first.facts, ...second.facts])).toEqual([1, 1]);
    },
  );

  it.each([10, 18, 20, 26, 40])(
    'counts each vehicle once though its line was edited at frame %i, before its process stopped',
    (editedAt) => {
      const first = createFakeOutbox();
      const keeper = createSessionKeeper({ cameraId: 'north', outbox: first, job: replayJob() });
      keeper.open(sessionStart());
      for (const frame of frames.slice(0, 46)) {
        if (frame.frameId === editedAt) keeper.setDrawings(edited);
        keeper.step(frame, frame.detections);
      }
      keeper.leave();
      const { job } = afterKill(first);
      const second = createFakeOutbox();
      const next = createSessionKeeper({ cameraId: 'north', outbox: second, job });
      next.open(sessionStart(edited));
      for (const frame of frames.slice((job.checkpoint?.frameId ?? -1) + 1)) next.step(frame, frame.detections);
      next.close('ended', {});
      expect(timesCounted([...first.facts, ...second.facts])).toEqual([1, 1]);
    },
  );

  it.each([
    ['a replay from its next checkpoint on, here behind all vehicles', replayJob(), 0],
    ['a camera at once', null, 2],
  ])('takes a line that is drawn over: %s', (_who, job, counted) => {
    const outbox = createFakeOutbox();
    const keeper = createSessionKeeper({ cameraId: 'north', outbox, job });
    keeper.open(sessionStart({ ...camera(), lines: [] }));
    for (const frame of frames) {
      if (frame.frameId === 1) keeper.setDrawings(camera());
      keeper.step(frame, frame.detections);
    }
    keeper.close('ended', {});
    expect(ofKind(outbox.facts, 'crossing')).toHaveLength(counted);
  });

  it('is left without an end when its process stops in order, and goes on in the same session', () => {
    const outbox = createFakeOutbox();
    const keeper = createSessionKeeper({ cameraId: 'north', outbox, job: replayJob() });
    keeper.open(sessionStart());
    for (const frame of frames.slice(0, 60)) keeper.step(frame, frame.detections);
    keeper.leave();
    expect(keeper.sessionId).toBeNull();
    expect(ofKind(outbox.facts, 'session-end')).toEqual([]);
    expect(ofKind(outbox.facts, 'track-end').length).toBeLessThan(2);
  });
});

describe('a replay that was cut short', () => {
  const { job } = afterKill(runFrames(scene(1), replayJob(), false));
  const mask = { zoneId: ZONE, version: 1, versionId: ZONE, name: 'mask', kind: 'mask' };
  const triangle = [
    { x: 0, y: 0 },
    { x: 0.2, y: 0 },
    { x: 0, y: 0.2 },
  ];
  const file = { name: 'a.mp4', note: '', mark: null, clock: null };
  const folderAt = (state: 'playing' | 'played', sessionId = job.sessionId): ReplayJob['folder'] => ({
    walkId: JOB,
    files: [
      { ...file, state, sessionId },
      { ...file, name: 'b.mp4', state: 'waiting', sessionId: null },
    ],
  });
  const NO_CHECKPOINT = { sessionId: null, checkpoint: null, anchor: null };
  const anew = (left: ReplayJob): ReplayJob => ({
    ...left,
    ...NO_CHECKPOINT,
    run: null,
    sessionEnd: null,
    folder: null,
  });

  it.each([
    ['under the same settings and the same program', job, camera(), SOFTWARE, true],
    ['with another name of the camera', job, { ...camera(), name: 'South' }, SOFTWARE, true],
    ['not under another threshold', job, camera({ analysis: { thresholds: { car: 0.7 } } }), SOFTWARE, false],
    ['not with another detector', job, camera({ analysis: { modelId: 'large' } }), SOFTWARE, false],
    ['not with a new mask', job, camera({ zones: [{ ...mask, points: triangle }] }), SOFTWARE, false],
    ['not with another version of the program', job, camera(), '2.0.0', false],
    ['not without a checkpoint', { ...job, checkpoint: null }, camera(), SOFTWARE, false],
    ['not from the files of a folder', { ...job, folder: folderAt('playing') }, camera(), SOFTWARE, false],
    [
      'not from what it cannot read',
      { ...job, checkpoint: { ...job.checkpoint!, state: '{}' } },
      camera(),
      SOFTWARE,
      false,
    ],
  ])('goes on %s', (_case, left, config, software, goesOn) => {
    expect(continued(left, 'file', config, software)).toEqual(goesOn ? left : anew(left));
  });

  it.each([
    ['in the middle of a file', folderAt('playing'), camera(), (left: ReplayJob) => left],
    ['with the next file', folderAt('played'), camera(), (left: ReplayJob) => ({ ...left, ...NO_CHECKPOINT })],
    ['with its first file under other settings', folderAt('played'), camera({ analysis: { width: 320 } }), anew],
    ['with its first file when the session of another is the newest', folderAt('playing', ZONE), camera(), anew],
    ['with its first file when nobody knows its files', null, camera(), anew],
  ])('of a folder goes on %s', (_case, folder, config, expected) => {
    const left = { ...job, folder };
    expect(continued(left, 'folder', config, SOFTWARE)).toEqual(expected(left));
  });
});
