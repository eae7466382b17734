import type { BrowserWindow, WebContents } from 'electron';
import type { ElectronApi } from '../electron-api.ts';
import type { HostLog } from '../host/host-log.ts';
import type { Texts } from '../i18n/texts.ts';
import { APP_PAGE } from '../security/app-address.ts';
import { readJsonFile, writeJsonFile } from '../use-cases/json-file.ts';
import { guardLeaving } from './guard-leaving.ts';
import { createLeaving, type Leaving } from './leaving.ts';
import { guardWindow } from './guard-window.ts';
import { webPreferences, windowOptions } from './window-options.ts';
import { MOST_WINDOWS, placeWindow, routeOf, type WindowState, windowStatesSchema } from './window-state.ts';

export interface WindowsOptions {
  readonly preload: string;
  readonly icon: string | null;
  readonly devTools: boolean;
  readonly stateFile: string;
  readonly texts: Texts;
  readonly log: HostLog['write'];
  nowMs(): number;
}

/** The windows of the console: all show the same site, each on its own screen and at its own place. */
export interface Windows extends Pick<Leaving, 'leaveAll'> {
  /** Those of the last time, or one. */
  restore(): void;
  /** One more; on the given display, otherwise on the main one. */
  open(displayId?: number): void;
  /** One more at the place within the page that this address names; none where there are as many as are remembered. */
  openAddress(address: string): void;
  /** Brings a window to the front, and to a place within the page if one is given. */
  focus(route?: string): void;
  reloadAll(): void;
  isOurs(contents: WebContents): boolean;
  windowOf(contents: WebContents): BrowserWindow | null;
  /** Remembers and closes them all. */
  stop(): void;
}

const SAVE_AFTER_MS = 500;

export function createWindows(
  electron: Pick<ElectronApi, 'BrowserWindow' | 'screen' | 'dialog'>,
  options: WindowsOptions,
): Windows {
  const windows = new Map<BrowserWindow, { reload(): void }>();
  const memory = createMemory(windows, options);
  const leaving = createLeaving(windows, memory);

  function create(state: Partial<WindowState>, displayId?: number): void {
    const window = makeWindow(electron, options, state, displayId);
    guardWindow(window, electron, options);
    windows.set(window, guardLeaving(window, electron, options.texts, leaving.stayed));
    window.on('move', memory.saveSoon);
    window.on('resize', memory.saveSoon);
    window.webContents.on('did-navigate-in-page', memory.saveSoon);
    // While it is still there: the last window to close is the one that comes back.
    window.on('close', memory.save);
    window.on('closed', () => {
      windows.delete(window);
      memory.saveSoon();
      leaving.closed();
    });
    load(window, state.route ?? '');
  }

  function load(window: BrowserWindow, route: string): void {
    window.loadURL(`${APP_PAGE}${route}`).catch((error: unknown) => {
      if (!window.isDestroyed()) options.log('error', 'a window could not load', { reason: String(error) });
    });
  }

  return {
    restore() {
      const states = readJsonFile(options.stateFile, windowStatesSchema, []);
      for (const state of states.length === 0 ? [{}] : states) create(state);
    },
    open: (displayId) => create({}, displayId),
    openAddress(address) {
      if (windows.size < MOST_WINDOWS) create({ route: routeOf(address) });
    },
    focus(route) {
      const [window] = windows.keys();
      if (window === undefined) return create(route === undefined ? {} : { route });
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      if (route !== undefined) load(window, route);
    },
    reloadAll() {
      for (const guard of windows.values()) guard.reload();
    },
    isOurs: (contents) => [...windows.keys()].some((window) => window.webContents === contents),
    windowOf: (contents) => [...windows.keys()].find((window) => window.webContents === contents) ?? null,
    leaveAll: leaving.leaveAll,
    stop() {
      memory.save();
      memory.stop();
      for (const window of [...windows.keys()]) window.destroy();
    },
  };
}

/** Keeps the places of the windows in a file. */
function createMemory(windows: ReadonlyMap<BrowserWindow, unknown>, { stateFile, log }: WindowsOptions) {
  let saving: NodeJS.Timeout | null = null;
  let stopped = false;
  let held = false;
  function save(): void {
    if (saving !== null) clearTimeout(saving);
    saving = null;
    // Without windows the last state stands: it is what the next start opens.
    if (stopped || held || windows.size === 0) return;
    try {
      writeJsonFile(stateFile, [...windows.keys()].map(stateOf));
    } catch (error) {
      log('warn', 'the places of the windows could not be kept', { reason: String(error) });
    }
  }
  return {
    save,
    saveSoon() {
      if (!stopped) saving ??= setTimeout(save, SAVE_AFTER_MS);
    },
    /** What is remembered stands while all windows are on their way out. */
    hold: (on: boolean) => void (held = on),
    stop() {
      stopped = true;
      if (saving !== null) clearTimeout(saving);
    },
  };
}

function makeWindow(
  { BrowserWindow, screen }: Pick<ElectronApi, 'BrowserWindow' | 'screen'>,
  options: WindowsOptions,
  state: Partial<WindowState>,
  displayId: number | undefined,
): BrowserWindow {
  const places = screen.getAllDisplays();
  const on = places.find(({ id }) => id === displayId) ?? screen.getPrimaryDisplay();
  const bounds = placeWindow(state.bounds ?? null, places, on);
  const window = new BrowserWindow(
    windowOptions(bounds, webPreferences(options.preload, options.devTools), options.icon),
  );
  window.once('ready-to-show', () => {
    if (state.maximized === true) window.maximize();
    if (state.fullScreen === true) window.setFullScreen(true);
    window.show();
  });
  return window;
}

function stateOf(window: BrowserWindow): WindowState {
  return {
    // What it goes back to when it is no longer maximised.
    bounds: window.getNormalBounds(),
    maximized: window.isMaximized(),
    fullScreen: window.isFullScreen(),
    route: routeOf(window.webContents.getURL()),
  };
}
