import { describe, expect, it } from 'vitest';
import { BACKOFF_RULES } from '../../../../domain/camera/backoff.ts';
import type { CameraSource } from '../../../../domain/contracts/source.ts';
import { createCourse, type Course } from '../../../../workers/ingest/course.ts';
import { DEFAULT_INGEST } from '../../../../workers/ingest/index.ts';
import type { SessionOutcome } from '../../../../workers/ingest/session.ts';
import { natureOf, type SourceItem } from '../../../../workers/ingest/source-plan.ts';

const camera: CameraSource = { kind: 'rtsp', url: 'rtsp://a/1', backupUrls: [], transport: 'tcp' };
const folder = (pace: 'max' | 'loop'): CameraSource => ({ kind: 'folder', path: '/v', pace });
const items = (count: number): SourceItem[] =>
  Array.from({ length: count }, (_, i) => ({
    input: { kind: 'file', path: `/v/${i}`, realtime: false },
    shown: `/v/${i}`,
    secrets: [],
    startUtcUs: null,
    refused: null,
  }));

let nowMs = 0;
const course = (source: CameraSource, hardware: 'auto' | 'off' = 'off', missing: string | null = null): Course =>
  createCourse({
    nature: natureOf(source),
    settings: { ...DEFAULT_INGEST, hardwareDecode: hardware },
    clock: { nowUtcUs: () => 0, monotonicMs: () => nowMs },
    resume: null,
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
    expect(waitsOf(never).at(-1)).toBe(BACKOFF_RULES.capMs);
    expect(waitsOf(known).at(-1)).toBe(BACKOFF_RULES.liveCapMs);
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
    const replay = course(folder('max'));
    const steps = Array.from({ length: 6 }, () => replay.afterRun(outcome('killed'), null, 1, false).kind);
    expect(steps).toEqual(['wait', 'wait', 'wait', 'wait', 'wait', 'finish']);
  });

  it('goes through its files and is done', () => {
    const replay = course(folder('max'));
    expect(replay.pick(items(2))?.index).toBe(0);
    expect(replay.afterRun(outcome('ended', { frames: 5 }), null, 2, false).kind).toBe('again');
    expect(replay.pick(items(2))?.index).toBe(1);
    expect(replay.afterRun(outcome('ended', { frames: 5 }), null, 2, false)).toEqual({ kind: 'finish', code: 'ended' });
  });

  it('does not run round and round a folder in which nothing can be played', () => {
    const loop = course(folder('loop'));
    expect(loop.afterBadItem('not-a-video', 2)).toMatchObject({ kind: 'again' });
    expect(loop.afterBadItem('not-a-video', 2)).toMatchObject({ kind: 'wait', ms: BACKOFF_RULES.capMs });
  });
});
