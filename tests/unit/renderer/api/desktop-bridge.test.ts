import { describe, expect, it } from 'vitest';
import { desktopGateway, gatewayAddresses } from '../../../../renderer/api/desktop-bridge.ts';

describe('the gateway that the desktop hands over', () => {
  const token = 'a-token-of-one-launch';
  it.each([
    ['a browser without a bridge', {}, null],
    ['a bridge without a gateway', { commandCenter: {} }, null],
    ['an address that is none', { commandCenter: { gateway: { url: 'file:///etc', token } } }, null],
    ['a token that is too short', { commandCenter: { gateway: { url: 'http://127.0.0.1:4', token: 'x' } } }, null],
    [
      'a whole one',
      { commandCenter: { gateway: { url: 'http://127.0.0.1:4711', token } } },
      { url: 'http://127.0.0.1:4711', token },
    ],
  ])('is checked: %s', (_name, source, expected) => {
    expect(desktopGateway(source)).toEqual(expected);
  });

  it.each([
    ['http://127.0.0.1:80/', 'http://127.0.0.1:80', 'ws://127.0.0.1:80/api/v1/live'],
    ['https://site.example', 'https://site.example', 'wss://site.example/api/v1/live'],
  ])('has its live line beside it: %s', (url, rest, live) => {
    expect(gatewayAddresses(url)).toEqual({ rest, live });
  });
});
