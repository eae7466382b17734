import { describe, expect, it } from 'vitest';
import { redact } from '../../../../workers/runtime/redact.ts';

describe('a text that is logged', () => {
  it.each([
    ['rtsp://admin:s3cret@10.0.0.5/stream', 'rtsp://***@10.0.0.5/stream'],
    ['GET /stream.mjpeg?key=abc123&x=1', 'GET /stream.mjpeg?key=***&x=1'],
    ['http://127.0.0.1:8080/#token=abcdef', 'http://127.0.0.1:8080/#token=***'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
    ['{"password":"hunter2","user":"x"}', '{"password":"***","user":"x"}'],
    ['camera is live at rtsp://10.0.0.5/stream', 'camera is live at rtsp://10.0.0.5/stream'],
  ])('%s loses its secret and nothing else', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });
});
