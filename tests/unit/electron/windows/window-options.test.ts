import { describe, expect, it } from 'vitest';
import { webPreferences, windowOptions } from '../../../../electron/windows/window-options.ts';

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
    const options = windowOptions({ x: 1, y: 2, width: 1000, height: 700 }, preferences);
    expect(options.webPreferences).toBe(preferences);
    expect(options).toMatchObject({ x: 1, y: 2, width: 1000, height: 700, show: false });
  });
});
