import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SourceFrame } from '../../../workers/ingest/index.ts';
import { ffmpegChildren, ffmpegPath, make, numbered, pause, record, stopAll, temporaryFolder } from './harness.ts';

const folder = await temporaryFolder();
const at = (name: string): string => join(folder.path, name);
const file = (name: string, pace: 'max' | 'realtime' | 'loop' = 'max') =>
  ({ kind: 'file', path: at(name), pace }) as const;

const numberOf = (frame: SourceFrame): number => Math.round(((frame.raw[0] ?? 0) - 16) / 4);
const hashOf = (frame: SourceFrame): string => createHash('sha256').update(frame.raw).digest('hex');
const timesOf = (frames: readonly SourceFrame[]): number[] => frames.map((f) => f.mediaUs);
const idsOf = (frames: readonly SourceFrame[]): number[] => frames.map((f) => f.frameId);
const counting = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** The numbers painted into the JPEGs, decoded by ffmpeg itself. */
function numbersInJpegs(frames: readonly SourceFrame[]): number[] {
  const input = Buffer.concat(frames.map((f) => f.jpeg ?? new Uint8Array()));
  const size = (frames[0]?.width ?? 0) * (frames[0]?.height ?? 0);
  const args = ['-v', 'error', '-f', 'mjpeg', '-i', 'pipe:0', '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'];
  const gray = execFileSync(ffmpegPath ?? 'ffmpeg', args, { input, maxBuffer: 1e9 });
  return counting(gray.length / size).map((i) => Math.round(((gray[i * size] ?? 0) * 219) / 255 / 4));
}

const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '4', '-pix_fmt', 'yuv420p'];

