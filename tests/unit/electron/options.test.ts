import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDesktopOptions } from '../../../electron/options.ts';

const read = (...args: string[]) => readDesktopOptions(['/usr/bin/electron', ...args]);

describe('the command line of the desktop', () => {
  it('may be empty', () => {
    expect(read()).toEqual({
      ok: true,
      value: {
        data: null,
        port: null,
        media: [],
        model: null,
        threads: 0,
        demo: true,
        verbose: false,
        devTools: false,
      },
    });
  });

  it('takes what the start script gives, among switches of Chromium', () => {
    const result = read('/repository', '--data=/srv/site', '--port=8080', '--no-sandbox', '--lang=vi', '--ozone=x11');
    expect(result).toMatchObject({ ok: true, value: { data: path.resolve('/srv/site'), port: 8080 } });
  });

  it('takes everything else that a start may want', () => {
    const result = read(
      '--media=/a',
      '--media=/b',
      '--model=m',
      '--threads=2',
      '--no-demo',
      '--verbose',
      '--dev-tools',
    );
    expect(result).toMatchObject({
      ok: true,
      value: {
        media: [path.resolve('/a'), path.resolve('/b')],
        model: 'm',
        threads: 2,
        demo: false,
        verbose: true,
        devTools: true,
      },
    });
  });

  it.each([
    ['--port=http', 'bad-port'],
    ['--port=70000', 'bad-port'],
    ['--threads=-1', 'bad-threads'],
    ['--threads=1.5', 'bad-threads'],
    ['--data=', 'bad-options'],
  ])('refuses %s', (arg, code) => {
    const result = read(arg);
    expect(result.ok ? null : result.failure.code).toBe(code);
  });
});
