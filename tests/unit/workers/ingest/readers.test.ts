import { describe, expect, it } from 'vitest';
import type { ReportedTime } from '../../../../domain/camera/sender-reports.ts';
import { createFrameReader, frameBytes } from '../../../../workers/ingest/frame-reader.ts';
import { createLineReader } from '../../../../workers/ingest/line-reader.ts';
import { createMpjpegReader } from '../../../../workers/ingest/mpjpeg-reader.ts';
import { createPacketReader } from '../../../../workers/ingest/packet-reader.ts';
import { createTimeReader, type FrameTime } from '../../../../workers/ingest/time-reader.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Hands the data over in pieces of a size. */
function inPieces(data: Uint8Array, size: number, push: (piece: Uint8Array) => void): void {
  for (let at = 0; at < data.length; at += size) push(data.subarray(at, at + size));
}

const SIZES = [1, 2, 3, 7, 64, 1_000, 100_000];

describe('the cutter of raw frames', () => {
  it.each(SIZES)('gives the same frames whatever the pieces (%i bytes)', (size) => {
    const data = Uint8Array.from({ length: 60 * 11 }, (_, i) => (i * 7) % 251);
    const frames: Uint8Array[] = [];
    const reader = createFrameReader(60, (frame) => frames.push(frame));
    inPieces(data, size, reader.push);
    expect(frames).toHaveLength(11);
    expect(Buffer.concat(frames).equals(data)).toBe(true);
    expect(reader.leftover()).toBe(0);
  });

  it('gives every frame a buffer of its own', () => {
    const frames: Uint8Array[] = [];
    const reader = createFrameReader(4, (frame) => frames.push(frame));
    reader.push(Uint8Array.of(1, 1, 1, 1));
    reader.push(Uint8Array.of(2, 2, 2, 2));
    expect([...(frames[0] ?? [])]).toEqual([1, 1, 1, 1]);
    expect(frames[0]?.buffer).not.toBe(frames[1]?.buffer);
  });

  it('knows what is left of a frame that was cut off', () => {
    const reader = createFrameReader(10, () => undefined);
    reader.push(new Uint8Array(13));
    expect(reader.leftover()).toBe(3);
  });

  it.each([
    [320, 180, 'yuv420p', 86_400],
    [320, 180, 'bgr24', 172_800],
    [2, 2, 'yuv420p', 6],
  ] as const)('knows the bytes of %i×%i %s', (width, height, format, expected) => {
    expect(frameBytes(width, height, format)).toBe(expected);
  });
});

describe('the cutter of JPEGs', () => {
  const part = (body: string): string =>
    `Content-type: image/jpeg\r\nContent-length: ${body.length}\r\n\r\n${body}\r\n--ffmpeg\r\n`;
  // A body that looks like a boundary must not confuse a reader that goes by length.
  const bodies = ['first', '\r\n--ffmpeg\r\nContent-length: 3\r\n\r\n', 'x'.repeat(5_000)];
  const stream = bytes(`--ffmpeg\r\n${bodies.map(part).join('')}`);

  it.each(SIZES)('cuts by length whatever the pieces (%i bytes)', (size) => {
    const jpegs: string[] = [];
    const reader = createMpjpegReader((jpeg) => jpegs.push(new TextDecoder().decode(jpeg)));
    inPieces(stream, size, (piece) => expect(reader.push(piece)).toBe(true));
    expect(jpegs).toEqual(bodies);
  });

  it.each([
    ['something else', 'HTTP/1.1 200 OK\r\nServer: x\r\n\r\n'],
    ['an absurd length', 'Content-length: 99999999999\r\n\r\n'],
    ['an endless header', 'x'.repeat(2_000)],
  ])('refuses %s', (_name, text) => {
    expect(createMpjpegReader(() => undefined).push(bytes(text))).toBe(false);
  });
});

