import { describe, expect, it } from 'vitest';
import { networkLocation, redact, secretsOf } from '../../../../workers/ingest/locations.ts';

describe('the address of a camera', () => {
  it('is shown as it is when there is no secret in it', () => {
    const found = networkLocation('rtsp', 'rtsp://10.0.0.7:8554/cam?x=1', null);
    expect(found).toEqual({ ok: true, value: { shown: 'rtsp://10.0.0.7:8554/cam?x=1', secret: null } });
  });

  it('takes the credential in, with every character that means something in an address escaped', () => {
    const found = networkLocation('rtsp', 'rtsp://cam/1', { user: 'a@b', password: "p:/?#@'$& ü" });
    expect(found.ok && found.value.secret).toBe("rtsp://a%40b:p%3A%2F%3F%23%40'%24%26%20%C3%BC@cam/1");
    expect(found.ok && found.value.shown).toBe('rtsp://cam/1');
  });

  it('moves a password that stands in the address out of what is shown', () => {
    const found = networkLocation('http', 'http://bob:secret@cam/x', null);
    expect(found).toEqual({ ok: true, value: { shown: 'http://cam/x', secret: 'http://bob:secret@cam/x' } });
  });

  it('moves a password that stands in a parameter out of what is shown, and knows it by name', () => {
    const url = 'http://cam/mjpg?user=admin&pwd=se%40cret&fps=5';
    const found = networkLocation('mjpeg', url, null);
    const value = { shown: 'http://cam/mjpg?user=admin&pwd=***&fps=5', secret: url };
    expect(found).toEqual({ ok: true, value });
    expect(secretsOf(value, null)).toEqual([url, 'se%40cret', 'se@cret']);
  });

  it('keeps both secrets apart, where there is a credential as well', () => {
    const found = networkLocation('rtmp', 'rtmp://host/live?key=k1', { user: 'u', password: 'p' });
    expect(found).toEqual({
      ok: true,
      value: { shown: 'rtmp://host/live?key=***', secret: 'rtmp://u:p@host/live?key=k1' },
    });
  });

  it('prefers the credential to what stands in the address', () => {
    const found = networkLocation('http', 'http://old:old@cam/x', { user: 'new', password: 'new' });
    expect(found.ok && found.value.secret).toBe('http://new:new@cam/x');
  });

  it.each([
    ['rtsp', 'file:///etc/passwd'],
    ['rtsp', 'http://cam/'],
    ['http', 'rtsp://cam/'],
    ['hls', 'concat:a|b'],
    ['mjpeg', 'pipe:0'],
    ['rtmp', 'subfile,,start,0,end,1,,:/etc/passwd'],
    ['http', 'no address at all'],
    ['http', 'http://'],
  ] as const)('is refused when it is not one of its kind: %s %s', (kind, url) => {
    const found = networkLocation(kind, url, null);
    expect(found).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
  });
});

describe('redacting', () => {
  it('takes passwords out of every address in a text', () => {
    expect(redact('open rtsp://u:p@h/1 and http://x:y@z: failed')).toBe('open rtsp://***@h/1 and http://***@z: failed');
  });

  it('takes out what is known by name, in every spelling', () => {
    const location = { shown: 'rtsp://h/1', secret: 'rtsp://u:p%3Aw@h/1' };
    const secrets = secretsOf(location, { user: 'u', password: 'p:w' });
    const text = redact('tried p:w and p%3Aw and rtsp://u:p%3Aw@h/1', secrets);
    expect(text).not.toContain('p:w');
    expect(text).not.toContain('p%3Aw');
  });

  it('takes them out of the parameters of any address, also one that nobody knew before, and leaves the rest', () => {
    const line = "[hls] Opening 'http://h/1.ts?token=abc' for reading; http://h/?pwd=x: Connection timed out";
    const clean = "[hls] Opening 'http://h/1.ts?token=***' for reading; http://h/?pwd=***: Connection timed out";
    expect(redact(line)).toBe(clean);
  });

  it('leaves addresses without a password alone', () => {
    expect(redact('rtsp://h:554/a@b')).toBe('rtsp://h:554/a@b');
  });
});
