import { describe, expect, it } from 'vitest';
import { openShellChannels } from '../../../../electron/ipc/shell-channels.ts';
import { createElectronDouble, senderOf, WindowDouble } from '../../../support/electron-double.ts';

const gateway = { url: 'http://127.0.0.1:8080/', token: 'f'.repeat(64) };
const window = new WindowDouble({ webPreferences: {} });
const stranger = new WindowDouble({ webPreferences: {} });

function open(answer: unknown = gateway) {
  const double = createElectronDouble();
  const refused: string[] = [];
  const asked: unknown[] = [];
  const close = openShellChannels(
    double.electron,
    {
      gateway: () => answer as typeof gateway,
      pickFile: (_asker, question) => {
        asked.push(question);
        return Promise.resolve({ path: '/media/a.mp4', usable: 'now' });
      },
      pickFolder: () => Promise.resolve(null),
    },
    {
      isOurs: (contents) => (contents as unknown) === window.webContents,
      refused: (channel, why) => void refused.push(`${channel}: ${why}`),
    },
  );
  return { ipc: double.ipc, refused, asked, close };
}

const intruders: [string, Record<string, unknown>, string][] = [
  ['a window that is none of ours', senderOf(stranger), 'it is no window of ours'],
  ['a frame within our page', senderOf(window, { parent: {} }), 'it is a frame within a page'],
  ['a page from elsewhere', senderOf(window, { url: 'https://evil.example/' }), 'it is not our page'],
  [
    'a page whose address begins like ours',
    senderOf(window, { url: 'tcc://app.evil/index.html' }),
    'it is not our page',
  ],
  ['a page at the gateway', senderOf(window, { url: 'http://127.0.0.1:8080/' }), 'it is not our page'],
  ['a file', senderOf(window, { url: 'file:///tmp/index.html' }), 'it is not our page'],
  ['a frame that is gone', { sender: window.webContents, senderFrame: null }, 'its frame is gone'],
];

describe('questions of a window', () => {
  it('are answered to our own page', async () => {
    const { ipc, refused, asked } = open();
    expect(ipc.sendSync('shell:gateway', senderOf(window))).toEqual(gateway);
    expect(await ipc.invoke('shell:pick-file', senderOf(window), { kind: 'recording' })).toEqual({
      path: '/media/a.mp4',
      usable: 'now',
    });
    expect(await ipc.invoke('shell:pick-folder', senderOf(window))).toBeNull();
    expect(asked).toEqual([{ kind: 'recording' }]);
    expect(refused).toEqual([]);
  });

  it.each(intruders)('are refused to %s', async (_name, event, why) => {
    const { ipc, refused, asked } = open();
    expect(ipc.sendSync('shell:gateway', event)).toBeNull();
    await expect(ipc.invoke('shell:pick-file', event, { kind: 'any' })).rejects.toThrow('refused');
    await expect(ipc.invoke('shell:pick-folder', event)).rejects.toThrow('refused');
    expect(asked).toEqual([]);
    expect(refused).toEqual([`shell:gateway: ${why}`, `shell:pick-file: ${why}`, `shell:pick-folder: ${why}`]);
  });

  it.each([[undefined], [{ kind: 'program' }], ['recording'], [{ kind: { toString: 'x' } }]])(
    'that are not as agreed (%j) reach nobody',
    async (question) => {
      const { ipc, asked } = open();
      await expect(ipc.invoke('shell:pick-file', senderOf(window), question)).rejects.toThrow();
      expect(asked).toEqual([]);
    },
  );

  it('get no half answer: a gateway without a token is none', () => {
    expect(
      open({ url: 'http://127.0.0.1:8080/', token: '' }).ipc.sendSync('shell:gateway', senderOf(window)),
    ).toBeNull();
  });

  it('are heard no more after the channels are closed', async () => {
    const { ipc, close } = open();
    close();
    expect(ipc.listenerCount('shell:gateway')).toBe(0);
    await expect(ipc.invoke('shell:pick-file', senderOf(window), { kind: 'any' })).rejects.toThrow('nothing handles');
  });
});
