import type { CameraSource } from '../../domain/contracts/source.ts';
import type { NetworkLocation } from './locations.ts';
import type { PixelFormat } from './types.ts';

/** Everything one command line depends on. */
export interface FfmpegPlan {
  readonly input: FfmpegInput;
  readonly width: number;
  readonly format: PixelFormat;
  readonly viewWidth: number | null;
  readonly viewQuality: number;
  readonly maxFps: number;
  readonly hardwareDecode: boolean;
  /** Absolute source time to seek to; null plays from the start. */
  readonly seekUs: number | null;
}

export type FfmpegInput =
  | { readonly kind: 'rtsp'; readonly location: NetworkLocation; readonly transport: 'tcp' | 'udp' }
  | { readonly kind: 'rtmp' | 'hls' | 'mjpeg'; readonly location: NetworkLocation }
  /** `paced`: a recording behind HTTP is played at its own speed; a stream sets its own. */
  | { readonly kind: 'http'; readonly location: NetworkLocation; readonly paced: boolean }
  | { readonly kind: 'file'; readonly path: string; readonly realtime: boolean }
  | { readonly kind: 'device'; readonly device: string; readonly format: DeviceFormat }
  | { readonly kind: 'test'; readonly graph: string; readonly realtime: boolean };
type DeviceFormat = Extract<CameraSource, { kind: 'device' }>['format'];

/** The file descriptors of one ffmpeg. */
export const PIPES = { playlist: 0, raw: 1, messages: 2, view: 3, times: 4, packets: 5 } as const;

export interface FfmpegCommand {
  readonly args: readonly string[];
  /** What goes to ffmpeg's stdin: the address with its password, which other users of the machine could read in argv. */
  readonly playlist: string | null;
  readonly hasView: boolean;
  readonly hasPackets: boolean;
}

const CONTAINERS =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,h264,hevc,m4v,mjpeg,mpjpeg,mxf,dhav,ivf,obu';
const SOCKET_TIMEOUT_US = '5000000';

/** The whole command line: nothing but its plan decides it. */
export function ffmpegCommand(plan: FfmpegPlan): FfmpegCommand {
  const input = inputOf(plan.input);
  const hasView = plan.viewWidth !== null;
  const args = [
    ...['-nostdin', '-hide_banner', '-nostats', '-loglevel', 'info'],
    ...(plan.hardwareDecode ? ['-hwaccel', 'auto'] : []),
    ...(plan.seekUs === null ? [] : seekOptions(plan.seekUs)),
    ...input.args,
    ...['-filter_complex', filterGraph(plan)],
    ...['-map', '[analysis]', ...TIMED_OUTPUT, '-f', 'rawvideo', `pipe:${PIPES.raw}`],
  ];
  if (hasView) {
    args.push('-map', '[view]', ...TIMED_OUTPUT, '-c:v', 'mjpeg', '-threads', '1', '-q:v', String(plan.viewQuality));
    args.push('-f', 'mpjpeg', `pipe:${PIPES.view}`);
  }
  if (input.packets !== null) args.push('-map', '0:v:0', '-c:v', 'copy', ...PACKET_LIST[input.packets], PACKET_PIPE);
  return { args, playlist: input.playlist, hasView, hasPackets: input.packets !== null };
}

const PACKET_PIPE = `pipe:${PIPES.packets}`;
/**
 * One line per packet as it came from the camera: the only way to learn the bit rate of a live source. Cameras over
 * RTSP report their clock as well: this hash can be undone, so that the list gives their times away.
 */
const PACKET_LIST = { sizes: ['-f', 'framecrc'], times: ['-f', 'framehash', '-hash', 'murmur3'] } as const;

/** Without `passthrough` a variable rate would be filled up; without the fine time base two close frames would share a time. */
const TIMED_OUTPUT = ['-fps_mode', 'passthrough', '-enc_time_base', '1:1000000'];

/** To the key frame before, keeping the source's own times: what comes before the wanted frame is skipped by its time. */
function seekOptions(seekUs: number): string[] {
  return ['-ss', (seekUs / 1_000_000).toFixed(6), '-seek_timestamp', '1', '-noaccurate_seek'];
}

function filterGraph(plan: FfmpegPlan): string {
  // Microseconds before anything else, so that the printed `pts` is whole microseconds (pts_time has six digits only).
  const head = `[0:v:0]settb=AVTB${plan.maxFps > 0 ? `,${thinning(plan.maxFps)}` : ''}`;
  const print = `metadata=mode=add:key=t:value=1,metadata=mode=print:file='pipe\\:${PIPES.times}':direct=1`;
  const analysis = `${scale(plan.width)},format=${plan.format},${print}[analysis]`;
  if (plan.viewWidth === null) return `${head},${analysis}`;
  // The JPEG encoder dies of two frames with one time, which cameras do send; its own times are never used.
  const view = `${scale(plan.viewWidth)},format=yuvj420p,setpts=N/25/TB[view]`;
  return `${head},split=2[a][v];[a]${analysis};[v]${view}`;
}

/** Even, never scaled up, with square pixels in the camera's own aspect. */
function scale(width: number): string {
  return `scale=w='min(${Math.floor(width / 2) * 2},trunc(iw/2)*2)':h='max(2,2*round(ow/dar/2))':flags=bilinear,setsar=1`;
}

