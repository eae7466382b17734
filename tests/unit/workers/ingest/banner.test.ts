import { describe, expect, it } from 'vitest';
import { createBannerReader, type StreamFacts } from '../../../../workers/ingest/banner.ts';

function read(text: string): StreamFacts | null {
  const reader = createBannerReader();
  for (const line of text.split('\n')) reader.line(line);
  return reader.facts();
}

const OUTPUT = `Stream mapping:
  Stream #0:0 (h264) -> settb:default
Output #0, rawvideo, to 'pipe:1':
  Stream #0:0: Video: rawvideo (I420 / 0x30323449), yuv420p(tv, progressive), 320x180 [SAR 1:1 DAR 16:9], q=2-31, 8640 kb/s, 12.50 fps, 1000k tbn`;

describe('what ffmpeg says before the first picture', () => {
  it('tells a recording', () => {
    const facts = read(`Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:vfr.mp4':
  Duration: 01:02:08.04, start: 0.000000, bitrate: 669 kb/s
  Stream #0:0[0x1](und): Video: h264 (Constrained Baseline) (avc1 / 0x31637661), yuv420p(progressive), 640x360 [SAR 1:1 DAR 16:9], 668 kb/s, 6.75 fps, 12.50 tbr, 12800 tbn (default)
${OUTPUT}`);
    expect(facts).toEqual({
      codec: 'h264',
      sourceWidth: 640,
      sourceHeight: 360,
      sourceFps: 6.75,
      durationUs: 3_728_040_000,
      width: 320,
      height: 180,
      hardware: null,
      hardwareNote: null,
    });
  });

  it('tells a live camera, which has no length', () => {
    const facts = read(`Input #0, rtsp, from 'rtsp://127.0.0.1:8554/cam':
  Duration: N/A, start: 0.000000, bitrate: N/A
  Stream #0:0: Video: hevc (Main), yuvj420p(pc, bt709), 2560x1440, 90k tbr, 90k tbn
${OUTPUT}`);
    expect(facts).toMatchObject({
      codec: 'hevc',
      sourceWidth: 2560,
      sourceHeight: 1440,
      sourceFps: 0,
      durationUs: null,
    });
  });

  it('knows nothing before the size of the analysed picture is said', () => {
    expect(read("Input #0, rtsp, from 'x':\n  Stream #0:0: Video: h264, yuv420p, 640x360, 25 fps")).toBeNull();
  });

  it('takes the video behind the sound, and the first of several', () => {
    const facts = read(`Input #0, mpegts, from 'a':
  Stream #0:0[0x100]: Audio: aac (LC), 48000 Hz, stereo
  Stream #0:1[0x101]: Video: mpeg2video (Main), yuv420p(tv), 720x576 [SAR 64:45 DAR 16:9], 25 fps, 25 tbr
  Stream #0:2[0x102]: Video: h264, yuv420p, 352x288, 5 fps
${OUTPUT}`);
    expect(facts).toMatchObject({ codec: 'mpeg2video', sourceWidth: 720, sourceHeight: 576, sourceFps: 25 });
  });

  it('is not fooled by numbers with an x in a codec tag', () => {
    const facts = read(`Input #0, avi, from 'a':
  Stream #0:0: Video: mjpeg (Baseline) (MJPG / 0x47504A4D), yuvj422p(pc), 1280x720, 30 fps
${OUTPUT}`);
    expect(facts).toMatchObject({ sourceWidth: 1280, sourceHeight: 720 });
  });

  it('names the hardware in use', () => {
    const facts = read(`Using auto hwaccel type vaapi with new default device.
Input #0, rtsp, from 'x':
  Stream #0:0: Video: h264, yuv420p, 640x360, 25 fps
${OUTPUT}`);
    expect(facts).toMatchObject({ hardware: 'vaapi', hardwareNote: null });
  });

  it('keeps the reason why there is none', () => {
    expect(read(`Auto hwaccel disabled: no device found.\n${OUTPUT}`)).toMatchObject({
      hardware: null,
      hardwareNote: 'Auto hwaccel disabled: no device found.',
    });
  });
});
