import { describe, expect, it } from 'vitest';
import { classifyFailure, hasGivenUp } from '../../../../domain/camera/classify-failure.ts';
import { SOURCE_FAILURE_CODES, failureText } from '../../../../domain/camera/failure-codes.ts';

/**
 * Lines that ffmpeg 5.1 wrote when it was made to fail in each way. Those marked "(from its messages)" could not be provoked
 * on one machine without such a network or device and follow the messages in its source.
 */
const SEEN: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a port where nothing listens',
    'refused',
    [
      '[tcp @ 0x55d9eea6ba00] Connection to tcp://127.0.0.1:9?timeout=2000000 failed: Connection refused',
      'rtsp://127.0.0.1:9/x: Connection refused',
    ],
  ],
  [
    'an RTMP port where nothing listens',
    'refused',
    [
      '[tcp @ 0x557324889e00] Connection to tcp://127.0.0.1:9?tcp_nodelay=0 failed: Connection refused',
      '[rtmp @ 0x557324889340] Cannot open connection tcp://127.0.0.1:9?tcp_nodelay=0',
      'rtmp://127.0.0.1:9/x/y: Connection refused',
    ],
  ],
  [
    'a name that nobody knows',
    'unreachable',
    [
      '[tcp @ 0x56230d01c780] Failed to resolve hostname nosuch.invalid: Name or service not known',
      'rtsp://nosuch.invalid/x: Input/output error',
    ],
  ],
  ['a host without a route (from its messages)', 'unreachable', ['rtsp://10.0.0.9/x: No route to host']],
  ['a host that does not answer (from its messages)', 'timeout', ['rtsp://10.0.0.9/x: Connection timed out']],
  [
    'an RTSP server that takes the connection and says nothing',
    'no-answer',
    ['rtsp://127.0.0.1:18777/cam: Invalid data found when processing input'],
  ],
  [
    'the same behind a playlist that holds the password',
    'no-answer',
    [
      "[concat @ 0x563f591da9c0] Impossible to open 'rtsp://127.0.0.1:18777/cam'",
      'rtsp://127.0.0.1:18777/cam: Invalid data found when processing input',
    ],
  ],
  [
    'a password that RTSP refuses',
    'auth-failed',
    [
      '[rtsp @ 0x55ebc57f3f80] method DESCRIBE failed: 401 Unauthorized',
      'rtsp://127.0.0.1:8555/cam: Server returned 401 Unauthorized (authorization failed)',
    ],
  ],
  [
    'a password that HTTP refuses',
    'auth-failed',
    [
      '[http @ 0x55cbec3632c0] HTTP error 401 Unauthorized',
      'http://127.0.0.1:1/x: Server returned 401 Unauthorized (authorization failed)',
    ],
  ],
  ['a forbidden page (from its messages)', 'auth-failed', ['x: Server returned 403 Forbidden (access denied)']],
  [
    'a page that is not there',
    'not-found',
    [
      '[http @ 0x55cbec3632c0] HTTP error 404 File not found',
      'http://127.0.0.1:8999/nosuch: Server returned 404 Not Found',
    ],
  ],
  [
    'an RTSP path that is not there (from its messages)',
    'not-found',
    ['[rtsp @ 0x1] method DESCRIBE failed: 404 Not Found'],
  ],
  ['a missing file', 'not-found', ['file:missing.mp4: No such file or directory']],
  [
    'a missing device',
    'not-found',
    [
      '[video4linux2,v4l2 @ 0x563c9bc0fa00] Cannot open video device /dev/video0: No such file or directory',
      '/dev/video0: No such file or directory',
    ],
  ],
  [
    'a device in use (from its messages)',
    'device-busy',
    ['[video4linux2,v4l2 @ 0x1] ioctl(VIDIOC_STREAMON): Device or resource busy'],
  ],
  [
    'a codec nobody knows',
    'unsupported-codec',
    [
      '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55f777515a00] Could not find codec parameters for stream 0 (Video: none (zzzz / 0x7A7A7A7A), none, 640x360, 1057 kb/s): unknown codec',
      "Consider increasing the value for the 'analyzeduration' (0) and 'probesize' (5000000) options",
      'Decoder (codec none) not found for input stream #0:0',
    ],
  ],
  [
    'a text that is called .mp4',
    'not-a-video',
    [
      '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55f60a3c9b00] Format mov,mp4,m4a,3gp,3g2,mj2 detected only with low score of 1, misdetection possible!',
      '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55f60a3c9b00] moov atom not found',
      'file:text.mp4: Invalid data found when processing input',
    ],
  ],
  [
    'sound without a picture',
    'not-a-video',
    ["Stream specifier ':v:0' in filtergraph description [0:v:0]settb=AVTB[a] matches no streams."],
  ],
  ['a folder', 'not-a-video', ['file:/tmp: Is a directory']],
  [
    'a recording without its index',
    'truncated',
    [
      '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55913d723b00] moov atom not found',
      'file:trunc-nomoov.mp4: Invalid data found when processing input',
    ],
  ],
  [
    'a playlist dressed as a video',
    'not-allowed',
    ["[concat @ 0x5563724ffb00] Format not on whitelist 'mov,mp4'", 'file:evil.mp4: Invalid argument'],
  ],
  [
    'a protocol that is not allowed',
    'not-allowed',
    [
      "[http @ 0x563c580852c0] Protocol 'http' not on whitelist 'tcp'!",
      'http://127.0.0.1:8999/a.mp4: Invalid argument',
    ],
  ],
  [
    'a test picture that does not exist',
    'protocol-error',
    ["[lavfi @ 0x5572d3092a00] No such filter: 'nosuchsrc'", 'nosuchsrc=1: Invalid argument'],
  ],
  [
    'a server in trouble (from its messages)',
    'protocol-error',
    ['x: Server returned 5XX Server Error reply', 'HTTP error 503 Busy'],
  ],
  ['words never seen before', 'unknown', ['the moon is full']],
  ['no words at all', 'unknown', []],
];

