import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../../../../scripts/run-program.ts';
import { webPreferences, windowIcon, windowOptions } from '../../../../electron/windows/window-options.ts';

describe('what a page may', () => {
  const preferences = webPreferences('/app/preload.cjs', false);

  it.each([
    ['contextIsolation', true],
    ['sandbox', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['plugins', false],
    ['navigateOnDragDrop', false],
    ['safeDialogs', true],
    ['spellcheck', false],
    ['devTools', false],
    ['preload', '/app/preload.cjs'],
    ['partition', 'persist:console'],
  ])('%s: %s', (flag, expected) => expect(preferences).toHaveProperty(flag, expected));

  it('is nothing that this table does not name', () => {
    expect(Object.keys(preferences)).toHaveLength(16);
  });

  it('includes developer tools only when asked for', () => {
    expect(webPreferences('p', true)).toEqual({ ...webPreferences('p', false), devTools: true });
  });

  it('goes into the window unchanged, which is shown once it has painted', () => {
    const options = windowOptions({ x: 1, y: 2, width: 1000, height: 700 }, preferences, '/app/icon.png');
    expect(options.webPreferences).toBe(preferences);
    expect(options).toMatchObject({ x: 1, y: 2, width: 1000, height: 700, show: false, icon: '/app/icon.png' });
  });
});

describe('the picture of a window', () => {
  const folder = path.join(repositoryRoot, 'assets', 'icons');

  it.each(['linux', 'win32'] as const)('is there on %s', (platform) => {
    const icon = windowIcon(folder, platform);
    expect(icon === null ? false : existsSync(icon)).toBe(true);
  });

  it('is that of the program itself on macOS', () => {
    expect(windowIcon(folder, 'darwin')).toBeNull();
    const options = windowOptions({ x: 0, y: 0, width: 1, height: 1 }, webPreferences('p', false), null);
    expect(options).not.toHaveProperty('icon');
  });
});
