import { describe, expect, it } from 'vitest';
import { ffmpegCommand, type FfmpegInput, type FfmpegPlan } from '../../../../workers/ingest/ffmpeg-args.ts';

const plan = (input: FfmpegInput, changes: Partial<FfmpegPlan> = {}): FfmpegPlan => ({
  input,
  width: 640,
  format: 'yuv420p',
  viewWidth: 480,
  viewQuality: 5,
  maxFps: 0,
  hardwareDecode: false,
  seekUs: null,
  ...changes,
});
const at = (shown: string, secret: string | null = null) => ({ shown, secret });

const START = '-nostdin -hide_banner -nostats -loglevel info';
const FILES =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,h264,hevc,m4v,mjpeg,mpjpeg,mxf,dhav,ivf,obu';
const PRINT = "metadata=mode=add:key=t:value=1,metadata=mode=print:file='pipe\\:4':direct=1";
const scaled = (width: number): string =>
  `scale=w='min(${width},trunc(iw/2)*2)':h='max(2,2*round(ow/dar/2))':flags=bilinear,setsar=1`;
const TIMED = '-fps_mode passthrough -enc_time_base 1:1000000';
const RAW = `-map [analysis] ${TIMED} -f rawvideo pipe:1`;
const VIEW = `-map [view] ${TIMED} -c:v mjpeg -threads 1 -q:v 5 -f mpjpeg pipe:3`;
const PACKETS = '-map 0:v:0 -c:v copy -f framecrc pipe:5';
const PACKET_TIMES = '-map 0:v:0 -c:v copy -f framehash -hash murmur3 pipe:5';
const BOTH = `-filter_complex [0:v:0]settb=AVTB,split=2[a][v];[a]${scaled(640)},format=yuv420p,${PRINT}[analysis];[v]${scaled(480)},format=yuvj420p,setpts=N/25/TB[view] ${RAW} ${VIEW}`;

/** Each line is the whole command line: what is not written here is not in it. */
const LINES: readonly (readonly [string, FfmpegPlan, string])[] = [
  [
    'RTSP over TCP',
    plan({ kind: 'rtsp', location: at('rtsp://cam/1'), transport: 'tcp' }),
    `${START} -threads 1 -flags low_delay -protocol_whitelist tcp,tls -rtsp_transport tcp -allowed_media_types video -timeout 5000000 -fpsprobesize 0 -f rtsp -i rtsp://cam/1 ${BOTH} ${PACKET_TIMES}`,
  ],
  [
    'RTSP over UDP',
    plan({ kind: 'rtsp', location: at('rtsp://cam/1'), transport: 'udp' }),
    `${START} -threads 1 -flags low_delay -protocol_whitelist tcp,tls,udp,rtp -rtsp_transport udp -allowed_media_types video -timeout 5000000 -fpsprobesize 0 -f rtsp -i rtsp://cam/1 ${BOTH} ${PACKET_TIMES}`,
  ],
  [
    'RTMP',
    plan({ kind: 'rtmp', location: at('rtmp://cam/live/1') }),
    `${START} -threads 1 -flags low_delay -protocol_whitelist rtmp,rtmps,tcp,tls -format_whitelist flv,live_flv -rtmp_live live -rw_timeout 5000000 -fpsprobesize 0 -i rtmp://cam/live/1 ${BOTH} ${PACKETS}`,
  ],
  [
    'a stream over HTTP, which sets its own pace',
    plan({ kind: 'http', location: at('http://cam/a.ts'), paced: false }),
    `${START} -threads 1 -flags low_delay -protocol_whitelist http,https,tcp,tls -format_whitelist ${FILES} -rw_timeout 5000000 -i http://cam/a.ts ${BOTH} ${PACKETS}`,
  ],
  [
    'a recording over HTTP, played at its own speed',
    plan({ kind: 'http', location: at('http://cam/a.mp4'), paced: true }),
    `${START} -re -threads 1 -flags low_delay -protocol_whitelist http,https,tcp,tls -format_whitelist ${FILES} -rw_timeout 5000000 -i http://cam/a.mp4 ${BOTH} ${PACKETS}`,
  ],
  [
    'HLS, whose lumps are smoothed',
    plan({ kind: 'hls', location: at('https://cam/a.m3u8') }),
    `${START} -re -threads 1 -flags low_delay -protocol_whitelist http,https,tcp,tls,crypto -format_whitelist hls,${FILES} -rw_timeout 5000000 -i https://cam/a.m3u8 ${BOTH} ${PACKETS}`,
  ],
  [
    'MJPEG, whose times are those of arrival',
    plan({ kind: 'mjpeg', location: at('http://cam/mjpg') }),
    `${START} -threads 1 -flags low_delay -protocol_whitelist http,https,tcp,tls -format_whitelist mpjpeg,mjpeg -rw_timeout 5000000 -use_wallclock_as_timestamps 1 -fpsprobesize 0 -i http://cam/mjpg ${BOTH} ${PACKETS}`,
  ],
  [
    'a file as fast as possible',
    plan({ kind: 'file', path: '/v/a.mp4', realtime: false }),
    `${START} -copyts -protocol_whitelist file -format_whitelist ${FILES} -i file:/v/a.mp4 ${BOTH}`,
  ],
  [
    'a file at its own speed',
    plan({ kind: 'file', path: '/v/a.mp4', realtime: true }),
    `${START} -re -copyts -protocol_whitelist file -format_whitelist ${FILES} -i file:/v/a.mp4 ${BOTH}`,
  ],
  [
    'a file whose name looks like an option or an address',
    plan({ kind: 'file', path: '-y http://evil', realtime: false }),
    `${START} -copyts -protocol_whitelist file -format_whitelist ${FILES} -i file:-y http://evil ${BOTH}`,
  ],
  [
    'a replay that goes on from a key frame, without pictures for a screen, thinned out, as BGR',
    plan(
      { kind: 'file', path: '/v/a.mp4', realtime: false },
      { seekUs: 12_345_678, viewWidth: null, maxFps: 10, format: 'bgr24' },
    ),
    `${START} -ss 12.345678 -seek_timestamp 1 -noaccurate_seek -copyts -protocol_whitelist file -format_whitelist ${FILES} -i file:/v/a.mp4 -filter_complex [0:v:0]settb=AVTB,select='isnan(prev_selected_t)+not(eq(floor(t*10+0.001),floor(prev_selected_t*10+0.001)))+gte(t-prev_selected_t,0.090000)',${scaled(640)},format=bgr24,${PRINT}[analysis] ${RAW}`,
  ],
  [
    'a camera decoded by hardware',
    plan({ kind: 'rtsp', location: at('rtsp://cam/1'), transport: 'tcp' }, { hardwareDecode: true }),
    `${START} -hwaccel auto -threads 1 -flags low_delay -protocol_whitelist tcp,tls -rtsp_transport tcp -allowed_media_types video -timeout 5000000 -fpsprobesize 0 -f rtsp -i rtsp://cam/1 ${BOTH} ${PACKET_TIMES}`,
  ],
  [
    'a USB camera on Linux',
    plan({ kind: 'device', device: '/dev/video0', format: 'v4l2' }),
    `${START} -threads 1 -flags low_delay -f v4l2 -i /dev/video0 ${BOTH}`,
  ],
  [
    'a USB camera on Windows',
    plan({ kind: 'device', device: 'video=Integrated Camera', format: 'dshow' }),
    `${START} -threads 1 -flags low_delay -f dshow -i video=Integrated Camera ${BOTH}`,
  ],
  [
    'a camera on macOS',
    plan({ kind: 'device', device: '0:none', format: 'avfoundation' }),
    `${START} -threads 1 -flags low_delay -f avfoundation -i 0:none ${BOTH}`,
  ],
  [
    'a test picture at its own speed',
    plan({ kind: 'test', graph: 'testsrc2=size=640x360:rate=12.5', realtime: true }),
    `${START} -re -copyts -f lavfi -i testsrc2=size=640x360:rate=12.5 ${BOTH}`,
  ],
  [
    'a test picture as fast as possible, with odd sizes asked for',
    plan({ kind: 'test', graph: 'testsrc2', realtime: false }, { width: 417, viewWidth: null }),
    `${START} -copyts -f lavfi -i testsrc2 -filter_complex [0:v:0]settb=AVTB,${scaled(416)},format=yuv420p,${PRINT}[analysis] ${RAW}`,
  ],
];

