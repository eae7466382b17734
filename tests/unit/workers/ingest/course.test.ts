import { describe, expect, it } from 'vitest';
import { BACKOFF_RULES } from '../../../../domain/camera/backoff.ts';
import { CIRCUIT_RULES } from '../../../../domain/camera/circuit.ts';
import type { CameraSource } from '../../../../domain/contracts/source.ts';
import { createCourse, type Course } from '../../../../workers/ingest/course.ts';
import { DEFAULT_INGEST } from '../../../../workers/ingest/index.ts';
import type { SessionOutcome } from '../../../../workers/ingest/session.ts';
import { natureOf } from '../../../../workers/ingest/source-plan.ts';

const camera: CameraSource = { kind: 'rtsp', url: 'rtsp://a/1', backupUrls: [], transport: 'tcp' };
const folder = (pace: 'max' | 'loop'): CameraSource => ({ kind: 'folder', path: '/v', pace });
const MARK = { bytes: 5, headSha256: 'a' };

let nowMs = 0;
const course = (source: CameraSource, hardware: 'auto' | 'off' = 'off', missing: string | null = null): Course =>
  createCourse({
    nature: natureOf(source),
    settings: { ...DEFAULT_INGEST, hardwareDecode: hardware },
    clock: { nowUtcUs: () => 0, monotonicMs: () => nowMs },
    resume: null,
    folder: null,
    toldStartUtcUs: null,
    hardwareMissing: missing,
    random: () => 0,
  });

const outcome = (reason: SessionOutcome['reason'], changes: Partial<SessionOutcome> = {}): SessionOutcome => ({
  reason,
  detail: 'why',
  started: false,
  reached: true,
  facts: null,
  frames: 0,
  drops: {},
  last: null,
  lastStepUs: 40_000,
  liveForMs: 0,
  ...changes,
});

describe('hardware decoding', () => {
  it('is tried where a device exists, and given up visibly when the first pictures fail', () => {
    const auto = course(camera, 'auto');
    expect(auto.hardware()).toEqual({ use: true, note: null });
    expect(auto.afterRun(outcome('unknown'), null, 1, true)).toEqual({ kind: 'again', quiet: true, willResume: false });
    expect(auto.hardware()).toEqual({ use: false, note: 'hardware decoding failed (why)' });
  });

  it('is not blamed for a camera that is away, nor for a run that worked', () => {
    const auto = course(camera, 'auto');
    auto.afterRun(outcome('refused'), null, 1, true);
    auto.afterRun(outcome('unknown', { frames: 500, liveForMs: 40_000 }), null, 1, true);
    expect(auto.hardware().use).toBe(true);
  });

  it('says why it is not even tried', () => {
    expect(course(camera, 'auto', 'no device').hardware()).toEqual({ use: false, note: 'no device' });
    expect(course(camera, 'off', 'no device').hardware()).toEqual({ use: false, note: null });
  });
});

describe('a camera', () => {
  it('waits longer after each failure and starts over after a stable minute', () => {
    const live = course(camera);
    const waits = [0, 0, 0, 90_000].map((liveForMs) => {
      nowMs += liveForMs + 1_000;
      const step = live.afterRun(outcome('timeout', { liveForMs }), null, 1, false);
      return step.kind === 'wait' ? step.ms : null;
    });
    expect(waits).toEqual([500, 1_000, 2_000, BACKOFF_RULES.firstMs]);
  });

  it('is asked often though it says that it is no video, once it has shown pictures', () => {
    const waitsOf = (live: Course): (number | null)[] =>
      Array.from({ length: 8 }, () => {
        const step = live.afterRun(outcome('not-a-video'), null, 1, false);
        return step.kind === 'wait' ? step.ms : null;
      });
    const never = course(camera);
    const known = course(camera);
    known.afterRun(outcome('ended', { frames: 50, liveForMs: 4_000 }), null, 1, false);
    expect(waitsOf(never)[4]).toBe(CIRCUIT_RULES.restMs);
    expect(waitsOf(never).at(-1)).toBe(CIRCUIT_RULES.restMs);
    expect(waitsOf(known).at(-1)).toBe(BACKOFF_RULES.liveCapMs);
  });

  it('that refuses the password three times is left in peace for half an hour, and a picture ends that', () => {
    const live = course(camera);
    const refused = () => live.afterRun(outcome('auth-failed'), null, 1, false);
    expect([refused(), refused()].every((step) => step.kind === 'wait' && step.rests === undefined)).toBe(true);
    expect(refused()).toMatchObject({ kind: 'wait', ms: 1_800_000, rests: true });
    expect(refused()).toMatchObject({ kind: 'wait', ms: 1_800_000, rests: true });
    live.afterRun(outcome('ended', { frames: 50, liveForMs: 4_000 }), null, 1, false);
    expect(refused()).toMatchObject({ kind: 'wait', ms: BACKOFF_RULES.capMs });
  });

  it('has its backup addresses tried with the password before it is left in peace', () => {
    const live = course(camera);
    const steps = Array.from({ length: 6 }, () => live.afterRun(outcome('auth-failed'), null, 2, false));
    expect(steps.map((step) => step.kind === 'wait' && (step.rests ?? false))).toEqual([
      ...[false, false, false, false, false],
      true,
    ]);
  });

  it('begins a new session at once when its picture changed, unless that becomes a habit', () => {
    const live = course(camera);
    const once = live.afterRun(outcome('picture-changed', { frames: 900, liveForMs: 60_000 }), null, 1, false);
    expect(once).toMatchObject({ kind: 'again', quiet: true });
    const habit = live.afterRun(outcome('picture-changed', { frames: 9, liveForMs: 500 }), null, 1, false);
    expect(habit).toMatchObject({ kind: 'wait', code: 'picture-changed' });
  });

  it('is never finished, whatever happens', () => {
    const live = course(camera);
    for (const reason of [
      'ended',
      'auth-failed',
      'not-a-video',
      'unsupported-codec',
      'truncated',
      'unknown',
    ] as const) {
      expect(live.afterRun(outcome(reason), null, 1, false).kind).toBe('wait');
    }
  });
});

