import type { BrowserWindow } from 'electron';
import type { ElectronApi } from '../electron-api.ts';
import type { Texts } from '../i18n/texts.ts';

const STAY = 0;

/**
 * A page with unsaved work keeps its window from being closed or loaded anew, and Electron, unlike a browser, asks nobody:
 * so the person is asked here. The question does not stop the main process, because the site's processes report to it.
 */
export function guardLeaving(
  window: BrowserWindow,
  { dialog }: Pick<ElectronApi, 'dialog'>,
  texts: Texts,
  onStay: () => void,
): { /** Loads the page anew whatever it holds. */ reload(): void } {
  const { webContents } = window;
  let mayLeave = false;
  let closing = false;
  let asking = false;

  function reload(): void {
    mayLeave = true;
    webContents.reload();
  }

  async function ask(leave: () => void): Promise<void> {
    asking = true;
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: texts('unsavedWork'),
      detail: texts('unsavedWorkDetail'),
      buttons: [texts('stayHere'), texts('loseWork')],
      defaultId: STAY,
      cancelId: STAY,
    });
    asking = false;
    if (response === STAY) onStay();
    else if (!window.isDestroyed()) leave();
  }

  window.on('close', () => (closing = true));
  webContents.on('will-prevent-unload', (event) => {
    const leave = closing ? () => window.destroy() : reload;
    closing = false;
    // To prevent this event is to let the page go.
    if (mayLeave) event.preventDefault();
    else if (!asking) void ask(leave);
  });
  webContents.on('did-navigate', () => (mayLeave = false));
  return { reload };
}