describe('classifying what the decoder said', () => {
  it.each(SEEN)('tells %s as %s', (_what, code, lines) => {
    expect(classifyFailure(lines).code).toBe(code);
  });

  it('keeps the line that gave it away', () => {
    const lines = ['something else', 'rtsp://c/x: Connection refused', 'later noise'];
    expect(classifyFailure(lines).evidence).toBe('rtsp://c/x: Connection refused');
  });

  it('has words and advice for every reason', () => {
    for (const code of SOURCE_FAILURE_CODES) {
      expect(failureText(code).message.length).toBeGreaterThan(10);
      expect(failureText(code).hint.length).toBeGreaterThan(10);
    }
  });
});

describe('giving up a source that was giving pictures', () => {
  it.each([
    'rtsp://127.0.0.1:18777/cam: Connection timed out',
    'rtsp://10.0.0.9/x?channel=1: Operation timed out\n',
    '[in#0/rtsp @ 0x55c2b5fb4ac0] Error during demuxing: Connection timed out',
  ])('is told by "%s"', (line) => {
    expect(hasGivenUp(line)).toBe(true);
  });

  it.each([
    "[hls @ 0x1] keepalive request failed for 'http://c/2.ts' with error: 'Connection timed out' when opening, retrying",
    '[tcp @ 0x1] Connection to tcp://10.0.0.9:80 failed: Connection timed out',
    '[rtsp @ 0x1] max delay reached. need to consume packet',
    'rtsp://127.0.0.1:18777/cam: corrupt input packet in stream 0',
    'Error while decoding stream #0:0: Invalid data found when processing input',
  ])('is not told by "%s"', (line) => {
    expect(hasGivenUp(line)).toBe(false);
  });
});
