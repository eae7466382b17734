import { describe, expect, it } from 'vitest';
import { launchArguments, type LaunchOptions, readLaunchOptions } from '../../../../domain/contracts/launch-options.ts';

const read = (args: readonly string[]) => {
  const result = readLaunchOptions(args, { texts: [], flags: ['quick'] });
  return result.ok ? result.value.options : result.failure.code;
};
const PLAIN: LaunchOptions = {
  ...{ data: null, port: null, media: [], model: null, threads: 0, demo: true, verbose: false },
};
const ALL: LaunchOptions = {
  data: '/srv/a folder=with signs',
  port: 0,
  media: ['/a', '/b b'],
  model: 'small',
  threads: 64,
  demo: false,
  verbose: true,
};

describe('what a site is started with', () => {
  it('is nothing in particular when nobody says so', () => {
    expect(read([])).toEqual(PLAIN);
    expect(launchArguments(PLAIN)).toEqual([]);
  });

  it('comes out of a command line as it was put into it', () => {
    expect(read(launchArguments(ALL))).toEqual(ALL);
    for (const name of Object.keys(ALL)) {
      const one = { ...PLAIN, [name]: ALL[name as keyof LaunchOptions] };
      expect(read(launchArguments(one))).toEqual(one);
    }
  });

  it('stands beside what only one host knows', () => {
    const result = readLaunchOptions(['--quick', '--port=1', 'word'], { texts: [], flags: ['quick'] });
    expect(result.ok ? [result.value.read.flag('quick'), result.value.read.others] : null).toEqual([true, ['word']]);
  });

  it.each([
    ['--port=http', 'bad-port'],
    ['--port=70000', 'bad-port'],
    ['--port=-1', 'bad-port'],
    ['--port=8e3', 'bad-port'],
    ['--threads=65', 'bad-threads'],
    ['--threads=1.5', 'bad-threads'],
    ['--model', 'bad-options'],
    ['--verbose=very', 'bad-options'],
  ])('is refused when it is %s', (arg, code) => {
    expect(read([arg])).toBe(code);
  });
});