describe('a recording', () => {
  it('is given up after five interruptions within a minute', () => {
    const replay = course({ kind: 'file', path: '/v', pace: 'max' });
    const steps = Array.from({ length: 6 }, () => replay.afterRun(outcome('killed'), null, 1, false).kind);
    expect(steps).toEqual(['wait', 'wait', 'wait', 'wait', 'wait', 'finish']);
  });
});

describe('a folder', () => {
  const played = outcome('ended', { frames: 5, started: true });
  const begin = (replay: Course, names: readonly string[]): string => {
    const { turn } = replay.recording.folder.turn(names);
    if (turn.kind !== 'play') return turn.kind;
    replay.recording.folder.begun(turn.file.name, MARK);
    return turn.file.name;
  };

  it('is gone through file by file, and then it is done', () => {
    const replay = course(folder('max'));
    expect(begin(replay, ['a', 'b'])).toBe('a');
    expect(replay.afterRun(played, null, 2, false)).toMatchObject({ kind: 'again', settled: { name: 'a', note: '' } });
    expect(begin(replay, ['a', 'b'])).toBe('b');
    replay.afterRun(played, null, 2, false);
    expect(begin(replay, ['a', 'b'])).toBe('over');
    expect(replay.recording.folder.over()).toEqual({ kind: 'finish', code: 'ended', detail: '' });
  });

  it('goes on past a file on which the decoder dies again and again, and says so in the end', () => {
    const replay = course(folder('max'));
    begin(replay, ['a', 'b']);
    const steps = Array.from({ length: 6 }, () => replay.afterRun(outcome('killed'), null, 2, false).kind);
    expect(steps).toEqual(['wait', 'wait', 'wait', 'wait', 'wait', 'again']);
    expect(begin(replay, ['a', 'b'])).toBe('b');
    replay.afterRun(played, null, 2, false);
    begin(replay, ['a', 'b']);
    expect(replay.recording.folder.over()).toEqual({
      kind: 'finish',
      code: 'ended',
      detail: 'not everything in the folder was counted: a: killed (why)',
    });
  });

  it('is not gone through without a decoder, as if all its files were bad', () => {
    const replay = course(folder('max'));
    begin(replay, ['a', 'b']);
    for (let at = 0; at < 5; at += 1) replay.afterRun(outcome('decoder-missing'), null, 2, false);
    expect(replay.afterRun(outcome('decoder-missing'), null, 2, false)).toEqual({
      kind: 'finish',
      code: 'decoder-missing',
    });
  });

  it('has failed when nothing in it could be played', () => {
    const replay = course(folder('max'));
    begin(replay, ['a']);
    replay.recording.folder.passOver('a', 'not-a-video', 'a letter');
    expect(replay.recording.folder.over()).toMatchObject({ kind: 'finish', code: 'not-a-video' });
  });

  it('in which nothing can be played is not gone round and round without a breath', () => {
    const loop = course(folder('loop'));
    begin(loop, ['a']);
    loop.recording.folder.passOver('a', 'not-a-video', 'a letter');
    expect(loop.recording.folder.over()).toMatchObject({ kind: 'wait', ms: BACKOFF_RULES.capMs });
    expect(begin(loop, ['a'])).toBe('a');
  });
});
