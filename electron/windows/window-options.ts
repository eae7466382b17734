import path from 'node:path';
import type { BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron';
import { PARTITION } from '../security/lock-session.ts';
import { LEAST_SIZE } from './window-state.ts';

/** What a page may: only what a page in a browser may. Defaults are spelled out, so that no later Electron changes them unseen. */
export function webPreferences(preload: string, devTools: boolean): WebPreferences {
  return {
    preload,
    partition: PARTITION,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools,
  };
}

/** Linux knows no other picture than the one that a window brings; Windows has none for a program that runs unpacked. */
export function windowIcon(folder: string, platform: NodeJS.Platform): string | null {
  if (platform === 'darwin') return null;
  return platform === 'win32' ? path.join(folder, 'icon.ico') : path.join(folder, 'png', '256x256.png');
}

/** A window of the console. It is shown once its page has painted. */
export function windowOptions(
  bounds: Rectangle,
  preferences: WebPreferences,
  icon: string | null,
): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    show: false,
    backgroundColor: '#0d1117',
    title: 'Traffic Command Center',
    ...(icon === null ? {} : { icon }),
    webPreferences: preferences,
  };
}
