import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDesktopOptions } from '../../../electron/options.ts';
import { defaultDataFolder, desktopArguments, readStartOptions } from '../../../scripts/start-options.ts';

const read = (...args: string[]) => {
  const result = readStartOptions(args);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};
const refusal = (...args: string[]) => {
  const result = readStartOptions(args);
  return result.ok ? null : [result.failure.code, result.failure.hint.startsWith('npm start -- ')];
};

describe('the command line of npm start', () => {
  it('may be empty', () => {
    const options = read();
    expect(options).toMatchObject({ host: 'auto', port: 8080, open: true, demo: true, threads: 0, verbose: false });
    expect(options).toMatchObject({ media: [], model: null });
    expect(path.isAbsolute(options.data)).toBe(true);
  });

  it('says where, how and with what', () => {
    const all = [
      '--host',
      'site',
      '--port',
      '8480',
      '--data=d',
      '--media=m',
      '--media',
      'n',
      '--model=s',
      '--threads=2',
    ];
    expect(read(...all, '--no-open', '--no-demo', '--verbose')).toEqual({
      host: 'site',
      port: 8480,
      data: path.resolve('d'),
      media: [path.resolve('m'), path.resolve('n')],
      model: 's',
      threads: 2,
      open: false,
      demo: false,
      verbose: true,
    });
  });

  it.each([
    ['--host=moon', 'bad-host'],
    ['--port=http', 'bad-port'],
    ['--threads=none', 'bad-threads'],
    ['--dta=/srv', 'bad-options'],
    ['site', 'bad-options'],
    ['--data', 'bad-options'],
  ])('is refused, with the way to write it, when it is %s', (arg, code) => {
    expect(refusal(arg)).toEqual([code, true]);
  });

  it('reaches the desktop whole', () => {
    const options = read(
      '--port=8480',
      '--data=d',
      '--media=m',
      '--media=n',
      '--model=s',
      '--threads=2',
      '--no-demo',
      '--verbose',
    );
    const handed = readDesktopOptions(['electron', ...desktopArguments('/repository', options)]);
    const { host: _host, open: _open, ...shared } = options;
    expect(handed).toEqual({ ok: true, value: { ...shared, devTools: false } });
    const { host: _auto, open: _yes, ...plain } = read();
    const handedPlain = readDesktopOptions(['electron', ...desktopArguments('/repository', read())]);
    expect(handedPlain).toEqual({ ok: true, value: { ...plain, devTools: false } });
  });
});

describe('the data folder when nobody names one', () => {
  it.each([
    ['linux', {}, '/home/a/.local/share/traffic-command-center'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/traffic-command-center'],
    ['darwin', {}, '/home/a/Library/Application Support/TrafficCommandCenter'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/TrafficCommandCenter'],
  ])('on %s with %j is %s', (platform, env, expected) => {
    expect(defaultDataFolder(platform, env, '/home/a')).toBe(expected);
  });
});
