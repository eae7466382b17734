import { describe, expect, it } from 'vitest';
import { desktopGateway, gatewayAddresses, pathPicker } from '../../../../renderer/api/desktop-bridge.ts';

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

describe('the dialogs that the desktop hands over', () => {
  it.each([
    ['a browser without a bridge', {}],
    ['a bridge without dialogs', { commandCenter: {} }],
    ['dialogs that cannot be opened', { commandCenter: { pickFile: 'a', pickFolder: 'b' } }],
  ])('are missing in %s', (_name, source) => {
    expect(pathPicker(source)).toBeNull();
  });

  it('are asked, and their answer is checked', async () => {
    const asked: unknown[] = [];
    const answers: unknown[] = [{ path: '/videos/may.mp4', usable: 'not-allowed' }, null, { path: 5 }];
    const answer = (question?: unknown) => {
      asked.push(question);
      return Promise.resolve(answers.shift());
    };
    const picker = pathPicker({ commandCenter: { pickFile: answer, pickFolder: answer } });
    expect(await picker?.pickFile({ kind: 'recording' })).toEqual({ path: '/videos/may.mp4', usable: 'not-allowed' });
    expect(await picker?.pickFolder()).toBeNull();
    await expect(picker?.pickFolder()).rejects.toThrow();
    expect(asked).toEqual([{ kind: 'recording' }, undefined, undefined]);
  });
});
