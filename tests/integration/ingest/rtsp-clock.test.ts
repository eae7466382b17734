import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ffmpegChildren, ffmpegPath, make, record, type Recorded, type RecordOptions, stopAll } from './harness.ts';
import {
  createRtspServer,
  findRtspProgram,
  freePort,
  openFootageFolder,
  type RtspServer,
  type RtspServerOptions,
} from '../../../bench/support/rtsp-servers.ts';

const folder = openFootageFolder();
const even = join(folder.path, 'even.mp4');
const uneven = join(folder.path, 'uneven.mp4');

const ready = ffmpegPath !== null && findRtspProgram('GStreamer') !== null;
const SKIPPED = '(skipped: needs ffmpeg and the RTSP server of GStreamer)';
/** Twelve and a half pictures a second: ffmpeg hands one over when the next begins. */
const STEP_US = 80_000;

describe.skipIf(!ready)(ready ? 'the clock of RTSP cameras' : `the clock of RTSP cameras ${SKIPPED}`, () => {
  let server: RtspServer | null = null;

  async function start(options: Omit<RtspServerOptions, 'program' | 'port'>): Promise<string> {
    server = createRtspServer({ program: 'GStreamer', port: await freePort(), ...options });
    await server.start();
    return server.url;
  }

  beforeAll(async () => {
    const picture = 'testsrc2=size=320x180:rate=12.5:duration=60';
    await make('-f', 'lavfi', '-i', picture, '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', even);
    // Pictures at uneven times and sent in another order than shown: times that are tied to the wrong picture stand out.
    await make(
      ...['-f', 'lavfi', '-i', picture, '-vf', "settb=1/90000,setpts='PTS+900*mod(N*7,5)'"],
      ...['-fps_mode', 'passthrough', '-enc_time_base', '1:90000', '-video_track_timescale', '90000'],
      ...['-c:v', 'libx264', '-preset', 'fast', '-bf', '2', '-g', '25', uneven],
    );
  });
  afterEach(async () => {
    await stopAll();
    await server?.kill();
    expect(ffmpegChildren()).toEqual([]);
  });
  afterAll(() => folder.remove());

  /** Waits for pictures by the camera's own clock; they are handed back. */
  async function byReports(run: Recorded) {
    const found = () => run.frames.filter((frame) => frame.anchor.quality === 'rtcp');
    await run.until('pictures by the clock of the camera', () => found().length > 40);
    return found();
  }

  it.each<[string, 'tcp' | 'udp', string, RecordOptions, (readonly [string, string])?]>([
    ['TCP', 'tcp', even, {}],
    ['UDP', 'udp', even, {}],
    ['TCP with uneven times', 'tcp', uneven, {}],
    [
      'TCP with a password',
      'tcp',
      even,
      { credential: { user: 'bob', password: 'se:c@ret/1' } },
      ['bob', 'se:c@ret/1'],
    ],
  ])('is used once it was reported, over %s', async (_how, transport, clip, options, login) => {
    const url = await start({ file: clip, ...(login === undefined ? {} : { login }) });
    const run = record({ kind: 'rtsp', url, transport }, options);
    const frames = await byReports(run);
    expect(run.source.stats().clock).toEqual({ quality: 'rtcp', doubt: null });
    // The server runs on this machine, so its clock is ours: the pictures that were quickest to get here tell how far
    // from the truth their times are. A busy server reports a little late, which is why this is no closer.
    const soonest = Math.min(...frames.map((frame) => frame.arrivedUtcUs - frame.utcUs));
    expect(Math.abs(soonest - STEP_US)).toBeLessThan(300_000);
    // One anchor for all of them, and the frames before, which came without reports, had another one.
    expect(new Set(frames.map((frame) => frame.anchor)).size).toBe(1);
    expect(run.starts).toHaveLength(1);
    const times = run.frames.map((frame) => frame.utcUs);
    for (let i = 1; i < times.length; i++) expect(times[i]).toBeGreaterThan(times[i - 1] ?? 0);
  });

  it('is not used where it was never set, and that is said', async () => {
    const url = await start({ file: even, clockFromStart: true });
    const run = record({ kind: 'rtsp', url, transport: 'tcp' });
    await run.until('the doubt', () => run.source.stats().clock.doubt !== null);
    const seen = run.frames.length;
    await run.until('more pictures', () => run.frames.length > seen + 25);
    expect(run.source.stats().clock).toMatchObject({ quality: 'arrival', doubt: { reason: 'clock-behind' } });
    expect(run.frames.every((frame) => frame.anchor.quality === 'arrival')).toBe(true);
    expect(run.logs.filter((line) => line.includes('the clock of the camera cannot be used'))).toHaveLength(1);
  });
});