/**
 * Keeps at most `fps` frames a second and invents none. One frame per cell of a grid gives the wanted average; frames
 * nearly a cell apart are kept in any case, or the jitter of a source at just this rate would cost it frames.
 */
function thinning(fps: number): string {
  // A thousandth of a cell keeps a frame that stands exactly on a border from falling to either side by rounding.
  const newCell = `not(eq(floor(t*${fps}+0.001),floor(prev_selected_t*${fps}+0.001)))`;
  return `select='isnan(prev_selected_t)+${newCell}+gte(t-prev_selected_t,${(0.9 / fps).toFixed(6)})'`;
}

interface InputPart {
  readonly args: readonly string[];
  readonly playlist: string | null;
  readonly packets: keyof typeof PACKET_LIST | null;
}

/** One decoding thread and no reordering beyond what the stream asks for: every further thread is a frame of delay. */
const LIVE = ['-threads', '1', '-flags', 'low_delay'];

function inputOf(input: FfmpegInput): InputPart {
  switch (input.kind) {
    case 'rtsp':
      return rtspInput(input.location, input.transport);
    case 'rtmp':
      return networkInput(input.location, LIVE, [
        ...['protocol_whitelist', 'rtmp,rtmps,tcp,tls', 'format_whitelist', 'flv,live_flv'],
        ...['rtmp_live', 'live', 'rw_timeout', SOCKET_TIMEOUT_US, 'fpsprobesize', '0'],
      ]);
    case 'http':
      return networkInput(
        input.location,
        [...(input.paced ? ['-re'] : []), ...LIVE],
        [
          ...['protocol_whitelist', 'http,https,tcp,tls', 'format_whitelist', CONTAINERS],
          ...['rw_timeout', SOCKET_TIMEOUT_US],
        ],
      );
    case 'hls':
      // Segments come in lumps of seconds; at their own speed they become a steady picture again.
      return networkInput(
        input.location,
        ['-re', ...LIVE],
        [
          ...['protocol_whitelist', 'http,https,tcp,tls,crypto', 'format_whitelist', `hls,${CONTAINERS}`],
          ...['rw_timeout', SOCKET_TIMEOUT_US],
        ],
      );
    case 'mjpeg':
      // JPEGs in a row carry no time of their own: the moment of arrival is all there is.
      return networkInput(input.location, LIVE, [
        ...['protocol_whitelist', 'http,https,tcp,tls', 'format_whitelist', 'mpjpeg,mjpeg'],
        ...['rw_timeout', SOCKET_TIMEOUT_US, 'use_wallclock_as_timestamps', '1', 'fpsprobesize', '0'],
      ]);
    case 'file':
      return { args: fileInput(input.path, input.realtime), playlist: null, packets: null };
    case 'device':
      return { args: [...LIVE, '-f', input.format, '-i', input.device], playlist: null, packets: null };
    case 'test':
      return {
        args: [...(input.realtime ? ['-re'] : []), '-copyts', '-f', 'lavfi', '-i', input.graph],
        playlist: null,
        packets: null,
      };
  }
}

function rtspInput(location: NetworkLocation, transport: 'tcp' | 'udp'): InputPart {
  const protocols = transport === 'tcp' ? 'tcp,tls' : 'tcp,tls,udp,rtp';
  const input = networkInput(
    location,
    LIVE,
    [
      ...['protocol_whitelist', protocols, 'rtsp_transport', transport, 'allowed_media_types', 'video'],
      ...['timeout', SOCKET_TIMEOUT_US, 'fpsprobesize', '0'],
    ],
    'rtsp',
  );
  return { ...input, packets: 'times' };
}

/** `file:` keeps a name that begins with a dash or looks like an address from being anything but a file. */
function fileInput(path: string, realtime: boolean): string[] {
  return [
    ...(realtime ? ['-re'] : []),
    ...['-copyts', '-protocol_whitelist', 'file', '-format_whitelist', CONTAINERS, '-i', `file:${path}`],
  ];
}

/**
 * A network source by its address, or, when a password is in it, by a playlist on stdin. `options` are name, value,
 * name, value: they belong to whichever opens the address.
 */
function networkInput(
  location: NetworkLocation,
  reading: readonly string[],
  options: readonly string[],
  demuxer: string | null = null,
): InputPart {
  if (location.secret === null) {
    const named = options.map((word, i) => (i % 2 === 0 ? `-${word}` : word));
    const forced = demuxer === null ? [] : ['-f', demuxer];
    return { args: [...reading, ...named, ...forced, '-i', location.shown], playlist: null, packets: 'sizes' };
  }
  const protocols = options[options.indexOf('protocol_whitelist') + 1] ?? '';
  return {
    args: [
      ...reading,
      ...['-protocol_whitelist', `pipe,${protocols}`, '-f', 'concat', '-safe', '0', '-i', `pipe:${PIPES.playlist}`],
    ],
    playlist: playlist(location.secret, options),
    packets: 'sizes',
  };
}

function playlist(url: string, options: readonly string[]): string {
  const lines = ['ffconcat version 1.0', `file '${url.replaceAll("'", '%27')}'`];
  for (let i = 0; i + 1 < options.length; i += 2) lines.push(`option ${options[i]} ${options[i + 1]}`);
  return `${lines.join('\n')}\n`;
}
