import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchDesktopRuntime, findDesktopRuntime, hasDisplay, runDesktop } from '../../../scripts/desktop-runtime.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'runtime-'));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});

describe('the runtime of the desktop', () => {
  it('is the one that was named, else the one of the package, else none', () => {
    expect(findDesktopRuntime(folder, { ELECTRON_PATH: '/opt/electron' })).toBe('/opt/electron');
    expect(findDesktopRuntime(folder, {})).toBeNull();
    writeFileSync(path.join(folder, 'path.txt'), 'electron\n');
    expect(findDesktopRuntime(folder, {})).toBeNull();
    mkdirSync(path.join(folder, 'dist'));
    writeFileSync(path.join(folder, 'dist', 'electron'), '');
    expect(findDesktopRuntime(folder, {})).toBe(path.join(folder, 'dist', 'electron'));
  });

  it('is fetched by the script of its package, where there is one', async () => {
    expect(fetchDesktopRuntime(folder)).toBeNull();
    writeFileSync(path.join(folder, 'install.js'), "require('fs').writeFileSync('path.txt', 'electron');");
    const child = fetchDesktopRuntime(folder);
    await new Promise((resolve) => child?.once('exit', resolve));
    mkdirSync(path.join(folder, 'dist'));
    writeFileSync(path.join(folder, 'dist', 'electron'), '');
    expect(findDesktopRuntime(folder, {})).toBe(path.join(folder, 'dist', 'electron'));
  });

  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['win32', {}, true],
  ])('needs a display: %s %o', (platform, env, expected) => {
    expect(hasDisplay(platform, env)).toBe(expected);
  });
});

describe('running the desktop', () => {
  const program = (code: string) => ['-e', code];

  it('ends with what it ended with', async () => {
    expect(await runDesktop(process.execPath, program(''))).toEqual({ kind: 'over', code: 0 });
    expect(await runDesktop(process.execPath, program('process.exit(3)'), 0)).toEqual({ kind: 'over', code: 3 });
  });

  it.each([
    ['fails at once', process.execPath, program('process.exit(1)')],
    ['is not there', path.join(folder, 'nothing'), []],
  ])('says that it never opened when it %s', async (_case, binary, args) => {
    expect(await runDesktop(binary, args)).toMatchObject({ kind: 'never-opened' });
  });

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('is ended with us: %s', async (signal) => {
    const end = runDesktop(process.execPath, program('setInterval(() => undefined, 1000)'), 0);
    process.emit(signal, signal);
    expect(await end).toEqual({ kind: 'over', code: 0 });
    expect(process.listenerCount(signal)).toBe(0);
  });
});
