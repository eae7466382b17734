import { describe, expect, it } from 'vitest';
import { lockSession, mayHave, mayRequest } from '../../../../electron/security/lock-session.ts';
import { SessionDouble } from '../../../support/electron-double.ts';

const GATEWAY = 'http://127.0.0.1:8080/';

function locked(): SessionDouble {
  const session = new SessionDouble();
  lockSession(session as unknown as Parameters<typeof lockSession>[0], { gatewayUrl: () => GATEWAY, devTools: false });
  return session;
}

const PERMISSIONS = [
  'clipboard-read',
  'display-capture',
  'fileSystem',
  'geolocation',
  'hid',
  'idle-detection',
  'local-network',
  'media',
  'midi',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'unknown',
];

describe('permissions', () => {
  it.each(PERMISSIONS)('%s is refused, even to our own page', (permission) => {
    const session = locked();
    let granted: unknown = null;
    session.ask('permissionRequest', {}, permission, (answer: boolean) => (granted = answer), {
      requestingUrl: 'tcc://app/index.html',
    });
    expect(granted).toBe(false);
    expect(session.ask('permissionCheck', {}, permission, 'tcc://app/', {})).toBe(false);
  });

  it.each([
    ['loopback-network', 'tcc://app/', true],
    ['local-network-access', 'tcc://app/index.html', true],
    ['loopback-network', 'https://evil.example/', false],
    ['loopback-network', '', false],
  ])('%s for %s: %s', (permission, address, expected) => expect(mayHave(permission, address)).toBe(expected));

  it('gives no device and no picture of the screen', () => {
    const session = locked();
    expect(session.ask('devicePermission', { deviceType: 'usb' })).toBe(false);
    let streams: unknown = null;
    session.ask('displayMedia', {}, (given: unknown) => (streams = given));
    expect(streams).toEqual({});
  });
});

describe('requests', () => {
  it.each([
    ['tcc://app/assets/app.js', true],
    ['http://127.0.0.1:8080/api/v1/session', true],
    ['ws://127.0.0.1:8080/api/v1/live', true],
    ['blob:tcc://app/6f1c', true],
    ['data:image/png;base64,AAAA', true],
    ['http://127.0.0.1:8081/', false],
    ['http://localhost:8080/', false],
    ['http://127.0.0.1.evil.example:8080/', false],
    ['https://tile.example/0/0/0.png', false],
    ['ws://192.168.0.7:8080/', false],
    ['tcc://other/', false],
    ['file:///etc/passwd', false],
    ['blob:https://evil.example/6f1c', false],
    ['devtools://devtools/bundled/inspector.html', false],
    ['chrome-extension://abc/page.html', false],
    ['nonsense', false],
  ])('%s may leave the window: %s', (url, expected) => {
    let answer: unknown = null;
    locked().ask('onBeforeRequest', { url }, (given: unknown) => (answer = given));
    expect(answer).toEqual({ cancel: !expected });
  });

  it('reach no gateway before there is one, and the tools only where they are asked for', () => {
    expect(mayRequest('http://127.0.0.1:8080/', null, false)).toBe(false);
    expect(mayRequest('devtools://devtools/bundled/inspector.html', GATEWAY, true)).toBe(true);
  });

  it('bring back no cookie', () => {
    let answer: unknown = null;
    const responseHeaders = { 'Set-Cookie': ['a=b'], 'content-type': ['text/html'] };
    locked().ask('onHeadersReceived', { responseHeaders }, (given: unknown) => (answer = given));
    expect(answer).toEqual({ responseHeaders: { 'content-type': ['text/html'] } });
  });

  it.each([
    ['blob:tcc://app/6f1c', false],
    ['http://127.0.0.1:8080/file', true],
    ['https://evil.example/program.exe', true],
  ])('a download of %s is refused: %s', (url, refused) => {
    let prevented = false;
    locked().emit('will-download', { preventDefault: () => (prevented = true) }, { getURL: () => url });
    expect(prevented).toBe(refused);
  });
});
