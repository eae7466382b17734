import { describe, expect, it } from 'vitest';
import { redactUrl } from '../../../../../workers/gateway/http/redact.ts';

describe('an address in the log', () => {
  it.each([
    ['/api/v1/cameras', '/api/v1/cameras'],
    ['/a/stream.mjpeg?key=abc', '/a/stream.mjpeg?key=***'],
    ['/a?from=1&to=2&token=abc&limit=3', '/a?from=1&to=2&token=***&limit=3'],

    ['/a?key=a?b=c', '/a?key=***'],
  ])('%s is written as %s', (url, written) => {
    expect(redactUrl(url)).toBe(written);
  });
});
