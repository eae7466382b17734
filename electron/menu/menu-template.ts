import type { MenuItemConstructorOptions } from 'electron';
import type { Texts } from '../i18n/texts.ts';

export interface MenuActions {
  newWindow(displayId?: number): void;
  allowFolder(): void;
  openDataFolder(): void;
  openLogFolder(): void;
  about(): void;
  quit(): void;
}

export interface MenuFacts {
  readonly texts: Texts;
  readonly isMac: boolean;
  readonly devTools: boolean;
  readonly displays: readonly {
    readonly id: number;
    readonly primary: boolean;
    readonly width: number;
    readonly height: number;
  }[];
}

/** The menu as data. Reloading a page past its cache is in none of it, reloading at all only with developer tools. */
export function menuTemplate(facts: MenuFacts, actions: MenuActions): MenuItemConstructorOptions[] {
  const { texts, isMac } = facts;
  const appMenu: MenuItemConstructorOptions[] = isMac ? [{ role: 'appMenu' }] : [];
  return [
    ...appMenu,
    { label: texts('file'), submenu: fileMenu(facts, actions) },
    { label: texts('edit'), submenu: editMenu(texts) },
    { label: texts('view'), submenu: viewMenu(facts) },
    { label: texts('window'), submenu: [{ role: 'minimize', label: texts('minimize') }] },
    {
      label: texts('help'),
      role: 'help',
      submenu: [
        { label: texts('openLogFolder'), click: () => actions.openLogFolder() },
        { label: texts('about'), click: () => actions.about() },
      ],
    },
  ];
}

function fileMenu({ texts, isMac, displays }: MenuFacts, actions: MenuActions): MenuItemConstructorOptions[] {
  const screens = displays.map(({ id, primary, width, height }, index): MenuItemConstructorOptions => ({
    label: texts(primary ? 'primaryDisplay' : 'display', { number: index + 1, width, height }),
    click: () => actions.newWindow(id),
  }));
  const quit: MenuItemConstructorOptions[] = isMac
    ? []
    : // Not the role: it would end everything, unsaved drawings too, and ask nobody.
      [{ type: 'separator' }, { label: texts('quit'), accelerator: 'CmdOrCtrl+Q', click: () => actions.quit() }];
  return [
    { label: texts('newWindow'), accelerator: 'CmdOrCtrl+Shift+N', click: () => actions.newWindow() },
    { label: texts('newWindowOn'), submenu: screens },
    { type: 'separator' },
    { label: texts('allowFolder'), click: () => actions.allowFolder() },
    { label: texts('openDataFolder'), click: () => actions.openDataFolder() },
    { type: 'separator' },
    { role: 'close', label: texts('close') },
    ...quit,
  ];
}

function editMenu(texts: Texts): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: texts('undo') },
    { role: 'redo', label: texts('redo') },
    { type: 'separator' },
    { role: 'cut', label: texts('cut') },
    { role: 'copy', label: texts('copy') },
    { role: 'paste', label: texts('paste') },
    { role: 'selectAll', label: texts('selectAll') },
  ];
}

function viewMenu({ texts, devTools }: MenuFacts): MenuItemConstructorOptions[] {
  const tools: MenuItemConstructorOptions[] = devTools
    ? [
        { type: 'separator' },
        { role: 'reload', label: texts('reload') },
        { role: 'toggleDevTools', label: texts('devTools') },
      ]
    : [];
  return [
    { role: 'zoomIn', label: texts('zoomIn') },
    { role: 'zoomOut', label: texts('zoomOut') },
    { role: 'resetZoom', label: texts('zoomReset') },
    { type: 'separator' },
    { role: 'togglefullscreen', label: texts('fullScreen') },
    ...tools,
  ];
}