describe('the reader of times', () => {
  it.each(SIZES)('reads microseconds whatever the pieces (%i bytes)', (size) => {
    const times: FrameTime[] = [];
    const text =
      'frame:0    pts:0       pts_time:0\nt=1\nframe:1    pts:-80000  pts_time:-0.08\nt=1\nframe:2    pts:12345678901 pts_time:12345.7\nt=1\n';
    inPieces(
      bytes(text),
      size,
      createTimeReader((time) => times.push(time)),
    );
    expect(times.map((t) => t.mediaUs)).toEqual([0, -80_000, 12_345_678_901]);
    expect(times.every((t) => !t.graphRestarted)).toBe(true);
  });

  it('knows a frame without a time', () => {
    const times: FrameTime[] = [];
    createTimeReader((time) => times.push(time))(bytes('frame:0    pts:NOPTS   pts_time:NOPTS\n'));
    expect(times).toEqual([{ mediaUs: null, graphRestarted: false }]);
  });

  it('takes a time that nobody can reckon with for none', () => {
    const times: FrameTime[] = [];
    const read = createTimeReader((time) => times.push(time));
    for (const pts of ['9223372036854775807', '-9223372036854775807', '1790000000000000'])
      read(bytes(`frame:0    pts:${pts}  pts_time:0\n`));
    expect(times.map(({ mediaUs }) => mediaUs)).toEqual([null, null, 1_790_000_000_000_000]);
  });

  it('notices that the filters were built anew', () => {
    const times: FrameTime[] = [];
    const read = createTimeReader((time) => times.push(time));
    for (const n of [0, 1, 2, 0, 1]) read(bytes(`frame:${n}    pts:${n}  pts_time:0\n`));
    expect(times.map((t) => t.graphRestarted)).toEqual([false, false, false, true, false]);
  });
});

describe('the reader of packets', () => {
  it('takes the size of every packet and nothing from the header', () => {
    const sizes: number[] = [];
    const text =
      '#software: Lavf59\n#tb 0: 1/90000\n#dimensions 0: 640x360\n0,       7200,       7200,     7200,    25216, 0xfd034d80\n0,       7200,       7200,     7200,    21609, 0x3ab3cc30, F=0x0\n';
    const onReport = (): never => expect.unreachable('a size was taken for a time');
    createPacketReader('h264', { onPacket: (size) => sizes.push(size), onReport })(bytes(text));
    expect(sizes).toEqual([25_216, 21_609]);
  });

  /** As ffmpeg 5.1 wrote it of a camera over RTSP; the first packet came before the camera's first report. */
  const LISTED = [
    '#hash: murmur3',
    '#extradata 0,                              35, f1a9e2b722d6e546054e8de12900902c',
    '#tb 0: 1/90000',
    '0,     144000,     144000,     7200,     3451, 0c7e5b7ca77fde8bd8b4705c80e746dc',
    '0,     151200,     151200,     7200,     3450, a6c16cea8967697f353bca9f8d325c01, S=1,       16, cd10f054a4ca379fb82d2000b02f1978',
    '0,     158400,     158400,     7200,     3376, 1bdf09ab03681207302bb3b33658feb0, S=1,       16, 04c8da3c9b15123bb03da6ab4a42572b',
    '0,     165600,     165600,     7200,     3001, 1bdf09ab03681207302bb3b33658feb1',
    '0,     172800, -9223372036854775808,  7200,  3001, 1bdf09ab03681207302bb3b33658feb1, S=1,       16, 04c8da3c9b15123bb03da6ab4a42572b',
  ];

  it.each<[string, string, ReportedTime[]]>([
    [
      'of the picture itself where ffmpeg gets pictures whole',
      'mjpeg',
      [
        { mediaUs: 1_680_000, utcUs: 1_795_569_535_465_853 },
        { mediaUs: 1_760_000, utcUs: 1_795_569_535_545_853 },
      ],
    ],
    [
      'of the next picture where ffmpeg cuts a picture off by the next one',
      'h264',
      [
        { mediaUs: 1_760_000, utcUs: 1_795_569_535_465_853 },
        { mediaUs: 1_840_000, utcUs: 1_795_569_535_545_853 },
      ],
    ],
  ])('takes what the camera reported as the time %s', (_what, codec, expected) => {
    const times: ReportedTime[] = [];
    const sizes: number[] = [];
    const read = createPacketReader(codec, { onPacket: (size) => sizes.push(size), onReport: (at) => times.push(at) });
    inPieces(bytes(`${LISTED.join('\n')}\n`), 7, read);
    expect(times).toEqual(expected);
    expect(sizes).toEqual([3_451, 3_450, 3_376, 3_001, 3_001]);
  });
});

describe('the reader of lines', () => {
  it('knows all ends of lines and keeps characters whole across pieces', () => {
    const lines: string[] = [];
    inPieces(
      bytes('ä\r\nb\rc\n\nü…\n'),
      1,
      createLineReader((line) => lines.push(line)),
    );
    expect(lines).toEqual(['ä', 'b', 'c', 'ü…']);
  });

  it('does not keep a line without an end forever', () => {
    const lines: string[] = [];
    const read = createLineReader((line) => lines.push(line), 100);
    read(bytes('x'.repeat(250)));
    expect(lines.join('')).toHaveLength(250);
  });
});