describe('the command line of ffmpeg', () => {
  it.each(LINES)('for %s', (_name, input, line) => {
    const command = ffmpegCommand(input);
    expect(command.args.join(' ')).toBe(line);
    expect(command.playlist).toBeNull();
  });

  it('gives the file name as one argument', () => {
    const { args } = ffmpegCommand(plan({ kind: 'file', path: '/a b/-i c.mp4', realtime: false }));
    expect(args).toContain('file:/a b/-i c.mp4');
  });

  it('says which pipes there will be', () => {
    const file = ffmpegCommand(plan({ kind: 'file', path: '/a', realtime: false }, { viewWidth: null }));
    const camera = ffmpegCommand(plan({ kind: 'hls', location: at('http://c') }));
    expect([file.hasView, file.hasPackets]).toEqual([false, false]);
    expect([camera.hasView, camera.hasPackets]).toEqual([true, true]);
  });
});

describe('a password', () => {
  const secret = "rtsp://bob:it's@cam/1";
  const command = ffmpegCommand(plan({ kind: 'rtsp', location: at('rtsp://cam/1', secret), transport: 'udp' }));

  it('goes to stdin and never into the command line', () => {
    expect(command.args.join(' ')).toBe(
      `${START} -threads 1 -flags low_delay -protocol_whitelist pipe,tcp,tls,udp,rtp -f concat -safe 0 -i pipe:0 ${BOTH} ${PACKET_TIMES}`,
    );
  });

  it('stands in a playlist with the options that belong to its address', () => {
    expect(command.playlist).toBe(
      [
        'ffconcat version 1.0',
        "file 'rtsp://bob:it%27s@cam/1'",
        'option protocol_whitelist tcp,tls,udp,rtp',
        'option rtsp_transport udp',
        'option allowed_media_types video',
        'option timeout 5000000',
        'option fpsprobesize 0',
        '',
      ].join('\n'),
    );
  });
});
