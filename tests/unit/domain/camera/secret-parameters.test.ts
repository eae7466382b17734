import { describe, expect, it } from 'vitest';
import { hideSecretParameters, isSecretHidden, secretParameters } from '../../../../domain/camera/secret-parameters.ts';

describe('secrets in the parameters of an address', () => {
  it.each([
    ['http://cam/v?user=a&pwd=x', 'http://cam/v?user=a&pwd=***', ['x']],
    ['http://cam/v?Password=x&fps=5', 'http://cam/v?Password=***&fps=5', ['x']],
    ['http://cam/v?token=a=b/c?d', 'http://cam/v?token=***', ['a=b/c?d']],
    ['http://cam/v.cgi?loginuse=a&loginpas=b', 'http://cam/v.cgi?loginuse=a&loginpas=***', ['b']],
    ['rtmp://host/live?streamkey=k&api_key=l', 'rtmp://host/live?streamkey=***&api_key=***', ['k', 'l']],
    ['https://h/v.m3u8?X-Amz-Signature=9f&X-Amz-Date=1', 'https://h/v.m3u8?X-Amz-Signature=***&X-Amz-Date=1', ['9f']],
    [
      'rtsp://cam:554/user=admin_password=tlJwp_channel=1_stream=0.sdp?real_stream',
      'rtsp://cam:554/user=admin_password=***_channel=1_stream=0.sdp?real_stream',
      ['tlJwp'],
    ],
    [
      'rtsp://cam/user=admin&password=&channel=1&stream=0.sdp?',
      'rtsp://cam/user=admin&password=***&channel=1&stream=0.sdp?',
      [''],
    ],
    ['http://cam/v?bypass=1&monkey=2&author=3&pass', 'http://cam/v?bypass=1&monkey=2&author=3&pass', []],
    ['rtsp://cam/live@main', 'rtsp://cam/live@main', []],
  ])('of %s are hidden', (address, shown, secrets) => {
    expect(hideSecretParameters(address)).toBe(shown);
    expect(secretParameters(address)).toEqual(secrets);
    expect(isSecretHidden(address)).toBe(false);
    expect(isSecretHidden(shown)).toBe(secrets.length > 0);
    expect(hideSecretParameters(shown)).toBe(shown);
  });
});
