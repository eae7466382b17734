import { describe, expect, it } from 'vitest';
import {
  hideSecrets,
  restoreHidden,
  splitCredential,
} from '../../../../../workers/gateway/cameras/split-credential.ts';

describe('splitCredential', () => {
  it.each([
    { what: 'a plain URL', url: 'rtsp://10.0.0.1:554/live', bare: 'rtsp://10.0.0.1:554/live', credential: null },
    {
      what: 'user and password',
      url: 'rtsp://admin:secret@10.0.0.1/1',
      bare: 'rtsp://10.0.0.1/1',
      credential: ['admin', 'secret'],
    },
    { what: 'a user alone', url: 'http://admin@cam/1', bare: 'http://cam/1', credential: ['admin', ''] },
    { what: 'an empty user', url: 'http://:secret@cam/1', bare: 'http://cam/1', credential: ['', 'secret'] },
    { what: '@ in the password', url: 'rtsp://a:p@ss@cam/1', bare: 'rtsp://cam/1', credential: ['a', 'p@ss'] },
    { what: 'a colon in the password', url: 'rtsp://a:p:w@cam/1', bare: 'rtsp://cam/1', credential: ['a', 'p:w'] },
    {
      what: 'a slash in the password',
      url: 'rtsp://a:pa/ss@cam:554/1',
      bare: 'rtsp://cam:554/1',
      credential: ['a', 'pa/ss'],
    },
    { what: '# and ? in the password', url: 'rtsp://a:p#q?r@cam/1', bare: 'rtsp://cam/1', credential: ['a', 'p#q?r'] },
    { what: 'percent codes', url: 'rtsp://a%40b:p%2Fw@cam/1', bare: 'rtsp://cam/1', credential: ['a@b', 'p/w'] },
    { what: 'a bare percent sign', url: 'rtsp://a:100%@cam/1', bare: 'rtsp://cam/1', credential: ['a', '100%'] },
    { what: '@ in the path only', url: 'rtsp://cam:554/live@main', bare: 'rtsp://cam:554/live@main', credential: null },
    {
      what: '@ in the path without a port',
      url: 'rtsp://cam/live@main',
      bare: 'rtsp://cam/live@main',
      credential: null,
    },
    { what: '@ in both', url: 'rtsp://a:b@cam/live@main', bare: 'rtsp://cam/live@main', credential: ['a', 'b'] },
    {
      what: 'an IPv6 address',
      url: 'rtsp://a:b@[fe80::1]:554/1',
      bare: 'rtsp://[fe80::1]:554/1',
      credential: ['a', 'b'],
    },
    {
      what: 'an IPv6 address without a credential',
      url: 'rtsp://[fe80::1]/l@m',
      bare: 'rtsp://[fe80::1]/l@m',
      credential: null,
    },
    { what: 'spaces around it', url: '  RTSP://a:b@cam/1 ', bare: 'RTSP://cam/1', credential: ['a', 'b'] },
    { what: 'no URL at all', url: '/dev/video0', bare: '/dev/video0', credential: null },
  ])('reads $what', ({ url, bare, credential }) => {
    const [user, password] = credential ?? [];
    expect(splitCredential(url)).toEqual({ url: bare, credential: credential ? { user, password } : null });
  });
});

describe('hideSecrets', () => {
  it.each([
    ['http://cam/v?user=a&pwd=x', 'http://cam/v?user=a&pwd=***'],
    ['http://cam/v?Password=x&fps=5', 'http://cam/v?Password=***&fps=5'],
    ['http://cam/v?token=a=b', 'http://cam/v?token=***'],
    ['http://a:b@cam/v?bypass=1', 'http://cam/v?bypass=1'],
    ['rtsp://cam/v', 'rtsp://cam/v'],
  ])('shows %s as %s', (url, shown) => {
    expect(hideSecrets(url)).toBe(shown);
  });

  it('is undone for a URL that was stored, and only for it', () => {
    const stored = ['http://one/v?pwd=x', 'http://two/v?pwd=y'];
    expect(restoreHidden('http://two/v?pwd=***', stored)).toBe(stored[1]);
    expect(restoreHidden('http://three/v?pwd=***', stored)).toBe('http://three/v?pwd=***');
  });
});
