import path from 'node:path';
import { ok } from '../../domain/base/result.ts';
import { menuTemplate, type MenuActions } from '../menu/menu-template.ts';
import { pickFolder } from '../use-cases/pick-path.ts';
import type { Desktop } from './desktop.ts';
import type { HostModule } from './host-module.ts';

/** The menu; made anew when a display comes or goes. */
export function menuModule(desktop: Desktop): HostModule {
  const { electron, options, texts } = desktop;
  const { Menu, screen } = electron;
  const actions = menuActions(desktop);
  const build = (): void => {
    const primary = screen.getPrimaryDisplay().id;
    const displays = screen.getAllDisplays().map(({ id, size }) => ({
      id,
      primary: id === primary,
      width: size.width,
      height: size.height,
    }));
    const facts = { texts, displays, isMac: process.platform === 'darwin', devTools: options.devTools };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(facts, actions)));
  };
  return {
    name: 'menu',
    start() {
      build();
      screen.on('display-added', build);
      screen.on('display-removed', build);
      screen.on('display-metrics-changed', build);
      return ok(() => {
        screen.removeListener('display-added', build);
        screen.removeListener('display-removed', build);
        screen.removeListener('display-metrics-changed', build);
      });
    },
  };
}

function menuActions(desktop: Desktop): MenuActions {
  const { electron, windows, paths, log } = desktop;
  const openFolder = async (folder: string): Promise<void> => {
    const problem = await electron.shell.openPath(folder);
    if (problem !== '') log.write('warn', 'a folder could not be opened', { folder, reason: problem });
  };
  return {
    newWindow: (displayId) => windows.open(displayId),
    openDataFolder: () => void openFolder(paths.data),
    openLogFolder: () => void openFolder(path.join(paths.data, 'logs')),
    allowFolder: () => void allowFolder(desktop),
    about: () => void about(desktop),
    quit: () => void windows.leaveAll().then((left) => left && electron.app.quit()),
  };
}

const RESTART_NOW = 0;

/** Adds a folder of recordings; the processes read it only when they start anew, and the person is told so. */
async function allowFolder({ electron, folders, texts, log }: Desktop): Promise<void> {
  const { app, dialog } = electron;
  try {
    const picked = await pickFolder(folders, texts, (options) => dialog.showOpenDialog(options));
    if (picked === null) return;
    if (picked.usable === 'now') {
      await dialog.showMessageBox({ type: 'info', message: texts('folderKnown'), detail: picked.path });
      return;
    }
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: texts('folderAllowed'),
      detail: texts('folderAllowedDetail', { folder: picked.path }),
      buttons: [texts('restartNow'), texts('later')],
      defaultId: RESTART_NOW,
      cancelId: 1,
    });
    if (response !== RESTART_NOW) return;
    app.relaunch();
    app.quit();
  } catch (error) {
    log.write('error', 'a folder could not be allowed', { reason: String(error) });
    dialog.showErrorBox(texts('folderNotKept'), error instanceof Error ? error.message : String(error));
  }
}

async function about({ electron, texts, version, paths }: Desktop): Promise<void> {
  const { versions } = process;
  await electron.dialog.showMessageBox({
    type: 'info',
    message: 'Traffic Command Center',
    detail: texts('aboutDetail', {
      version,
      electron: versions['electron'] ?? '?',
      chrome: versions['chrome'] ?? '?',
      node: versions.node,
      platform: `${process.platform} ${process.arch}`,
      data: paths.data,
    }),
    buttons: [texts('ok')],
  });
}
