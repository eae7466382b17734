import { describe, expect, it } from 'vitest';
import { startTicks } from '../../../../workers/ingest/child.ts';
import { findFfmpeg, isNewEnough, parseVersion } from '../../../../workers/ingest/ffmpeg-binary.ts';
import { createLatestSlot } from '../../../../workers/ingest/latest-slot.ts';
import { createRateMeter } from '../../../../workers/ingest/meters.ts';
import { createSleeper } from '../../../../workers/ingest/sleeper.ts';

describe('the slot for the newest frame', () => {
  it('keeps the newest and counts what it pushed out, by cause', () => {
    const slot = createLatestSlot<number>();
    expect(slot.take()).toBeNull();
    expect([slot.put(1), slot.put(2), slot.put(3)]).toEqual([false, true, true]);
    expect(slot.take()).toBe(3);
    expect(slot.take()).toBeNull();
    slot.put(4);
    slot.drop('no-detector');
    slot.drop('no-detector');
    expect(slot.drops()).toEqual({ 'newer-frame': 2, 'no-detector': 1 });
  });

  it('holds values that look like nothing', () => {
    const slot = createLatestSlot<number | null>();
    slot.put(0);
    expect(slot.put(1)).toBe(true);
  });
});

describe('the rate meter', () => {
  it('gives the rate of the last whole seconds and falls to nothing when nothing comes', () => {
    let now = 1_000_000;
    const meter = createRateMeter(() => now);
    for (let i = 0; i < 100; i++, now += 80) meter.add(1);
    expect(meter.perSecond()).toBeCloseTo(12.5, 0);
    now += 10_000;
    expect(meter.perSecond()).toBe(0);
  });
});

describe('the sleeper', () => {
  it('wakes when told to', async () => {
    const sleeper = createSleeper();
    const slept = sleeper.sleep(600_000);
    sleeper.wake();
    await expect(slept).resolves.toBeUndefined();
  });
});

describe('ffmpeg on this machine', () => {
  it.each([
    ['ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg developers', '5.1.9-0+deb12u1'],
    ['ffmpeg version n7.1 Copyright', 'n7.1'],
    ['ffmpeg version N-112233-gabcdef Copyright', 'N-112233-gabcdef'],
    ['bash: something else', null],
  ])('reads the version from "%s"', (line, expected) => {
    expect(parseVersion(line)).toBe(expected);
  });

  it.each([
    ['4.4.2-0ubuntu0.22.04.1', false],
    ['5.0.3', false],
    ['5.1.9-0+deb12u1', true],
    ['6.1.1-static', true],
    ['n7.1', true],
    ['10.0', true],
    ['N-112233-gabcdef', true],
  ])('knows whether %s is new enough', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected);
  });

  it('says what to do when none is there', async () => {
    const found = await findFfmpeg(null, { FFMPEG_PATH: '/nowhere/ffmpeg' });
    expect(found).toMatchObject({ ok: false, failure: { code: 'decoder-missing' } });
    if (!found.ok) expect(found.failure.hint).toContain('install ffmpeg');
  });

  it('takes no other program for it', async () => {
    const found = await findFfmpeg(process.execPath, {});
    expect(found).toMatchObject({ ok: false, failure: { code: 'decoder-missing' } });
  });
});

describe('when a process began', () => {
  it.skipIf(process.platform !== 'linux')('is read from /proc and is the same every time', () => {
    expect(startTicks(process.pid)).toMatch(/^\d+$/);
    expect(startTicks(process.pid)).toBe(startTicks(process.pid));
    expect(startTicks(2 ** 30)).toBe('');
  });
});
