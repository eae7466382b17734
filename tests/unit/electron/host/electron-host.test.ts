import { describe, expect, it } from 'vitest';
import { createElectronHost, endOf } from '../../../../electron/host/electron-host.ts';
import { createElectronDouble } from '../../../support/electron-double.ts';

const env = { TCC_LAUNCH: JSON.stringify({ name: 'camera-0', folder: '/tmp/x' }) };

function start() {
  const double = createElectronDouble();
  const host = createElectronHost(double.electron);
  const hosted = host.start('/app/camera.js', env);
  const ended = new Promise<[number | null, string | null, string]>((resolve) =>
    hosted.onExit((...end) => resolve(end)),
  );
  const child = double.children[0]!;
  const gone = (reason: string, name = 'camera-0') =>
    double.app.emit('child-process-gone', {}, { type: 'Utility', name, reason, exitCode: 1 });
  return { double, host, hosted, child, ended, gone };
}

describe('a process of the desktop', () => {
  it('is forked with its launch, under its name, with only its errors read', () => {
    const { child } = start();
    expect([child.file, child.args]).toEqual(['/app/camera.js', []]);
    expect(child.options.env['TCC_LAUNCH']).toBe(env.TCC_LAUNCH);
    expect(child.options.serviceName).toBe('camera-0');
    expect(child.options.stdio).toEqual(['ignore', 'ignore', 'pipe']);
  });

  it('takes no switch of Electron along', () => {
    process.env['ELECTRON_RUN_AS_NODE'] = '1';
    process.env['NODE_OPTIONS'] = '--max-old-space-size=4096';
    try {
      const { env: given } = start().child.options;
      expect(Object.keys(given).filter((name) => /^(ELECTRON_|NODE_OPTIONS)/.test(name))).toEqual([]);
      expect(given['PATH']).toBe(process.env['PATH']);
    } finally {
      delete process.env['ELECTRON_RUN_AS_NODE'];
      delete process.env['NODE_OPTIONS'];
    }
  });

  it('has a pid once it is there, and none after', () => {
    const { hosted, child } = start();
    expect(hosted.pid).toBeNull();
    child.pid = 4711;
    expect(hosted.pid).toBe(4711);
    child.pid = undefined;
    expect(hosted.pid).toBeNull();
  });

  it('tells its code and its last words at the end', async () => {
    const { child, ended } = start();
    child.stderr.write('x'.repeat(5000));
    child.stderr.write('the last words\n');
    child.emit('exit', 78);
    const [code, signal, words] = await ended;
    expect([code, signal]).toEqual([78, null]);
    expect(words.endsWith('the last words')).toBe(true);
    expect(words.length).toBeLessThanOrEqual(4000);
  });

  it('that was killed is no clean end, even where its code says 0 and the reason comes late', async () => {
    const { child, ended, gone } = start();
    child.emit('exit', 0);
    gone('killed');
    expect((await ended).slice(0, 2)).toEqual([null, 'a kill']);
  });

  it('is not judged by the end of another one', async () => {
    const { child, ended, gone } = start();
    gone('killed', 'camera-1');
    child.emit('exit', 0);
    expect((await ended).slice(0, 2)).toEqual([0, null]);
  });

  it('tells a fatal error of the engine', async () => {
    const { child, ended } = start();
    child.emit('error', 'FatalError', 'v8::heap', '{}');
    child.emit('exit', 133);
    expect((await ended)[2]).toBe('FatalError at v8::heap');
  });

  it('that cannot be started has ended with a reason', async () => {
    const double = createElectronDouble();
    const utilityProcess = {
      fork: () => {
        throw new Error('no such file');
      },
    };
    const host = createElectronHost({ ...double.electron, utilityProcess } as never);
    const hosted = host.start('/missing.js', env);
    expect(hosted.pid).toBeNull();
    const end = await new Promise((resolve) => hosted.onExit((...values) => resolve(values)));
    expect(end).toEqual([127, null, 'no such file']);
  });

  it.each([
    [0, undefined, { code: 0, signal: null }],
    [0, 'clean-exit', { code: 0, signal: null }],
    [78, 'abnormal-exit', { code: 78, signal: null }],
    [0, 'killed', { code: null, signal: 'a kill' }],
    [11, 'crashed', { code: null, signal: 'a crash' }],
    [0, 'oom', { code: null, signal: 'lack of memory' }],
    [1003, 'launch-failed', { code: null, signal: 'a failed start' }],
  ])('with code %s and reason %s ended as %j', (code, reason, expected) =>
    expect(endOf(code, reason)).toEqual(expected),
  );
});

describe('a throw-away process', () => {
  it('gets its argument and gives back what it printed', async () => {
    const { double, host } = start();
    const { signal: over } = new AbortController();
    const end = host.runThrowaway({ file: '/app/probe.js', args: ['{"a":1}', '60000'], deadlineMs: 60_000, over });
    const child = double.children[1]!;
    expect([child.file, child.args]).toEqual(['/app/probe.js', ['{"a":1}', '60000']]);
    child.stdout.write('answer\n');
    child.emit('exit', 0);
    expect(await end).toEqual({ code: 0, signal: null, stdout: 'answer\n' });
  });

  it.each([
    ['at its deadline', 20, false],
    ['when nobody waits for it any more', 60_000, true],
  ])('is ended %s', async (_when, deadlineMs, abandoned) => {
    const { double, host } = start();
    const life = new AbortController();
    const end = host.runThrowaway({ file: '/app/probe.js', args: [], deadlineMs, over: life.signal });
    const child = double.children[1]!;
    if (abandoned) life.abort();
    while (!child.killed) await new Promise((resolve) => setTimeout(resolve, 10));
    double.app.emit('child-process-gone', {}, { type: 'Utility', name: child.options.serviceName, reason: 'killed' });
    child.emit('exit', 0);
    expect(await end).toEqual({ code: null, signal: 'a kill', stdout: '' });
  });
});