describe.skipIf(ffmpegPath === null)('recordings', () => {
  beforeAll(async () => {
    await make('-f', 'lavfi', '-i', numbered(50), ...X264, '-g', '10', '-bf', '2', at('even.mp4'));
    await make('-i', at('even.mp4'), '-c', 'copy', '-movflags', '+faststart', at('front.mp4'));
    await make('-i', at('even.mp4'), '-c', 'copy', '-f', 'mpegts', at('even.ts'));
    const keep = "select='lt(n,12)+not(mod(n,5))'";
    await make(
      '-f',
      'lavfi',
      '-i',
      numbered(50),
      '-vf',
      keep,
      '-fps_mode',
      'vfr',
      ...X264,
      '-g',
      '8',
      at('varying.mp4'),
    );
    await make('-f', 'lavfi', '-i', 'sine=duration=1', at('sound.mp4'));
    const whole = await readFile(at('front.mp4'));
    await writeFile(at('cut.mp4'), whole.subarray(0, Math.floor(whole.length * 0.6)));
    const indexed = await readFile(at('even.mp4'));
    await writeFile(at('no-index.mp4'), indexed.subarray(0, Math.floor(indexed.length * 0.6)));
    await writeFile(at('alien.mp4'), Buffer.from(indexed.toString('latin1').replaceAll('avc1', 'zzzz'), 'latin1'));
    await writeFile(at('text.mp4'), 'this is a letter to a friend and no video at all\n'.repeat(100));
    await writeFile(at('playlist.mp4'), "ffconcat version 1.0\nfile 'even.mp4'\n");
    await writeFile(at('empty.mp4'), '');
  });
  afterEach(stopAll);
  afterAll(() => folder.remove());

  it('gives every frame once, from frame 0 on, with its own time and its own JPEG', async () => {
    const run = record(file('even.mp4'));
    await run.finished();
    expect(idsOf(run.frames)).toEqual(counting(50));
    expect(timesOf(run.frames)).toEqual(counting(50).map((n) => n * 80_000));
    expect(run.frames.map(numberOf)).toEqual(counting(50));
    expect(numbersInJpegs(run.frames)).toEqual(counting(50));
    expect(run.starts).toHaveLength(1);
    expect(run.starts[0]).toMatchObject({
      width: 128,
      height: 72,
      codec: 'h264',
      sourceWidth: 128,
      sourceHeight: 72,
      sourceFps: 12.5,
      decoder: 'h264 (software)',
      durationUs: 4_000_000,
    });
    expect(run.ends).toMatchObject([{ reason: 'ended', frames: 50, drops: {}, willResume: false }]);
    expect(run.states.map((s) => s.state)).toEqual(['connecting', 'live', 'stopped']);
    expect(run.states.at(-1)?.reason).toBe('ended');
  });

  it('keeps frames, times and JPEGs of a varying rate one to one', async () => {
    const run = record(file('varying.mp4'));
    await run.finished();
    const kept = counting(50).filter((n) => n < 12 || n % 5 === 0);
    expect(run.frames.map(numberOf)).toEqual(kept);
    expect(timesOf(run.frames)).toEqual(kept.map((n) => n * 80_000));
    expect(numbersInJpegs(run.frames)).toEqual(kept);
  });

  it('keeps the real times of a file that does not begin at zero', async () => {
    const run = record(file('even.ts'));
    await run.finished();
    expect(run.frames).toHaveLength(50);
    const first = run.frames[0]?.mediaUs ?? 0;
    expect(first).toBeGreaterThan(1_000_000);
    expect(timesOf(run.frames)).toEqual(counting(50).map((n) => first + n * 80_000));
  });

  it('gives the same frames at its own speed as when it is as fast as possible', async () => {
    const [fast, slow] = [record(file('even.mp4')), record(file('even.mp4', 'realtime'))];
    const begun = performance.now();
    await Promise.all([fast.finished(), slow.finished()]);
    expect(performance.now() - begun).toBeGreaterThan(3_000);
    expect(timesOf(slow.frames)).toEqual(timesOf(fast.frames));
    expect(slow.frames.map(hashOf)).toEqual(fast.frames.map(hashOf));
  });

  it('loses nothing however slow the receiver is, and ffmpeg waits', async () => {
    let busy = 0;
    let overlaps = 0;
    const run = record(file('even.mp4'), {
      settings: { width: 128, viewWidth: 64 },
      async onFrame() {
        overlaps += busy++ > 0 ? 1 : 0;
        await pause(15);
        busy--;
      },
    });
    await run.finished();
    expect(overlaps).toBe(0);
    expect(run.frames.map(numberOf)).toEqual(counting(50));
    expect(run.ends[0]?.drops).toEqual({});
  });

  it('hands out buffers that nobody writes to again', async () => {
    const hashes: string[] = [];
    const run = record(file('even.mp4'), { onFrame: (frame) => void hashes.push(hashOf(frame)) });
    await run.finished();
    expect(run.frames.map(hashOf)).toEqual(hashes);
    expect(new Set(run.frames.map((f) => f.raw.buffer)).size).toBe(50);
  });

  it('can be stopped while the receiver is still thinking', async () => {
    const run = record(file('even.mp4'), { onFrame: () => new Promise(() => undefined) });
    await run.until('the first frame', () => run.frames.length === 1);
    await run.source.stop();
    expect(run.children.size).toBe(0);
    expect(run.frames).toHaveLength(1);
    expect(run.ends).toMatchObject([{ reason: 'stopped' }]);
  });

  it('can be stopped when ffmpeg has come to its end and the receiver waits for what never comes', async () => {
    await make('-f', 'lavfi', '-i', numbered(4), ...X264, at('four.mp4'));
    const run = record(file('four.mp4'), {
      settings: { viewWidth: null },
      onFrame: ({ frameId }) => (frameId < 2 ? pause(300) : new Promise(() => undefined)),
    });
    await run.until('the third frame', () => run.frames.length === 3);
    await run.until('the end of ffmpeg', () => ffmpegChildren().length === 0);
    await pause(300);
    await run.source.stop();
    expect(run.frames).toHaveLength(3);
    expect(run.ends).toMatchObject([{ reason: 'stopped' }]);
  });

  it('ends when the receiver fails, and leaves no frame out', async () => {
    const run = record(file('even.mp4'), {
      onFrame(frame) {
        if (frame.frameId === 5) throw new Error('the receiver is broken');
      },
    });
    await run.finished();
    expect(run.frames).toHaveLength(6);
    expect(run.ends).toMatchObject([{ reason: 'unknown', willResume: false }]);
    expect(run.states.at(-1)?.detail).toContain('the receiver is broken');
  });

  it('makes BGR when asked to, and no JPEGs when nobody looks', async () => {
    const run = record(file('even.mp4'), { settings: { format: 'bgr24', viewWidth: null } });
    await run.finished();
    expect(run.frames).toHaveLength(50);
    expect(run.frames[0]).toMatchObject({ format: 'bgr24', jpeg: null });
    expect(run.frames[0]?.raw).toHaveLength(128 * 72 * 3);
  });

  it.each([
    [5, counting(50).filter((n) => n % 5 === 0 || n % 5 === 3)],
    [12.5, counting(50)],
    [30, counting(50)],
  ])('thins out to %d frames a second by time alone', async (maxFps, expected) => {
    const run = record(file('even.mp4'), { settings: { maxFps } });
    await run.finished();
    expect(run.frames.map(numberOf)).toEqual(expected);
    expect(timesOf(run.frames)).toEqual(expected.map((n) => n * 80_000));
    expect(numbersInJpegs(run.frames)).toEqual(expected);
  });

  it('keeps the aspect of the camera, with even sizes, and never scales up', async () => {
    await make('-f', 'lavfi', '-i', 'testsrc2=size=100x62:rate=5:duration=1,setsar=16/15', ...X264, at('odd.mp4'));
    const small = record(file('odd.mp4'), { settings: { width: 51 } });
    const large = record(file('odd.mp4'), { settings: { width: 4_000 } });
    await Promise.all([small.finished(), large.finished()]);
    // 100 × 62 with pixels 16:15 is shown as 106.7 × 62.
    expect(small.starts[0]).toMatchObject({ width: 50, height: 30 });
    expect(large.starts[0]).toMatchObject({ width: 100, height: 58 });
  });

  it('ends a session at the seam of a loop and begins the next one at once', async () => {
    const run = record(file('even.mp4', 'loop'), {
      settings: { viewWidth: null },
    });
    await run.until('the third pass', () => run.starts.length === 3, 40_000);
    await run.source.stop();
    const firstTwo = run.frames.slice(0, 100);
    expect(firstTwo.map(numberOf)).toEqual([...counting(50), ...counting(50)]);
    expect(idsOf(firstTwo)).toEqual([...counting(50), ...counting(50)]);
    expect(run.ends.map((e) => e.reason)).toEqual(['ended', 'ended', 'stopped']);
    expect(run.states.map((s) => s.state)).toEqual(['connecting', 'live', 'stopped']);
    expect(run.mostChildren()).toBe(1);
    expect(run.source.stats().restarts).toBe(0);
    // Each pass has its own place in universal time, in order.
    const ends = run.starts.map((s) => s.anchor.utcUs);
    expect(ends[1] ?? 0).toBeGreaterThan((ends[0] ?? 0) + 3_900_000);
  });

  describe('that are no good', () => {
    it.each([
      ['a file that is missing', 'gone.mp4', 'not-found'],
      ['a file that is empty', 'empty.mp4', 'not-a-video'],
      ['a text', 'text.mp4', 'not-a-video'],
      ['a sound', 'sound.mp4', 'not-a-video'],
      ['a codec that nobody knows', 'alien.mp4', 'unsupported-codec'],
      ['a recording whose index is missing', 'no-index.mp4', 'truncated'],
      ['a playlist in disguise, which could open other files', 'playlist.mp4', 'not-allowed'],
      ['a folder', '.', 'not-a-video'],
    ])('%s is told apart', async (_name, name, code) => {
      const run = record(file(name));
      await run.finished();
      expect(run.states.at(-1)).toMatchObject({ state: 'stopped', reason: code });
      expect(run.states.at(-1)?.detail).not.toBe('');
      expect(run.ends).toMatchObject([{ reason: code, frames: 0, started: false, willResume: false }]);
      expect(run.frames).toEqual([]);
    });

    it('a file outside of the allowed folders is refused without being opened', async () => {
      const run = record({ kind: 'file', path: '/etc/hostname', pace: 'max' });
      await run.finished();
      expect(run.states.at(-1)).toMatchObject({ reason: 'not-allowed' });
      expect(run.mostChildren()).toBe(0);
    });

    it('a recording that was cut off gives what it has and says that it was cut off', async () => {
      const run = record(file('cut.mp4'));
      await run.finished();
      expect(run.states.at(-1)?.reason).toBe('truncated');
      expect(run.frames.length).toBeGreaterThan(10);
      expect(run.frames.length).toBeLessThan(50);
      expect(run.frames.slice(0, 10).map(numberOf)).toEqual(counting(10));
    });

    it('a camera that shows a missing file is offline and is tried again', async () => {
      const run = record(file('later.mp4', 'realtime'), { settings: {} });
      await run.until('offline', () => run.states.at(-1)?.state === 'offline');
      await make('-i', at('even.mp4'), '-c', 'copy', at('later.mp4'));
      await run.until('live', () => run.states.at(-1)?.state === 'live');
      expect(run.states.map((s) => s.reason)).toContain('not-found');
    });

    it('an ffmpeg that is not there is said so', async () => {
      const run = record(file('even.mp4', 'realtime'), { ffmpeg: at('no-ffmpeg') });
      await run.until('offline', () => run.states.at(-1)?.state === 'offline');
      expect(run.states.at(-1)?.reason).toBe('decoder-missing');
    });
  });

  describe('that are gone on with', () => {
    it.each(['even.mp4', 'even.ts', 'varying.mp4'])(
      '%s behind any frame gives exactly the frames that follow',
      async (name) => {
        const whole = record(file(name));
        await whole.finished();
        for (const index of [0, 9, 10, whole.frames.length - 2]) {
          const last = whole.frames[index];
          if (last === undefined) throw new Error('the recording is too short');
          let shown: SourceFrame | null = null;
          const rest = record(file(name), {
            resume: { mediaUs: last.mediaUs, frameId: last.frameId },
            onCheckpointFrame(frame) {
              shown = frame;
              return hashOf(frame) === hashOf(last);
            },
          });
          await rest.finished();
          const expected = whole.frames.slice(index + 1);
          expect(shown).toMatchObject({ frameId: last.frameId, mediaUs: last.mediaUs });
          expect(idsOf(rest.frames)).toEqual(idsOf(expected));
          expect(timesOf(rest.frames)).toEqual(timesOf(expected));
          expect(rest.frames.map(hashOf)).toEqual(expected.map(hashOf));
          expect(rest.starts[0]?.resumedFrom).toMatchObject({ frameId: last.frameId });
        }
      },
    );

    it('decodes from the start when seeking does not find the frame, and refuses another file in the end', async () => {
      const asked: number[] = [];
      const run = record(file('even.mp4'), {
        resume: { mediaUs: 30 * 80_000, frameId: 30 },
        onCheckpointFrame(frame) {
          asked.push(frame.frameId);
          return false;
        },
      });
      await run.finished();
      expect(asked).toEqual([30, 30]);
      expect(run.frames).toEqual([]);
      expect(run.states.at(-1)).toMatchObject({ state: 'stopped', reason: 'resume-mismatch' });
    });

    it('finds the frame by counting where its time is not in the file', async () => {
      const run = record(file('even.mp4'), { resume: { mediaUs: 30 * 80_000 + 1, frameId: 30 } });
      await run.finished();
      expect(run.states.at(-1)).toMatchObject({ reason: 'resume-mismatch' });
      expect(run.ends.at(-1)?.detail).toContain('frame 30 is at 2400000');
    });

    it('come to a clean end when the very last frame was dealt with already', async () => {
      const run = record(file('even.mp4'), { resume: { mediaUs: 49 * 80_000, frameId: 49 } });
      await run.finished();
      expect(run.frames).toEqual([]);
      expect(run.states.at(-1)?.reason).toBe('ended');
    });

    it('goes on with the very next frame when its ffmpeg is killed', async () => {
      await make('-f', 'lavfi', '-i', numbered(50, 12.5, '320x180'), ...X264, '-g', '10', at('large.mp4'));
      let killed = false;
      const run = record(file('large.mp4'), {
        // Large enough that ffmpeg is still at work, waiting for us, when it is killed.
        settings: { width: 320 },
        async onFrame(frame) {
          await pause(5);
          if (frame.frameId !== 23 || killed) return;
          killed = true;
          for (const pid of run.children.keys()) process.kill(pid, 'SIGKILL');
        },
      });
      await run.finished();
      expect(killed).toBe(true);
      expect(run.frames.map(numberOf)).toEqual(counting(50));
      expect(idsOf(run.frames)).toEqual(counting(50));
      expect(run.ends.map((e) => [e.reason, e.willResume])).toEqual([
        ['killed', true],
        ['ended', false],
      ]);
      expect(run.starts[1]?.resumedFrom).not.toBeNull();
      expect(run.starts[1]?.anchor).toEqual(run.starts[0]?.anchor);
      expect(run.mostChildren()).toBe(1);
    });
  });

  describe('in a folder', () => {
    beforeAll(async () => {
      await mkdir(at('dated'));
      await make('-i', at('even.mp4'), '-c', 'copy', at('dated/2024-05-01_13-00-00.mp4'));
      await writeFile(at('dated/2024-05-01_13-00-10.mp4'), 'not a video');
      await writeFile(at('dated/2024-05-01_13-00-15.mp4'), '');
      await make('-i', at('even.mp4'), '-c', 'copy', at('dated/2024-05-01_13-00-20.mp4'));
      await make('-i', at('even.mp4'), '-c', 'copy', at('dated/undated.mp4'));
    });

    it('are played by name, each as a session of its own, on one clock, past those that are no video', async () => {
      const run = record(
        { kind: 'folder', path: at('dated'), pace: 'max' },
        { settings: { timeZone: 'Europe/Berlin' } },
      );
      await run.finished();
      expect(run.frames).toHaveLength(150);
      expect(run.ends.map((e) => e.reason)).toEqual(['ended', 'not-a-video', 'not-a-video', 'ended', 'ended']);
      const begun = run.starts.map((s) => [new Date(s.anchor.utcUs / 1_000).toISOString(), s.anchor.quality]);
      expect(begun).toEqual([
        ['2024-05-01T11:00:00.000Z', 'given'],
        ['2024-05-01T11:00:20.000Z', 'given'],
        // Without a date of its own it follows the one before: 50 frames of 80 ms later.
        ['2024-05-01T11:00:24.000Z', 'given'],
      ]);
      expect(run.starts.map((s) => s.item?.index)).toEqual([0, 3, 4]);
    });
  });

  it('takes the start that the user gave', async () => {
    const startUtcUs = Date.UTC(2020, 1, 1) * 1_000;
    const run = record({ ...file('even.mp4'), startUtcUs });
    await run.finished();
    expect(run.starts[0]?.anchor).toEqual({ utcUs: startUtcUs, mediaUs: 0, quality: 'given' });
    expect(run.frames[10]?.utcUs).toBe(startUtcUs + 800_000);
  });

  it('plays a test picture, every frame of it', async () => {
    const run = record({ kind: 'test', graph: numbered(30), pace: 'max' });
    await run.finished();
    expect(run.frames.map(numberOf)).toEqual(counting(30));
  });
});
