import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Failure } from '../domain/base/result.ts';
import type { ElectronApi } from './electron-api.ts';
import { createHostLog } from './host/host-log.ts';
import { failureText } from './i18n/failure-text.ts';
import { textsFor } from './i18n/texts.ts';
import { channelsModule } from './modules/channels-module.ts';
import type { Desktop, DesktopPaths } from './modules/desktop.ts';
import { type HostModule, type RunningModules, startModules } from './modules/host-module.ts';
import { menuModule } from './modules/menu-module.ts';
import { noticesModule } from './modules/notices-module.ts';
import { powerModule } from './modules/power-module.ts';
import { sessionModule } from './modules/session-module.ts';
import { siteModule } from './modules/site-module.ts';
import { windowsModule } from './modules/windows-module.ts';
import { type DesktopOptions, readDesktopOptions } from './options.ts';
import { declareAppProtocol } from './security/app-protocol.ts';
import { lockAllContents } from './security/lock-contents.ts';
import { openAllowedFolders } from './use-cases/allowed-folders.ts';
import { windowIcon } from './windows/window-options.ts';
import { createWindows, type Windows } from './windows/windows.ts';

export interface DesktopLaunch {
  readonly argv: readonly string[];
  /** Folder of the built main process. */
  readonly builtFolder: string;
  /** In what order which parts start; tests leave some out. */
  readonly modules?: (desktop: Desktop) => readonly HostModule[];
}

const QUIT_LIMIT_MS = 5000;
/** As in electron-builder.yml. */
const APP_ID = 'org.trafficcommandcenter.desktop';

/** The parts of the desktop in the order they start. They stop in reverse. */
export function desktopModules(desktop: Desktop): readonly HostModule[] {
  return [
    sessionModule(desktop),
    powerModule(desktop),
    noticesModule(desktop),
    siteModule(desktop),
    channelsModule(desktop),
    windowsModule(desktop),
    menuModule(desktop),
  ];
}

/** The whole life of the desktop. What must happen before Electron is ready happens before this returns. */
export function runDesktop(electron: ElectronApi, launch: DesktopLaunch): void {
  const { app } = electron;
  const options = readDesktopOptions(launch.argv);
  if (!options.ok) return refuse(electron, options.failure);
  const paths = choosePaths(electron, launch.builtFolder, options.value);
  try {
    mkdirSync(paths.profile, { recursive: true, mode: 0o700 });
  } catch (error) {
    const message = `cannot use ${paths.data}: ${error instanceof Error ? error.message : String(error)}`;
    return refuse(electron, { code: 'data-folder', message, hint: 'Choose another folder with --data.' });
  }
  // The lock lies in the profile, and the profile in the data folder: one data folder, one program.
  app.setPath('userData', paths.profile);
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  // Windows shows notices only of programs that name themselves as their installer does.
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
  declareAppProtocol(electron);
  // Pages are locked before there are windows that could open more of them.
  let windows: Windows | null = null;
  lockAllContents(electron, (address) => windows?.openAddress(address));
  endInOrder(
    electron,
    app.whenReady().then(() => {
      const desktop = makeDesktop(electron, options.value, paths);
      windows = desktop.windows;
      return open(electron, launch, desktop);
    }),
  );
}

function open(electron: ElectronApi, launch: DesktopLaunch, desktop: Desktop): RunningModules {
  const modules = (launch.modules ?? desktopModules)(desktop);
  const running = startModules(modules, (name, reason) =>
    desktop.log.write('error', 'a part of the desktop did not end well', { name, reason }),
  );
  void running.started.then((started) => {
    if (!started.ok && started.failure.code !== 'stopping') refuse(electron, started.failure);
  });
  return running;
}

function makeDesktop(electron: ElectronApi, options: DesktopOptions, paths: DesktopPaths): Desktop {
  const texts = textsFor(electron.app.getLocale());
  const log = createHostLog();
  return {
    electron,
    options,
    paths,
    version: electron.app.getVersion(),
    texts,
    log,
    windows: createWindows(electron, {
      preload: paths.preload,
      icon: paths.icon,
      devTools: options.devTools,
      stateFile: path.join(paths.profile, 'windows.json'),
      texts,
      log: log.write,
      nowMs: () => performance.now(),
    }),
    folders: openAllowedFolders(path.join(paths.profile, 'settings.json'), [
      path.join(paths.shipped, 'assets', 'demo'),
      path.join(paths.data, 'media'),
      ...options.media,
    ]),
    gateway: null,
    onProcesses: new Set(),
    onCameras: new Set(),
  };
}

function choosePaths({ app }: ElectronApi, builtFolder: string, options: DesktopOptions): DesktopPaths {
  const root = app.getAppPath();
  // Other programs cannot open what lies inside the archive; these were packed beside it.
  const shipped = root.endsWith('.asar') ? `${root}.unpacked` : root;
  const data = options.data ?? app.getPath('userData');
  const program = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const ffmpeg = path.join(shipped, 'node_modules', 'ffmpeg-static', program);
  return {
    entries: path.join(builtFolder, '..', 'workers', 'entries'),
    preload: path.join(builtFolder, 'preload', 'preload.cjs'),
    renderer: path.join(builtFolder, '..', 'renderer'),
    icon: windowIcon(path.join(shipped, 'assets', 'icons'), process.platform),
    shipped,
    ffmpeg: shipped !== root && existsSync(ffmpeg) ? ffmpeg : '',
    data,
    profile: path.join(data, 'desktop'),
  };
}

/** Quitting waits for the processes, but not longer than the limit: they end by themselves once we are gone. */
function endInOrder({ app }: ElectronApi, opened: Promise<RunningModules>): void {
  let state: 'running' | 'ending' | 'ended' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    const limit = new Promise<void>((resolve) => setTimeout(resolve, QUIT_LIMIT_MS));
    void Promise.race([opened.then((running) => running.stop()), limit]).finally(() => {
      state = 'ended';
      app.quit();
    });
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

/** Says why there will be no window, and what to do; then ends. */
function refuse({ app, dialog }: ElectronApi, failure: Failure): void {
  const locale = app.getLocale();
  dialog.showErrorBox(textsFor(locale)('cannotStart'), failureText(locale, failure));
  app.exit(1);
}
